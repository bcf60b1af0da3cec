package imports

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"laowu/imports/sheet"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// Filled is what became of filling a form.
type Filled struct {
	Rows    int           `json:"rows"`
	LeftOut int           `json:"left_out"` // rows of townships or villages for which the form has no place
	Sheets  []FilledSheet `json:"sheets"`
}

// FilledSheet is what became of one sheet of it.
type FilledSheet struct {
	Sheet      string            `json:"sheet"`
	Rows       int               `json:"rows"`
	HeadingRow int               `json:"heading_row"`
	Columns    map[string]string `json:"columns"`       // what fills a column, by its heading
	Empty      []string          `json:"empty_columns"` // headings of those that nothing fills
}

// PageRows is how many rows a form takes at once in a page.
const PageRows = 5000

// ErrFormRows refuses a form that would be filled with more rows than asked for.
var ErrFormRows = errors.New("要填的超过 5,000 行，网页上一次填不完；请加条件缩小范围（例如一个乡镇），或请县里用命令 laowu export … --form 填")

// Blank is the file of a form, with how it is filled where somebody has said.
type Blank struct {
	Name    string // the file's, or the form's
	Data    []byte
	Mapping FormMapping
	Most    int // rows; 0 is as many as a form takes
}

// OpenForm reads a blank as it would be filled.
func (b Blank) OpenForm(ctx context.Context, tx *db.Tx, k Kind) (*Form, error) {
	env, err := exportEnv(ctx, tx, nil)
	if err != nil {
		return nil, err
	}
	f, err := ReadForm(k, env, b.Name, b.Data)
	if err == nil {
		b.Mapping.apply(f)
	}
	return f, err
}

// Fill writes the records of the kind that the actor sees into another office's
// form, and notes that in the audit trail as Write does. Errors: those of Write,
// *FileError for a blank that cannot be filled, ErrFormRows.
func (q Export) Fill(ctx context.Context, tx *db.Tx, vault *access.Vault, blank Blank, out io.Writer) (Filled, error) {
	ready, err := q.ready(ctx, tx, vault)
	if err != nil {
		return Filled{}, err
	}
	form, err := ReadForm(q.Kind, ready.env, blank.Name, blank.Data)
	if err != nil {
		return Filled{}, err
	}
	defer form.Close() //nolint:errcheck // what was filled is written by then
	blank.Mapping.apply(form)
	w := &formWriter{ledgerWriter: &ledgerWriter{readied: ready, name: func(s string) string { return access.NameFor(tx, s) }}, form: form, most: blank.Most}
	done, err := w.write(ctx, tx, out)
	if err != nil {
		return Filled{}, err
	}
	detail := q.detail(done.Rows)
	detail["form"] = value.Redact(blank.Name)
	return done, access.Note(ctx, tx, access.Exported, "ledger", 0, detail)
}

// formWriter fills one form.
type formWriter struct {
	*ledgerWriter
	form    *Form
	most    int
	records []*formRecord
}

// formRecord is a record with what is reckoned from it.
type formRecord struct {
	record
	env    *Env
	reveal bool
	placed bool // it stands in the form
}

// value is a column of the ledger; nil where it has none.
func (r *formRecord) value(name string) any {
	if i := slices.Index(r.names, name); i >= 0 {
		return r.values[i]
	}
	return nil
}

func (w *formWriter) write(ctx context.Context, tx *db.Tx, out io.Writer) (Filled, error) {
	err := w.Kind.out.ledger.Each(ctx, tx, w.where, func(names []string) error { w.names = names; return nil }, func(values []any) error {
		if w.most > 0 && len(w.records) == w.most {
			return ErrFormRows
		}
		w.records = append(w.records, &formRecord{record: record{w.names, slices.Clone(values)}, env: w.env, reveal: w.Reveal})
		return nil
	})
	if err != nil {
		return Filled{}, err
	}
	var done Filled
	w.form.part()
	for i := range w.form.Sheets {
		one, err := w.fillSheet(&w.form.Sheets[i])
		if err != nil {
			return Filled{}, err
		}
		done.Sheets = append(done.Sheets, one)
	}
	for _, r := range w.records {
		if r.placed {
			done.Rows++
		} else {
			done.LeftOut++
		}
	}
	return done, w.form.blank.Save(out)
}

