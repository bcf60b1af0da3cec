package sheet

import "bytes"

// put adds the cell to the row: what the arena holds after from, or else what
// value says.
func (r *sheetReader) put(c cellType, from int) error {
	kind, value := Text, bytes.TrimSpace(r.value)
	switch {
	case c.kind == 'i' || len(r.value) == 0:
	case c.kind == 's':
		return r.putShared(c.col, value)
	case c.kind == 'b':
		kind = Bool
		r.arena = append(r.arena, boolText(string(value) == "1" || string(value) == "true")...)
	case c.kind == 'e':
		kind = Fault
		r.arena = appendClean(r.arena, value)
	case c.kind == 'n' || c.kind == 'd':
		kind = r.putNumber(c, value)
	default:
		r.arena = appendEscaped(r.arena, r.value)
	}
	r.take(c.col, kind, from)
	return checkLength(r.arena[from:])
}

func (r *sheetReader) putShared(col int, value []byte) error {
	n, ok := atoi(value)
	text, found := r.book.strings.at(n)
	if !ok || !found {
		return damaged("第 %d 行有一个单元格指向没有的文字", r.number)
	}
	r.set(col, Text, text)
	return nil
}

// putNumber takes what is no number, against the format's rules, as text.
func (r *sheetReader) putNumber(c cellType, value []byte) Kind {
	kind := Number
	var ok bool
	switch {
	case c.kind == 'd':
		kind = Date
		r.arena, ok = appendISO(r.arena, value)
	case c.date:
		kind = Date
		r.arena, ok = appendDay(r.arena, value, r.book.since04)
	default:
		r.arena, ok = appendNumber(r.arena, value)
	}
	if !ok {
		kind, r.arena = Text, appendEscaped(r.arena, value)
	}
	return kind
}

func boolText(b bool) string {
	if b {
		return "TRUE"
	}
	return "FALSE"
}
