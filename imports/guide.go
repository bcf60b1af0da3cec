package imports

import (
	"context"
	"slices"

	"laowu/internal/db"
)

// guide is what templates, forms and help tell people of a field.
type guide struct {
	hint    string // how to fill it in: a sentence or two, without a stop at the end
	example string // of made-up people
	format  format
	choices []string // what the column offers; empty offers nothing
	from    listing  // or where that stands in the records
	needed  bool     // asked of every row; where another field will do instead, the hint says so
	aside   bool     // read where a sheet has it; a blank form does without
}

// format is what the cells of a field are.
type format uint8

const (
	asWritten format = iota // text and figures, as they come
	asFigures               // digits that are a name and no amount: spreadsheets would round them
	asDay
)

// listing reads what a column offers from the records that its user sees.
type listing func(ctx context.Context, tx *db.Tx, env *Env) ([]string, error)

func says(hint, example string) guide { return guide{hint: hint, example: example} }

// numbered are figures that are a name: ID numbers, telephones.
func numbered(hint, example string) guide {
	return guide{hint: hint, example: example, format: asFigures}
}

func dated(hint string) guide {
	if hint != "" {
		hint += "；"
	}
	return guide{hint: hint + "写年月日，只知道年月的写年月", example: "2019-04-01", format: asDay}
}

// choice is a choice of some words, of which the import takes every one.
func choice(hint string, from ...string) guide {
	return guide{hint: hint, example: from[0], choices: from}
}

// yesOrNo is a choice of 是 and 否.
func yesOrNo(hint string) guide { return choice(hint, "是", "否") }

// offered is a choice of what the records hold.
func offered(hint, example string, from listing) guide {
	return guide{hint: hint, example: example, from: from}
}

// beside is a field that other columns say better: it is read where offices
// write it.
func beside(hint, example string) guide { return guide{hint: hint, example: example, aside: true} }

// always marks what no row goes in without.
func (g guide) always() guide {
	g.needed = true
	return g
}

// optional is a field of which a row need say nothing.
func optional(f field) field {
	f.needed = false
	return f
}

// requiring marks fields of which every row must say something.
func requiring(all []field, names ...string) []field {
	for i, f := range all {
		all[i].needed = f.needed || slices.Contains(names, f.name)
	}
	return all
}

// guideOf is a field's guide, and whether the kind has the field.
func (k Kind) guideOf(fieldName string) (guide, bool) {
	for _, f := range k.fields {
		if f.name == fieldName {
			return f.guide, true
		}
	}
	return guide{}, false
}

// figures says whether a field's digits are a name and no amount.
func (k Kind) figures(fieldName string) bool {
	g, _ := k.guideOf(fieldName)
	return g.format == asFigures
}

// offers are what a field's column offers to who is asking.
func (g guide) offers(ctx context.Context, tx *db.Tx, env *Env) ([]string, error) {
	if g.from == nil {
		return g.choices, nil
	}
	return g.from(ctx, tx, env)
}
