package imports

import (
	"errors"
	"fmt"
	"slices"

	"laowu/imports/sheet"
)

// fill reads the rows' cells from the kept files.
func (p *RowPage) fill(files []File) error {
	for from := 0; from < len(p.Rows); {
		to := from + 1
		for to < len(p.Rows) && p.Rows[to].File == p.Rows[from].File {
			to++
		}
		if err := p.fillFile(files[p.Rows[from].File], p.Rows[from:to]); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// fillFile reads rows of one file, sheet by sheet.
func (p *RowPage) fillFile(f File, rows []DraftRow) error {
	book, err := sheet.Open(f.called(), f.Data, f.Size)
	if err != nil {
		return fileError(f.called(), err)
	}
	for from := 0; from < len(rows) && err == nil; {
		to := from + 1
		for to < len(rows) && rows[to].Sheet == rows[from].Sheet {
			to++
		}
		err = p.fillSheet(f, book, rows[from:to])
		from = to
	}
	return errors.Join(err, book.Close())
}

// fillSheet reads on until the last row that is wanted.
func (p *RowPage) fillSheet(f File, book *sheet.Book, rows []DraftRow) error {
	i := slices.IndexFunc(p.Sheets, func(s DraftSheet) bool { return s.File == rows[0].File && s.Index == rows[0].Sheet })
	if i < 0 {
		return errRowGone
	}
	next := 0
	for r, err := range f.rows(book, rows[0].Sheet) {
		if err != nil {
			return fileError(f.called(), err)
		}
		if r.Number != rows[next].Number {
			continue
		}
		rows[next].fill(p.Sheets[i].Columns, r.Cells, f.reading.mends[rows[0].Sheet][r.Number])
		if next++; next == len(rows) {
			return nil
		}
	}
	return fmt.Errorf("row %d: %w", rows[next].Number, errRowGone)
}

// fill puts cells under their columns, and problems to their cells.
func (r *DraftRow) fill(columns []DraftColumn, cells []sheet.Cell, mended []mending) {
	r.Cells = make([]DraftCell, max(len(columns), len(cells)))
	for c, cell := range cells {
		field := ""
		if c < len(columns) {
			field = columns[c].Field
		}
		r.Cells[c].Text = shown(field, cellText(cell))
	}
	for _, m := range mended {
		r.Cells[m.column].Mended = true
	}
	var left []DraftProblem
	for _, p := range r.Problems {
		if p.Column < 0 || p.Column >= len(r.Cells) {
			left = append(left, p)
			continue
		}
		r.Cells[p.Column].Problems = append(r.Cells[p.Column].Problems, p)
	}
	r.Problems = left
}

// cellText is a cell as people wrote it: a day as one.
func cellText(c sheet.Cell) string {
	if day, ok := c.Day(); ok {
		return day.Format("2006-01-02")
	}
	return c.Text
}
