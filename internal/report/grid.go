package report

import (
	"errors"
	"fmt"
	"io"

	"laowu/imports/sheet"
)

// Grid is a table of figures: what a chart is drawn from, and its sheet. The
// first cell of a line says what it is of, the others are whole numbers, yuan or
// words; nil is what there is none of.
type Grid struct {
	Title string
	Heads []string
	Rows  [][]any
	Foot  []any // the sum; may be empty
}

// WriteGrids writes grids as a workbook, a sheet each.
func WriteGrids(out io.Writer, asOf string, grids ...Grid) error {
	w, err := sheet.Create()
	if err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	for _, g := range grids {
		if err == nil {
			err = g.fill(w, asOf)
		}
	}
	if err == nil {
		err = w.Save(out)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write table: %w", err), w.Close())
	}
	return nil
}

func (g Grid) fill(w *sheet.Writer, asOf string) error {
	titles, widths := make([]any, len(g.Heads)), make([]float64, len(g.Heads))
	for i, h := range g.Heads {
		titles[i], widths[i] = h, 14
	}
	widths[0] = 24
	s, err := begin(w, g.Title, g.Title+"（截至 "+asOf+"）", titles, widths)
	if err != nil {
		return err
	}
	rows := g.Rows
	if len(g.Foot) > 0 {
		rows = append(rows[:len(rows):len(rows)], g.Foot)
	}
	for _, row := range rows {
		if err := s.Row(row...); err != nil {
			return err
		}
	}
	return nil
}
