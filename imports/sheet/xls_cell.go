package sheet

import "math"

// readCell reads what follows a cell record's row and column.
func (r *xlsReader) readCell(col int) error {
	const cell, last = 6, 2 // bytes of each cell in a MULRK, and of the column after them
	columns := 1
	if r.id == recMulRK {
		columns = (len(r.data) - r.pos - last) / cell
	}
	if col+columns > maxColumns {
		return damaged("第 %d 行的列号不对", r.number)
	}
	if r.id == recMulRK {
		for i := range columns {
			r.putNumber(col+i, r.u16(), r.rk())
		}
		return nil
	}
	style := r.u16()
	switch r.id {
	case recRK:
		r.putNumber(col, style, r.rk())
	case recNumber:
		r.putNumber(col, style, r.f64())
	case recLabel, recRString:
		return r.putText(col, r.u16())
	case recLabelSST:
		text, ok := r.book.strings.at(int(r.u32()))
		if !ok {
			return damaged("第 %d 行有一个单元格指向没有的文字", r.number)
		}
		r.set(col, Text, text)
	case recBoolErr:
		value, fault := r.u8(), r.u8() != 0
		r.putBool(col, value, fault)
	case recFormula, recFormula3, recFormula4:
		r.putFormula(col, style)
	}
	return nil
}

// putFormula takes what the formula last showed: a number, or what two bytes
// FF at its end mark as something else ([MS-XLS] 2.5.133 FormulaValue).
func (r *xlsReader) putFormula(col, style int) {
	const text, truth, fault = 0, 1, 2
	if r.pos+8 > len(r.data) {
		r.err = errRecord
		return
	}
	v := r.data[r.pos : r.pos+8]
	switch {
	case v[6] != 0xFF || v[7] != 0xFF:
		r.putNumber(col, style, r.f64())
	case v[0] == text:
		r.shown = col
	case v[0] == truth || v[0] == fault:
		r.putBool(col, int(v[2]), v[0] == fault)
	}
}

func (r *xlsReader) putNumber(col, style int, f float64) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		r.set(col, Fault, "#NUM!")
		return
	}
	kind, from := Number, len(r.arena)
	if r.book.isDate(style) {
		kind = Date
		if r.book.since04 {
			f = day1900(f)
		}
	}
	r.arena = appendFloat(r.arena, f)
	r.take(col, kind, from)
}

func (r *xlsReader) putText(col, chars int) error {
	from := len(r.arena)
	r.arena = r.text(r.arena, chars)
	r.take(col, Text, from)
	return checkLength(r.arena[from:])
}

func (r *xlsReader) putBool(col, value int, fault bool) {
	if !fault {
		r.set(col, Bool, boolText(value != 0))
		return
	}
	for _, f := range []struct {
		code int
		text string
	}{{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"}, {0x1D, "#NAME?"}, {0x24, "#NUM!"}, {0x2A, "#N/A"}} {
		if f.code == value {
			r.set(col, Fault, f.text)
			return
		}
	}
	r.set(col, Fault, "#N/A")
}
