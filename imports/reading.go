package imports

import (
	"iter"
	"slices"

	"laowu/imports/sheet"
)

// reading is what people said of how a kept file is to be read: which columns say
// what in some of its sheets, and what some of its cells should say. Whoever reads
// the file again reads it so: the preview, the import, the rejected rows.
type reading struct {
	layouts map[int]layout            // by the sheet's index in the workbook
	mends   map[int]map[int][]mending // by the sheet's index and the row's number
}

// layout is a sheet's headings as people chose them.
type layout struct {
	first, last int      // the heading row, or both of its levels
	fields      []string // by column; "" is passed over
	leftOut     bool     // the sheet is not read
	remembered  bool     // from an earlier draft
}

// way is how a sheet comes to be read as it is: import_sheet's words.
func (l layout) way() string {
	switch {
	case l.leftOut:
		return "left_out"
	case l.remembered:
		return "remembered"
	}
	return "chosen"
}

// mending is what a cell should say.
type mending struct {
	column int
	text   string
}

// headings are the sheet's, as chosen or else as found.
func (f File) headings(k Kind, index int, top []sheet.Row, merges []sheet.Merge) (headings, bool) {
	l, chosen := f.reading.layouts[index]
	if !chosen {
		return findHeadings(k, top, merges)
	}
	h, ok := k.headingsAt(l.first, l.last, top, merges)
	if l.leftOut || !ok {
		return headings{}, false
	}
	h.choose(l.fields)
	return h, true
}

// headingsAt reads the rows of given numbers as headings, whatever they say.
func (k Kind) headingsAt(first, last int, top []sheet.Row, merges []sheet.Merge) (headings, bool) {
	i := slices.IndexFunc(top, func(r sheet.Row) bool { return r.Number == first })
	if i < 0 {
		return headings{}, false
	}
	if last == first {
		return k.read(nil, labels(top[i]), first, last), true
	}
	if i+1 == len(top) || top[i+1].Number != last {
		return headings{}, false
	}
	return k.read(spread(top[i], top[i+1], merges), labels(top[i+1]), first, last), true
}

// choose gives columns other fields than their headings name.
func (h *headings) choose(fields []string) {
	for len(h.over) < len(fields) {
		h.over = append(h.over, heading{})
	}
	h.fields = map[string][]int{}
	for c := range h.over {
		field := ""
		if c < len(fields) {
			field = fields[c]
		}
		if h.over[c].field != field {
			h.over[c].field, h.over[c].rank = field, 0
		}
		if field != "" {
			h.fields[field] = append(h.fields[field], c)
		}
	}
	h.sort()
}

// rows are those of a sheet, with what was mended in them.
func (f File) rows(book *sheet.Book, index int) iter.Seq2[sheet.Row, error] {
	mended := f.reading.mends[index]
	if len(mended) == 0 {
		return book.Rows(index)
	}
	return func(yield func(sheet.Row, error) bool) {
		for r, err := range book.Rows(index) {
			if m := mended[r.Number]; err == nil && m != nil {
				r.Cells = mend(r.Cells, m)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// mend is a row's cells with some of them said anew.
func mend(cells []sheet.Cell, all []mending) []sheet.Cell {
	cells = slices.Clone(cells)
	for _, m := range all {
		for len(cells) <= m.column {
			cells = append(cells, sheet.Cell{})
		}
		cells[m.column] = sheet.Cell{}
		if m.text != "" {
			cells[m.column] = sheet.Cell{Kind: sheet.Text, Text: m.text}
		}
	}
	return cells
}
