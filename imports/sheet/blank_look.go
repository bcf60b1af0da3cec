package sheet

// Formulas are the columns of a row, from 0, that hold a formula.
func (b *Blank) Formulas(i, row int) map[int]bool {
	out := map[int]bool{}
	for _, c := range b.formulas[i] {
		if c.row == row {
			out[c.col] = true
		}
	}
	return out
}

// Ruled says whether a row of sheet i looks like one of a table: most of its
// first cells have lines around them.
func (b *Blank) Ruled(i, row, width int) bool {
	return row <= b.book.Sheets()[i].Rows && b.ruled(b.book.Sheets()[i].Name, row, width)
}

// PerCent says whether a cell shows a number as a share: 0.6 as 60%.
func (b *Blank) PerCent(i, row, col int) bool {
	style, err := b.style(b.book.Sheets()[i].Name, row, col)
	if err != nil {
		return false
	}
	id, _ := b.formatOf(style)
	return id == 9 || id == 10 // 0% and 0.00% (ECMA-376 part 1, 18.8.30)
}
