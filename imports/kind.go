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
	Name   string  // the command's word: members
	Title  string  // what people call it: 会员花名册
	fields []field // what its columns may say
	must   []string
	open   func(context.Context, *db.Tx, *Env) (importer, error)
}

// importer takes the rows of one import of its kind.
type importer interface {
	// table is the columns of the intake table that the kind fills, in the
	// order of check's values.
	table() []db.Column
	// check reads one row. It returns the values of table's columns, or nil
	// when a cell has an error.
	check(r *row) []any
	// merge writes the copied rows by sets. Rows that the database refuses
	// are reported and set aside before anything is written.
	merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error)
}

// Kinds lists every kind, in the order in which an empty county is filled.
func Kinds() []Kind {
	return []Kind{associations(), members(), households(), enterprises(), openings()}
}

// ByName finds a kind.
func ByName(name string) (Kind, bool) {
	all := Kinds()
	i := slices.IndexFunc(all, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, false
	}
	return all[i], true
}

// field of a kind: its name in reports and the headings that offices use for
// it, without spaces and without what stands in brackets.
type field struct {
	name   string
	titles []string
}

func (k Kind) fieldOf(title string) string {
	for _, f := range k.fields {
		if slices.Contains(f.titles, title) {
			return f.name
		}
	}
	return ""
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
