package sheet

// sheetReader goes through one worksheet's part.
type sheetReader struct {
	*scanner
	book *xlsx
	rowMaker
	value []byte
}

// rowDepth is where rows and merged cells stand: worksheet, sheetData, row.
const rowDepth = 3

func (x *xlsx) rows(i int, yield func(Row) bool) error {
	f := x.list[i].part
	p, err := x.zip.open(f)
	if err != nil {
		return err
	}
	r := &sheetReader{scanner: newScanner(p), book: x}
	return because(r.read(yield), "%s 的内容不合规范", f.Name)
}

func (r *sheetReader) read(yield func(Row) bool) error {
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
		r.begin(number)
		if err := r.readCells(); err != nil {
			return err
		}
		if row, ok := r.row(); ok && !yield(row) {
			return nil
		}
	}
}

// rowNumber reads a row's number; without one it follows the row before.
func rowNumber(attrs []byte, before int) (int, error) {
	number := before + 1
	for {
		k, v, rest, err := nextAttr(attrs)
		switch {
		case err != nil:
			return 0, err
		case k == nil:
			if number > maxRows {
				return 0, tooLarge("工作表超过 %d 行", maxRows)
			}
			return number, nil
		case string(k) == "r":
			n, ok := atoi(v)
			if !ok || n < number {
				return 0, damaged("第 %d 行的后面行号不对", before)
			}
			number = n
		}
		attrs = rest
	}
}

// atoi reads a number of at most nine digits.
func atoi(digits []byte) (n int, ok bool) {
	for _, b := range digits {
		if b < '0' || b > '9' {
			return 0, false
		}
		n = n*10 + int(b-'0')
	}
	return n, len(digits) > 0 && len(digits) < 10
}

func (r *sheetReader) readCells() error {
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
			col, err = r.readCell(col + 1)
		}
		if err != nil {
			return err
		}
	}
}

// cellType is what a c element's attributes say.
type cellType struct {
	col  int
	date bool // the style's number format is one of dates
	kind byte // n number, s shared, i text in place, t formula's text, b, e, d
}

// readCell reads the cell whose start tag was read last, and returns its
// column; one without a reference stands in column next.
func (r *sheetReader) readCell(next int) (int, error) {
	c, err := r.cellType(next)
	if err != nil {
		return 0, err
	}
	r.value = r.value[:0]
	from := len(r.arena)
	for depth := len(r.starts); ; {
		t, err := r.next()
		switch {
		case err != nil:
			return 0, err
		case t == tokenEnd && len(r.starts) < depth:
			return c.col, r.put(c, from)
		case t != tokenStart:
			continue
		}
		switch string(r.name) {
		case "v":
			r.value, err = r.content(r.value)
		case "is":
			r.arena, err = r.rich(r.arena)
			c.kind = 'i'
		default:
			err = r.skip()
		}
		if err != nil {
			return 0, err
		}
	}
}

func (r *sheetReader) cellType(next int) (c cellType, err error) {
	c.col, c.kind = next, 'n'
	for rest := r.attrs; ; {
		var k, v []byte
		if k, v, rest, err = nextAttr(rest); err != nil {
			return c, err
		}
		switch {
		case k == nil && c.col >= maxColumns:
			return c, tooLarge("工作表超过 %d 列", maxColumns)
		case k == nil:
			return c, nil
		case len(k) != 1:
		case k[0] == 'r':
			if c.col, err = column(v); err != nil {
				return c, err
			}
		case k[0] == 's':
			style, ok := atoi(v)
			c.date = ok && style < len(r.book.dates) && r.book.dates[style]
		case k[0] == 't' && len(v) > 0:
			if c.kind = v[0]; string(v) == "str" {
				c.kind = 't'
			}
		}
	}
}

// column reads the letters of AB12: 27.
func column(ref []byte) (int, error) {
	col := 0
	for _, b := range ref {
		if b|0x20 < 'a' || b|0x20 > 'z' {
			break
		}
		if col = col*26 + int(b|0x20-'a') + 1; col > maxColumns {
			return 0, tooLarge("工作表超过 %d 列", maxColumns)
		}
	}
	if col == 0 {
		return 0, errXML
	}
	return col - 1, nil
}
