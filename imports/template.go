package imports

import (
	"context"
	"errors"
	"fmt"
	"io"

	"laowu/imports/sheet"
	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/value"
)

// The sheets of a blank form beside the one that is filled in. Imports pass both
// over.
const (
	guideSheet  = "填表说明"
	choiceSheet = "选项"
)

// Template writes the blank form of the kind: the usual headings with what each
// column takes, a sheet that explains them, and, hidden, what columns offer to
// the actor. Filled in, it can be imported. NotAllowed for who may not send the
// kind.
func (k Kind) Template(ctx context.Context, tx *db.Tx, out io.Writer) error {
	if !k.Allows(tx.Actor.Role) {
		return NotAllowed
	}
	atlas, err := area.Load(ctx, tx)
	if err != nil {
		return err
	}
	t := &template{kind: k, env: &Env{County: tx.Actor.County, Today: value.DayOf(tx.Today()), Atlas: atlas}}
	if t.book, err = sheet.Create(); err != nil {
		return err
	}
	if err := t.write(ctx, tx); err != nil {
		return errors.Join(err, t.book.Close())
	}
	return t.book.Save(out)
}

// template writes one blank form.
type template struct {
	kind    Kind
	env     *Env
	book    *sheet.Writer
	choices [][]string // by list, of those columns that offer something
	named   []string
}

// blank are the fields that the form asks for, in their order.
func (k Kind) blank() []field {
	var out []field
	for _, f := range k.fields {
		if f.name != "" && !f.aside {
			out = append(out, f)
		}
	}
	return out
}

// formHead is how many rows stand above the blank ones: title, legend, date and
// headings.
const formHead = 4

func (t *template) write(ctx context.Context, tx *db.Tx) error {
	layout := sheet.Layout{Frozen: formHead, Print: true, Lists: map[int]string{}, Hints: map[int]sheet.Hint{}}
	var titles []any
	for c, f := range t.kind.blank() {
		titles = append(titles, f.heading())
		layout.Widths = append(layout.Widths, columnWidth(f.name, f.titles[0]))
		layout.Hints[c] = sheet.Hint{Title: f.titles[0], Text: f.told()}
		switch f.format {
		case asFigures:
			layout.Text = append(layout.Text, c)
		case asDay:
			layout.Days = append(layout.Days, c)
		}
		offers, err := f.offers(ctx, tx, t.env)
		if err != nil {
			return err
		}
		if len(offers) > 0 {
			layout.Lists[c] = "选项_" + f.name
			t.choices, t.named = append(t.choices, offers), append(t.named, layout.Lists[c])
		}
	}
	s, err := t.book.Sheet(t.kind.Title, layout)
	if err != nil {
		return err
	}
	err = errors.Join(s.Title(t.kind.Title, len(titles)), s.Row("带 * 的必须填。点一下格子，旁边会说怎么填；全部说明在“"+guideSheet+"”。"), s.Row("填报日期："), s.Heading(titles...))
	if err != nil {
		return err
	}
	if err := t.explain(); err != nil {
		return err
	}
	return t.list()
}

// heading is a field's in a blank form. A star is no part of it to the import.
func (f field) heading() any {
	if f.needed {
		return sheet.Asked("*" + f.titles[0])
	}
	return f.titles[0]
}

// told is what a field's cells are told to hold.
func (f field) told() string {
	text := "可以不填"
	if f.needed {
		text = "必须填"
	}
	if f.hint != "" {
		text += "。" + f.hint
	}
	if f.example != "" {
		text += "。例如：" + f.example
	}
	return text
}

// list writes what columns offer, a list a column.
func (t *template) list() error {
	if len(t.choices) == 0 {
		return nil
	}
	s, err := t.book.Sheet(choiceSheet, sheet.Layout{Hidden: true})
	if err != nil {
		return err
	}
	for row := 0; ; row++ {
		cells, more := make([]any, len(t.choices)), false
		for c, list := range t.choices {
			if row < len(list) {
				cells[c], more = list[row], true
			}
		}
		if !more {
			break
		}
		if err := s.Row(cells...); err != nil {
			return fmt.Errorf("write choices: %w", err)
		}
	}
	for c, list := range t.choices {
		if err := s.Name(t.named[c], c, len(list)); err != nil {
			return err
		}
	}
	return nil
}
