// Package imports takes offices' workbooks in: a table of kinds, each with
// its headings, its checks and its merge, and one run that serves them all.
package imports

import (
	"context"
	"slices"

	"laowu/internal/db"
)

// Kind is one sort of workbook that offices send.
type Kind struct {
	Name   string    // the command's word: members
	Title  string    // what people call it: 会员花名册
	fields []field   // what its columns may say
	must   []string  // the fields that make a sheet the kind's; "a|b" is either
	never  []string  // headings that no sheet of the kind has
	other  []string  // headings of other kinds: a sheet with one counts only where the file has none without
	shared bool      // it writes lists that all counties share
	from   []db.Role // who may send it, the county and its admin aside
	open   func(context.Context, *db.Tx, *Env) (importer, error)
	out    outgoing         // how its records are written out again
	index  map[string]named // the fields by their titles, once Kinds has listed them
}

// named is what field a title names, and how good a name for it that is.
type named struct {
	field string
	rank  int
}

// importer takes the rows of one import of its kind.
type importer interface {
	// table is the columns of the intake table that the kind fills, in the
	// order of check's values.
	table() []db.Column
	// check reads one row and reports what is wrong with it. It returns the
	// values of table's columns, which only count where no cell has an error.
	check(r *row) []any
	// merge writes the copied rows by sets. Rows that the database refuses
	// are reported and set aside before anything is written.
	merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error)
}

// Kinds lists every kind, in the order in which an empty county is filled.
func Kinds() []Kind {
	all := bareKinds()
	for i := range all {
		all[i].index = all[i].indexed()
	}
	return all
}

// bareKinds are those of Kinds, their fields not yet indexed.
func bareKinds() []Kind {
	return []Kind{associations(), members(), households(), enterprises(), openings(), courses(), placements(), hires(), followups()}
}

// ByName finds a kind.
func ByName(name string) (Kind, bool) {
	all := bareKinds()
	i := slices.IndexFunc(all, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, false
	}
	all[i].index = all[i].indexed()
	return all[i], true
}

// Titles are what people call the kinds, by their names.
func Titles() map[string]string {
	titles := map[string]string{}
	for _, k := range bareKinds() {
		titles[k.Name] = k.Title
	}
	return titles
}

// field of a kind: its name in reports and the headings that offices use for
// it, as squeeze writes them and mostly without what stands in brackets. Of
// several columns of a field, the one whose heading stands first here counts.
// A field without a name is none: its headings only look like another's. What
// people are told of it stands in its guide: import, template, export, forms and
// help all go by this one table.
type field struct {
	name   string
	titles []string
	guide
}

// fieldOf finds the field that a heading names, and how good a name for it the
// heading is, 0 being best: first as it is, then without its brackets.
func (k Kind) fieldOf(title string) (name string, rank int, ok bool) {
	for _, t := range []string{title, bare(title)} {
		if n, there := k.index[t]; there {
			return n.field, n.rank, n.field != ""
		}
	}
	return "", 0, false
}

// indexed lists the fields by their titles; of two fields of one title the first
// counts.
func (k Kind) indexed() map[string]named {
	index := map[string]named{}
	for _, f := range k.fields {
		for rank, t := range f.titles {
			if _, there := index[t]; !there {
				index[t] = named{f.name, rank}
			}
		}
	}
	return index
}

// Allows says whether a role may send the kind, and is given its blank form.
func (k Kind) Allows(r db.Role) bool {
	return r == db.County || r == db.Admin || slices.Contains(k.from, r)
}

// has says whether the kind has a field of a name.
func (k Kind) has(fieldName string) bool {
	return slices.ContainsFunc(k.fields, func(f field) bool { return f.name == fieldName })
}

// title is the first, usual heading of a field.
func (k Kind) title(fieldName string) string {
	for _, f := range k.fields {
		if f.name == fieldName {
			return f.titles[0]
		}
	}
	return fieldName
}
