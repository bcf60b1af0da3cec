package imports

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"laowu/imports/sheet"
	"laowu/internal/access"
	"laowu/internal/db"
)

// template is the kind's blank form, as the desk's user gets it.
func (d *testDesk) template(t testing.TB, k Kind) []byte {
	t.Helper()
	var out bytes.Buffer
	err := d.service.DB.ReadTx(t.Context(), d.actor, func(tx *db.Tx) error { return k.Template(t.Context(), tx, &out) })
	if err != nil {
		t.Fatalf("template of %s: %v", k.Name, err)
	}
	return out.Bytes()
}

// fill writes rows of texts, by field, into a blank form's file.
func fill(t testing.TB, k Kind, form []byte, rows ...map[string]string) []byte {
	t.Helper()
	var data strings.Builder
	for i, row := range rows {
		fmt.Fprintf(&data, `<row r="%d">`, formHead+1+i)
		for c, f := range k.blank() {
			if v := row[f.name]; v != "" {
				fmt.Fprintf(&data, `<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>`, columnName(c), formHead+1+i, v)
			}
		}
		data.WriteString("</row>")
	}
	z, err := zip.NewReader(bytes.NewReader(form), int64(len(form)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "xl/worksheets/sheet1.xml" {
			content = bytes.Replace(content, []byte("</sheetData>"), []byte(data.String()+"</sheetData>"), 1)
		}
		to, err := w.Create(f.Name)
		if err == nil {
			_, err = to.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func columnName(c int) string {
	if c >= 26 {
		return columnName(c/26-1) + columnName(c%26)
	}
	return string(rune('A' + c))
}

// filled are rows that say what they must and no more, of people, enterprises
// and villages of the samples; what only the county's rows need is marked by a
// blank before it.
var filledIn = map[string]map[string]string{
	"associations": {"township": "康宁镇", "name": "新村务工协会", "villages": "新村"},
	"members":      {"name": "王建", "id_number": "142325197603089998", " association": "南高家崖务工协会"},
	"households":   {"village": "上王家沟", " township": "蔡家崖乡", "household_number": "0701"},
	"enterprises":  {"name": "示例康养服务有限公司", "uscc": "91150602MA0FAG439B"},
	"openings":     {"name": "示例康养服务有限公司", "title": "夜班护工", "headcount": "3", "form": "长期", "place": "东胜区"},
	"training":     {"name": "樊丽", "id_number": "142325195807069973", "programme": "吕梁山护工", "class": "第9期", "institution": "示例职业培训学校"},
	"placements":   {"name": "樊丽", "id_number": "142325195807069973", "employer": "示例康养服务有限公司", "started": "2019-10-01"},
	"hires":        {"name": "樊丽", "id_number": "142325195807069973", "employer": "示例康养服务有限公司", "started": "2019-10-01", "form": "长期"},
	"followups":    {"name": "樊小文", "id_number": "141123199710269980", "employer": "示例煤业有限公司", "visited_on": "2019-11-02", "outcome": "在岗"},
}

func plainRow(kind string) map[string]string {
	out := map[string]string{}
	for name, v := range filledIn[kind] {
		out[strings.TrimSpace(name)] = v
	}
	return out
}

// Each blank form, filled in with what it says must be filled in, goes in; with
// one of those cells blank, it does not.
func TestTemplatesFilledInGoIn(t *testing.T) {
	t.Parallel()
	d := sampled(t)
	for _, k := range Kinds() {
		form, row := d.template(t, k), plainRow(k.Name)
		r := d.try(t, k, fill(t, k, form, row))
		if r.Rows != 1 || r.Rejected != 0 {
			t.Errorf("%s: %s %v", k.Name, summary(r), r.Problems)
			continue
		}
		s := r.Files[0].Sheets[0]
		var want []string
		for _, f := range k.blank() {
			want = append(want, f.name)
		}
		if !slices.Equal(s.Fields, want) || s.HeadingRow != formHead || s.LastHeading != formHead || len(s.IgnoredColumns) > 0 {
			t.Errorf("%s: columns %v, want %v; headings in %d to %d; ignored %v", k.Name, s.Fields, want, s.HeadingRow, s.LastHeading, s.IgnoredColumns)
		}
		if got := r.Files[0].SkippedSheets; !slices.Equal(got, []string{guideSheet, choiceSheet}) && (k.Name != "enterprises" || !slices.Equal(got, []string{guideSheet})) {
			t.Errorf("%s: skipped %v", k.Name, got)
		}
		for _, f := range k.blank() {
			if _, also := filledIn[k.Name][f.name]; f.needed != also {
				t.Errorf("%s: %s is marked %v", k.Name, f.name, f.needed)
			}
			if !f.needed {
				continue
			}
			less := plainRow(k.Name)
			delete(less, f.name)
			if r := d.try(t, k, fill(t, k, form, less)); r.Rejected != 1 || !about(r.Problems, f.name) {
				t.Errorf("%s without %s: %s %v", k.Name, f.name, summary(r), r.Problems)
			}
		}
	}
}

// about says whether a problem speaks of a field, or of one that does as well.
func about(all []Problem, field string) bool {
	return slices.ContainsFunc(all, func(p Problem) bool {
		return p.Field == field || field == "programme" && p.Field == "trade" || field == "name" && p.Field == "uscc"
	})
}

// try sends a file and takes nothing in.
func (d *testDesk) try(t testing.TB, k Kind, data []byte) Report {
	t.Helper()
	var r Report
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) (err error) {
		r, err = Run(t.Context(), tx, d.service.Vault, d.service.Desk, Request{
			Kind: k, DryRun: true, Files: []File{{Name: k.Title + ".xlsx", Data: bytes.NewReader(data), Size: int64(len(data))}},
		})
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", k.Name, err)
	}
	return r
}

// What stands in a blank form's list of choices, by the name of the field.
func choicesIn(t *testing.T, k Kind, form []byte) map[string][]string {
	t.Helper()
	b, err := sheet.Open("a.xlsx", bytes.NewReader(form), int64(len(form)))
	if err != nil {
		t.Fatal(err)
	}
	var fields []string
	for _, f := range k.blank() {
		if len(f.choices) > 0 || f.from != nil {
			fields = append(fields, f.name)
		}
	}
	out := map[string][]string{}
	for i, s := range b.Sheets() {
		if s.Name != choiceSheet {
			continue
		}
		if !s.Hidden {
			t.Errorf("%s: the list of choices is in sight", k.Name)
		}
		for r, err := range b.Rows(i) {
			if err != nil {
				t.Fatal(err)
			}
			for c, cell := range r.Cells {
				if cell.Text != "" {
					out[fields[c]] = append(out[fields[c]], cell.Text)
				}
			}
		}
	}
	if len(out) != len(fields) {
		t.Errorf("%s: lists for %d of %v", k.Name, len(out), fields)
	}
	return out
}

// Whatever a column offers, the import takes.
func TestOfferedChoicesGoIn(t *testing.T) {
	t.Parallel()
	d := sampled(t)
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, err := access.AddOffice(t.Context(), tx, access.Office{Kind: "trainer", Name: "示例职业培训学校", Place: d.actor.County})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, k := range Kinds() {
		form := d.template(t, k)
		for field, choices := range choicesIn(t, k, form) {
			rows := make([]map[string]string, len(choices))
			for i, choice := range choices {
				rows[i] = plainRow(k.Name)
				if k.Name == "members" { // each is somebody new
					rows[i]["id_number"] = madeUp(i + 1)
				}
				rows[i][field] = choice
			}
			r := d.try(t, k, fill(t, k, form, rows...))
			tried += len(choices)
			if r.Rows != len(choices) {
				t.Errorf("%s %s: %d rows of %d", k.Name, field, r.Rows, len(choices))
			}
			for _, p := range r.Problems {
				if p.Field == field && p.Severity == "error" && p.Code != "duplicate_in_file" {
					t.Errorf("%s %s: %q draws %s %s", k.Name, field, choices[p.Row-formHead-1], p.Code, p.Message)
				}
			}
		}
	}
	if tried < 200 {
		t.Errorf("only %d choices", tried)
	}
}

// A blank form offers what its user may write of: an association its own name.
func TestTemplatesByRole(t *testing.T) {
	t.Parallel()
	d := roles(t)
	k, _ := ByName("members")
	own := d.as(t, db.Association, "甲村务工协会")
	if got := choicesIn(t, k, own.template(t, k))["association"]; !slices.Equal(got, []string{"甲村务工协会"}) {
		t.Errorf("an association is offered %v", got)
	}
	if got := choicesIn(t, k, d.template(t, k))["association"]; len(got) != 2 {
		t.Errorf("the county is offered %v", got)
	}
	k, _ = ByName("enterprises")
	err := d.service.DB.ReadTx(t.Context(), own.actor, func(tx *db.Tx) error { return k.Template(t.Context(), tx, io.Discard) })
	var refused *FileError
	if !asFile(err, &refused) || refused.Code != NotAllowed.Code {
		t.Errorf("an association's form of enterprises: %v", err)
	}
}
