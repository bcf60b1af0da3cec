package sheet

import (
	"slices"
	"strconv"
)

// styledRow is a row with what its cells look like. It may hold nothing.
type styledRow struct {
	Row
	styles []int // of the cells, none where the file has no such cell
	height string
	style  int // of the row's blank cells, or none
	hidden bool
}

// styled hands over every row of a sheet that the file holds.
func (x *xlsx) styled(i int, yield func(styledRow) bool) error {
	f := x.list[i].part
	p, err := x.zip.open(f)
	if err != nil {
		return err
	}
	r := &styledReader{sheetReader: sheetReader{scanner: newScanner(p), book: x}}
	return because(r.read(yield), "%s 的内容不合规范", f.Name)
}

type styledReader struct {
	sheetReader
	styles []int
}

func (r *styledReader) read(yield func(styledRow) bool) error {
	number := 0
	for {
		switch t, err := r.next(); {
		case err != nil || t == tokenEOF:
			return err
		case t == tokenEnd && string(r.name) == "sheetData":
			return nil
		case t != tokenStart || len(r.starts) != rowDepth || string(r.name) != "row":
			continue
		}
		var err error
		if number, err = rowNumber(r.attrs, number); err != nil {
			return err
		}
		row, err := r.look()
		if err != nil {
			return err
		}
		r.begin(number)
		if err := r.readStyled(); err != nil {
			return err
		}
		row.Row, _ = r.row()
		if row.styles = r.styles; !yield(row) {
			return nil
		}
	}
}

// look reads how the row looks whose start tag was read last.
func (r *styledReader) look() (styledRow, error) {
	out := styledRow{style: none}
	v, err := r.values("ht", "customHeight", "s", "customFormat", "hidden")
	if h, bad := strconv.ParseFloat(v[0], 64); err == nil && bad == nil && isTrue(v[1]) && h >= 0 && h <= 409 {
		out.height = v[0]
	}
	if err == nil && isTrue(v[3]) {
		out.style = whole(v[2])
	}
	out.hidden = err == nil && isTrue(v[4])
	return out, err
}

// readStyled is readCells that notes the cells' styles.
func (r *styledReader) readStyled() error {
	r.styles = r.styles[:0]
	col := -1
	for depth := len(r.starts); ; {
		t, err := r.next()
		switch {
		case err != nil:
			return err
		case t == tokenEnd && len(r.starts) < depth:
			return nil
		case t != tokenStart:
			continue
		case string(r.name) != "c":
			err = r.skip()
		default:
			var style string
			if style, err = r.attr("s", false); err == nil {
				col, err = r.readCell(col + 1)
			}
			for err == nil && len(r.styles) <= col {
				r.styles = append(r.styles, none)
			}
			if err == nil {
				r.styles[col] = whole(style)
			}
		}
		if err != nil {
			return err
		}
	}
}

// styledRows are the rows of any file; those of one that has no styles get
// plain ones.
func (b *Book) styledRows(i int, p Part, yield func(styledRow) bool) error {
	down, budget := newFiller(b.sheets[i].Merges), maxCells
	if x, ok := b.src.(*xlsx); ok {
		var full error
		err := x.styled(i, func(r styledRow) bool {
			if budget -= max(len(r.Cells), len(r.styles)); budget < 0 {
				full = tooLarge("工作表 %s 的单元格太多", b.sheets[i].Name)
				return false
			}
			if own := slices.Clone(r.Cells); len(own) > 0 {
				if r.Row = down.fill(r.Row); r.Number <= p.Last {
					r.Cells = own // headings stay merged
				}
			}
			return yield(r)
		})
		if err == nil {
			err = full
		}
		return err
	}
	_, text := b.src.(*csv)
	for r, err := range b.Rows(i) {
		if err != nil {
			return err
		}
		if !yield(plainly(r, p, text)) {
			return nil
		}
	}
	return nil
}

// plainly is a row as plainStyles has it.
func plainly(r Row, p Part, text bool) styledRow {
	out := styledRow{Row: r, style: none, styles: make([]int, len(r.Cells))}
	for c, cell := range r.Cells {
		switch {
		case r.Number < p.First:
			out.styles[c] = aboveCell
		case r.Number <= p.Last:
			out.styles[c] = headingCell
		case cell.Kind == Date:
			out.styles[c] = dayCell
		case text || cell.Kind == Text:
			out.styles[c] = textCell
		}
	}
	return out
}
