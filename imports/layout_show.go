package imports

import (
	"context"
	"errors"
	"fmt"

	"laowu/imports/sheet"
	"laowu/internal/db"
)

// Layout is how a draft's sheet is read, and what could be chosen instead.
type Layout struct {
	File, Sheet int
	Name        string
	Way         string   // as DraftSheet's
	Top         []TopRow // the first rows, of which one or two are the headings
	First, Last int      // the heading rows that Columns stand under; 0: none
	Columns     []LayoutColumn
	Fields      []FieldChoice
	Missing     []string // titles of what a sheet of the kind must have and Columns has not
}

// TopRow is one of a sheet's first rows that say anything; numbers of people are
// masked.
type TopRow struct {
	Number int
	Cells  []string
}

// LayoutColumn is a column with its field, as found or chosen, and up to three
// values from under the headings, masked.
type LayoutColumn struct {
	DraftColumn
	Examples []string
}

// FieldChoice is a field of the kind that a column may say.
type FieldChoice struct {
	Name, Title string
	Must        bool // the kind needs it, or another in its stead
}

// Layout reads a sheet's columns: under the headings as they are read, or, with
// first, under those rows. NotReady while the kind is not known; NotFound; Gone.
func (s *Service) Layout(ctx context.Context, actor db.Actor, id int64, file, index, first, last int) (Layout, error) {
	d, files, err := s.draftFiles(ctx, actor, id)
	if err != nil {
		return Layout{}, fmt.Errorf("columns of draft %d: %w", id, err)
	}
	k, ok := ByName(d.Kind)
	if !ok {
		return Layout{}, NotReady
	}
	one, err := sightOf(files, file, index)
	if err != nil {
		return Layout{}, err
	}
	l := Layout{File: file, Sheet: index, Name: one.name, Way: d.way(file, index), Fields: k.fieldChoices()}
	for _, r := range one.top[:min(len(one.top), headingDepth)] {
		l.Top = append(l.Top, TopRow{r.Number, texts(r.Cells)})
	}
	h, ok := one.headings(k, files[file], first, last)
	if !ok {
		return l, nil
	}
	l.First, l.Last, l.Missing = h.first, h.last, k.missing(h)
	l.Columns = one.examples(k, h)
	return l, nil
}

// draftFiles reads a draft and opens its files.
func (s *Service) draftFiles(ctx context.Context, actor db.Actor, id int64) (d Draft, files []File, err error) {
	if d, err = s.FindDraft(ctx, actor, id); err != nil {
		return d, nil, err
	}
	err = s.DB.ReadTx(ctx, actor, func(tx *db.Tx) error {
		files, err = s.kept(ctx, tx, id)
		return err
	})
	return d, files, err
}

func (d Draft) way(file, index int) string {
	if file < len(d.Files) {
		for _, s := range d.Files[file].Sheets {
			if s.Index == index {
				return s.Way
			}
		}
	}
	return ""
}

// sightOf looks at the first rows of one sheet.
func sightOf(files []File, file, index int) (sight, error) {
	if file < 0 || file >= len(files) {
		return sight{}, NotFound
	}
	f := files[file]
	book, err := sheet.Open(f.called(), f.Data, f.Size)
	if err != nil {
		return sight{}, fileError(f.called(), err)
	}
	if index < 0 || index >= len(book.Sheets()) {
		return sight{}, errors.Join(NotFound, book.Close())
	}
	about := book.Sheets()[index]
	top, err := head(f.rows(book, index), headingDepth+sampleRows)
	if err != nil {
		return sight{}, errors.Join(fileError(f.called(), err), book.Close())
	}
	return sight{file, index, sheetCalled(index, about), about.Hidden, top, about.Merges}, book.Close()
}

// sampleRows is how many rows under the deepest heading row are looked at for
// examples.
const sampleRows = 10

// headings are those that are asked for, else as the sheet is read.
func (s sight) headings(k Kind, f File, first, last int) (headings, bool) {
	if first > 0 {
		return k.headingsAt(first, last, s.top, s.merges)
	}
	if l, ok := f.reading.layouts[s.index]; ok && l.leftOut && l.first > 0 {
		return k.headingsAt(l.first, l.last, s.top, s.merges)
	}
	return f.headings(k, s.index, s.top, s.merges)
}

// examples are the columns under headings, with what stands in them.
func (s sight) examples(k Kind, h headings) []LayoutColumn {
	var written, fields []string
	for _, o := range h.over {
		written, fields = append(written, o.written), append(fields, o.field)
	}
	columns := k.columns(written, fields)
	out := make([]LayoutColumn, len(columns))
	for c := range out {
		out[c].DraftColumn = columns[c]
		for _, r := range s.top {
			if r.Number > h.last && c < len(r.Cells) && filled(r.Cells[c]) && len(out[c].Examples) < 3 {
				out[c].Examples = append(out[c].Examples, shown(columns[c].Field, cellText(r.Cells[c])))
			}
		}
	}
	return out
}

func texts(cells []sheet.Cell) []string {
	out := make([]string, len(cells))
	for c := range cells {
		out[c] = shown("", cellText(cells[c]))
	}
	return out
}
