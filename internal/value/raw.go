// Package value reads what people write into cells and forms: ID numbers,
// credit codes, telephones, days, wages, counts, shares and words of closed
// lists. It reads as a person would and never guesses: each parser returns the
// value and a Code, which is empty where all is well. With an error code the
// value is its zero; a warning comes with a value that can be used. A blank
// cell is the zero value and no code: whether it may be blank is the caller's
// rule.
package value

// Raw is one cell as written.
type Raw struct {
	Text   string
	Number bool // a number cell: Text is the number, never formatted
	Date   bool // a number cell formatted as a date; Text is the serial of the 1900 system
	// Since1904 marks a number cell without a date format in a workbook that
	// counts days from 1904. Cells with Date are already converted.
	Since1904 bool
}

// Plain is the cell as text: cleaned, and a whole number without exponent and
// decimals, so that a household numbered 12 is "12" in whatever kind of cell.
func (r Raw) Plain() string {
	if r.Number {
		if d, ok := wholeDigits(r.Text); ok {
			return d
		}
	}
	return Clean(r.Text)
}

// None says whether a text only says that there is nothing to say: blank, a
// stroke, or 无. Parsers where 无 is an answer (yes and no, board and lodging)
// do not ask it.
func None(text string) bool {
	s := Clean(text)
	return stroke(s) || s == "无" || s == "暂无" || s == "没有"
}

// stroke says whether a cleaned text is blank or struck through.
func stroke(s string) bool {
	switch s {
	case "", "/", "//", "\\", "-", "--", "—", "——", "–":
		return true
	}
	return false
}