// fillSheet fills the blocks of a sheet, each with the rows of its township.
func (w *formWriter) fillSheet(s *FormSheet) (FilledSheet, error) {
	out := FilledSheet{Sheet: s.Name, HeadingRow: s.HeadingRow, Columns: map[string]string{}, Empty: []string{}}
	columns := w.columns(s)
	var fillings []sheet.Filling
	for _, b := range s.blocks {
		one := sheet.Filling{First: b.first, Last: b.last, Columns: make([]sheet.FormColumn, len(columns))}
		for c, col := range columns {
			one.Columns[c] = col.FormColumn
		}
		for _, r := range w.records {
			if !s.takes(r, b) {
				continue
			}
			cells, err := w.cells(columns, r, len(one.Rows)+1)
			if err != nil {
				return out, err
			}
			r.placed = true
			one.Rows = append(one.Rows, cells)
		}
		out.Rows += len(one.Rows)
		fillings = append(fillings, one)
	}
	for c, said := range s.Columns {
		switch {
		case said.Formula:
			out.Columns[said.Heading] = "formula"
		case said.Fixed != "":
			out.Columns[said.Heading] = "fixed"
		case columns[c].fills():
			out.Columns[said.Heading] = said.Fact
		case said.Heading != "":
			out.Empty = append(out.Empty, said.Heading)
		}
	}
	totals := slices.Clone(s.totals)
	for i := range totals {
		totals[i].Sum = summed(columns, fillings)
	}
	if err := w.form.blank.Fill(s.index, fillings, totals); err != nil {
		return out, fileError(s.Name, err)
	}
	return out, nil
}

// takes says whether a record's row belongs into a block of the sheet: a sheet
// that is one village's or township's takes no others', and neither does a block.
func (s *FormSheet) takes(r *formRecord, b formBlock) bool {
	township, village := b.township, ""
	if township == "" && s.townsInOne {
		return false
	}
	if township == "" {
		township, village = s.township, s.village
	}
	if slices.Contains(r.names, "village_code") && village != "" {
		return r.value("village_code") == village
	}
	if slices.Contains(r.names, "township_code") && township != "" {
		return r.value("township_code") == township
	}
	return !s.parted // no record of the kind tells to which of several it belongs
}

// part notes whether the form's sheets or blocks are several townships'.
func (f *Form) part() {
	towns := map[string]bool{}
	for _, s := range f.Sheets {
		towns[s.township] = true
	}
	delete(towns, "")
	for i := range f.Sheets {
		s := &f.Sheets[i]
		s.parted = s.townsInOne || len(towns) > 1 && s.township != ""
	}
}

// summed are the columns of people and money that a sum may sum: those in which
// stand figures alone.
func summed(columns []formCell, fillings []sheet.Filling) []int {
	var out []int
	for c, col := range columns {
		if !slices.Contains([]string{"wage", "headcount", "amount", "hours", "attended", "seats", "heads"}, col.name) {
			continue
		}
		texts := slices.ContainsFunc(fillings, func(f sheet.Filling) bool {
			return slices.ContainsFunc(f.Rows, func(r []any) bool { _, text := r[c].(string); return text })
		})
		if !texts {
			out = append(out, c)
		}
	}
	return out
}

// Said tells how many rows a form has, and how many have no place in it.
func (f Filled) Said() string {
	if f.LeftOut == 0 {
		return fmt.Sprintf("%d 行", f.Rows)
	}
	return fmt.Sprintf("%d 行，另有 %d 行所在的乡镇或村在这张表里没有位置，没有填", f.Rows, f.LeftOut)
}
