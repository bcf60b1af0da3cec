package sheet

import (
	"cmp"
	"slices"
	"strings"
)

// filler shows the top cell of cells merged downwards in each of their rows.
type filler struct {
	coming []Merge       // still below, the topmost first
	open   map[int]below // by column
}

// below is what the rows under a merged block's first show.
type below struct {
	last int
	cell Cell
}

func newFiller(merges []Merge) *filler {
	f := &filler{open: map[int]below{}}
	for _, m := range merges {
		if m.LastRow > m.FirstRow {
			f.coming = append(f.coming, m)
		}
	}
	slices.SortStableFunc(f.coming, func(a, b Merge) int { return cmp.Compare(a.FirstRow, b.FirstRow) })
	return f
}

// fill must see the rows in order.
func (f *filler) fill(r Row) Row {
	for col, b := range f.open {
		if b.last < r.Number {
			delete(f.open, col)
			continue
		}
		for len(r.Cells) <= col {
			r.Cells = append(r.Cells, Cell{})
		}
		r.Cells[col] = b.cell
	}
	for len(f.coming) > 0 && f.coming[0].FirstRow <= r.Number {
		m := f.coming[0]
		f.coming = f.coming[1:]
		if m.FirstRow == r.Number && m.FirstCol < len(r.Cells) && r.Cells[m.FirstCol].Kind != Empty {
			f.open[m.FirstCol] = below{m.LastRow, r.Cells[m.FirstCol]}
		}
	}
	return r
}

// parseMerge reads A3:C4.
func parseMerge(ref string) (m Merge, ok bool) {
	first, last, both := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !both {
		last = first
	}
	var ok1, ok2 bool
	m.FirstRow, m.FirstCol, ok1 = parseRef(first)
	m.LastRow, m.LastCol, ok2 = parseRef(last)
	return m, ok1 && ok2 && m.FirstRow <= m.LastRow && m.FirstCol <= m.LastCol
}

// parseRef reads AB12: row 12, column 27.
func parseRef(ref string) (row, col int, ok bool) {
	letters := strings.TrimRight(ref, "0123456789")
	col, err := column([]byte(letters))
	row, ok = atoi([]byte(ref[len(letters):]))
	return row, col, ok && err == nil && row >= 1 && row <= maxRows
}
