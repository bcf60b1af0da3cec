package demo

import (
	"strings"

	"laowu/imports/sheet"
)

// writing is a workbook being written, with the chances by which its office
// writes things now so, now so.
type writing struct {
	*sheet.Writer
	draw
	style int
}

// column of a form for rows of T.
type column[T any] struct {
	group  string // upper heading over several columns; empty where the heading stands alone
	titles string // headings that offices use, parted by strokes: each style takes one
	width  float64
	text   bool // a text column: numbers keep all their digits
	merged bool // one cell for all rows of a block
	cell   func(*writing, T) any
}

func (c column[T]) title(style int) string {
	all := strings.Split(c.titles, "|")
	return all[style%len(all)]
}

// form is one sheet as an office lays it out.
type form[T any] struct {
	sheet   string
	title   string
	above   []any // a row under the title: who fills it in, and when
	columns []column[T]
	rows    []T
	// block is how many rows from this one on share their merged cells; 0 for
	// those that follow the first. Nil: nothing is merged.
	block  func(T) int
	again  int // the heading stands again after so many rows, as on printed pages; 0: never
	below  [][]any
	groups bool // headings of two levels
}

// write puts a form on a new sheet.
func (f form[T]) write(w *writing) error {
	l := sheet.Layout{Frozen: 3}
	for i, c := range f.columns {
		l.Widths = append(l.Widths, c.width)
		if c.text {
			l.Text = append(l.Text, i)
		}
	}
	if f.groups {
		l.Frozen++
	}
	s, err := w.Sheet(f.sheet, l)
	if err != nil {
		return err
	}
	if err := s.Title(f.title, len(f.columns)); err != nil {
		return err
	}
	if err := s.Row(f.above...); err != nil {
		return err
	}
	if err := f.head(w, s); err != nil {
		return err
	}
	if err := f.body(w, s); err != nil {
		return err
	}
	for _, row := range f.below {
		if err := s.Row(row...); err != nil {
			return err
		}
	}
	return nil
}

// head writes the headings: in one row, or in two with groups above, where a
// heading without a group is merged over both.
func (f form[T]) head(w *writing, s *sheet.SheetWriter) error {
	upper, lower := make([]any, len(f.columns)), make([]any, len(f.columns))
	top := s.Next()
	for i, c := range f.columns {
		upper[i] = c.title(w.style)
		if f.groups && c.group != "" {
			upper[i], lower[i] = c.group, c.title(w.style)
		}
	}
	if err := s.Heading(upper...); err != nil || !f.groups {
		return err
	}
	if err := s.Heading(lower...); err != nil {
		return err
	}
	for i, c := range f.columns {
		last := f.groupEnd(i)
		switch {
		case c.group == "":
			if err := s.Merge(top, i, top+1, i); err != nil {
				return err
			}
		case i > 0 && f.columns[i-1].group == c.group:
		default:
			if err := s.Merge(top, i, top, last); err != nil {
				return err
			}
		}
	}
	return nil
}

// groupEnd is the last column of the group that column i begins.
func (f form[T]) groupEnd(i int) int {
	last := i
	for last+1 < len(f.columns) && f.columns[last+1].group == f.columns[i].group {
		last++
	}
	return last
}

func (f form[T]) body(w *writing, s *sheet.SheetWriter) error {
	cells := make([]any, len(f.columns))
	for n, x := range f.rows {
		if f.again > 0 && n > 0 && n%f.again == 0 {
			if err := f.head(w, s); err != nil {
				return err
			}
		}
		share := 1
		if f.block != nil {
			share = f.block(x)
		}
		for i, c := range f.columns {
			cells[i] = nil
			if share > 0 || !c.merged {
				cells[i] = c.cell(w, x)
			}
			if share > 1 && c.merged {
				if err := s.Merge(s.Next(), i, s.Next()+share-1, i); err != nil {
					return err
				}
			}
		}
		if err := s.Row(cells...); err != nil {
			return err
		}
	}
	return nil
}
