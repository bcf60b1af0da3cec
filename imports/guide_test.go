package imports

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/value"
	"laowu/training"
)

// readers tell whether the import understands a choice that it would pass over
// in silence.
var readers = map[string]func(value.Raw) bool{
	"sex":               func(r value.Raw) bool { return value.ParseSex(r) != "" },
	"status":            func(r value.Raw) bool { return value.ParseStatus(r) != "" },
	"channel":           func(r value.Raw) bool { return channels[r.Text] != "" },
	"household_kind":    func(r value.Raw) bool { k, _ := value.ParseHouseholdKind(r); return k.Word() == r.Text },
	"result":            func(r value.Raw) bool { o, _ := value.ParseOutcome(r); return o.Word() == r.Text },
	"post":              func(r value.Raw) bool { return firstSaid(posts)(wordIn(posts, r.Text)) == r.Text },
	"end_reason":        func(r value.Raw) bool { return firstSaid(endReasons)(wordIn(endReasons, r.Text)) == r.Text },
	"way":               func(r value.Raw) bool { return followup.Way(wordIn(visitWays, r.Text)).Word() == r.Text },
	"outcome":           func(r value.Raw) bool { return followup.Outcome(wordIn(visitOutcomes, r.Text)).Word() == r.Text },
	"issue":             func(r value.Raw) bool { return followup.Kind(wordIn(issueWords, r.Text)).Word() == r.Text },
	"level":             func(r value.Raw) bool { return training.LevelIn(r.Text) != 0 },
	"certificate_level": func(r value.Raw) bool { return training.LevelIn(r.Text) != 0 },
	"board":             func(r value.Raw) bool { return value.ParseBoardLodging(r).Text == r.Text },
}

// open are the columns that keep whatever is written.
var openWords = []string{"education", "health", "relation"}

// Import, template, export and help go by one table: every kind's is whole.
func TestTableOfKinds(t *testing.T) {
	t.Parallel()
	for _, k := range Kinds() {
		seen := map[string]bool{}
		for _, f := range k.fields {
			if f.name == "" {
				continue
			}
			if seen[f.name] || len(f.titles) == 0 {
				t.Errorf("%s %s: twice, or without a heading", k.Name, f.name)
			}
			seen[f.name] = true
			if f.example == "" || f.hint == "" && f.format == asWritten && len(f.choices) == 0 && !f.openEnded() {
				t.Errorf("%s %s: nothing says how to fill it in", k.Name, f.name)
			}
			if name, rank, ok := k.fieldOf(squeeze("*" + f.titles[0])); !ok || name != f.name || rank != 0 {
				t.Errorf("%s: the heading %s is read as %s", k.Name, f.titles[0], name)
			}
			if f.needed && f.aside {
				t.Errorf("%s %s: asked for and not in the blank form", k.Name, f.name)
			}
			if n := len(utf16.Encode([]rune(f.told()))); n > 255 {
				t.Errorf("%s %s: %d characters beside the cell", k.Name, f.name, n)
			}
			for _, c := range f.choices {
				k.understands(t, f, c)
			}
		}
		k.whole(t, seen)
	}
}

// openEnded says whether there is nothing to say of how a field is filled in.
func (f field) openEnded() bool {
	return slices.Contains([]string{"ethnicity", "industry", "contact", "leader", "category"}, f.name)
}

func (k Kind) understands(t *testing.T, f field, choice string) {
	t.Helper()
	read, silent := readers[f.name]
	switch {
	case k.Name == "associations" && f.name == "form":
		read, silent = func(r value.Raw) bool { return value.ParseAssociationForm(r) != "" }, true
	case f.name == "form":
		read, silent = func(r value.Raw) bool { f, _ := value.ParseForm(r); return f.Word() == r.Text }, true
	case slices.Equal(f.choices, []string{"是", "否"}):
		read, silent = func(r value.Raw) bool {
			a, _ := value.ParseYesNo(r)
			return (a == value.Yes) == (r.Text == "是") && a != 0
		}, true
	}
	if !silent && !slices.Contains(openWords, f.name) {
		t.Errorf("%s %s: no reader for its choices", k.Name, f.name)
	}
	if silent && !read(value.Raw{Text: choice}) {
		t.Errorf("%s %s: %q is not understood", k.Name, f.name, choice)
	}
}

// whole tests what a kind says elsewhere against its fields.
func (k Kind) whole(t *testing.T, fields map[string]bool) {
	t.Helper()
	blank := map[string]bool{}
	for _, f := range k.blank() {
		blank[f.name] = true
	}
	for _, m := range k.must {
		if !slices.ContainsFunc(strings.Split(m, "|"), func(f string) bool { return blank[f] }) {
			t.Errorf("%s: a blank form without %s would not be known for one", k.Name, m)
		}
	}
	for name := range k.out.says {
		if !slices.ContainsFunc(Kinds(), func(k Kind) bool { return k.has(name) }) {
			t.Errorf("%s: an export says %s, which is no field", k.Name, name)
		}
	}
	for name := range k.out.cells {
		if !fields[name] {
			t.Errorf("%s: an export has cells for %s, which is no field", k.Name, name)
		}
	}
	for _, c := range k.Columns() {
		if c.Title == "" || !fields[c.Field] || c.Blank != blank[c.Field] {
			t.Errorf("%s: help on %+v", k.Name, c)
		}
	}
	if len(k.Columns()) != len(fields) {
		t.Errorf("%s: help on %d of %d fields", k.Name, len(k.Columns()), len(fields))
	}
	if !k.Allows(db.County) || k.Allows(db.Worker) || k.Allows(db.Auditor) {
		t.Errorf("%s: who may send it", k.Name)
	}
}

// Every column of an export stands under a field's heading, in each kind.
func TestExportedColumnsAreFields(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, k := range Kinds() {
		data, _ := d.export(t, Export{Kind: k})
		head := strings.Split(strings.Split(d.shown(t, data), "\n")[2], ",")
		if len(head) < 5 {
			t.Errorf("%s: exported columns %v", k.Name, head)
		}
		for _, title := range head {
			if name, rank, ok := k.fieldOf(squeeze(title)); !ok || rank != 0 || !k.has(name) {
				t.Errorf("%s: the exported column %q is no field", k.Name, title)
			}
		}
	}
}
