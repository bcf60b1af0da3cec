package sheet

// restyled is a cell style of the form with another number format.
type restyled struct{ style, format int }

const (
	textFormat = 49 // the built-in "@"
	dayFormat  = 14 // the built-in short date
)

// style is a cell's, or that of its row or column.
func (b *Blank) style(sheet string, row, col int) (int, error) {
	return b.file.GetCellStyle(sheet, ref(row, col))
}

// formatOf is the number format of a style.
func (b *Blank) formatOf(style int) (id int, code string) {
	all := b.file.Styles
	if style < 0 || style >= len(all.CellXfs.Xf) || all.CellXfs.Xf[style].NumFmtID == nil {
		return 0, ""
	}
	id = *all.CellXfs.Xf[style].NumFmtID
	if all.NumFmts == nil {
		return id, ""
	}
	for _, f := range all.NumFmts.NumFmt {
		if f != nil && f.NumFmtID == id {
			return id, f.FormatCode
		}
	}
	return id, ""
}

// showsDate says whether a style shows a number as a date.
func (b *Blank) showsDate(style int) bool {
	id, code := b.formatOf(style)
	return code != "" && isDateCode(code) || code == "" && isDateFormat(id)
}

// withFormat is a style like another in all but its number format.
func (b *Blank) withFormat(style, format int) int {
	if id, _ := b.formatOf(style); id == format {
		return style
	}
	key := restyled{style, format}
	if made, ok := b.styles[key]; ok {
		return made
	}
	all := b.file.Styles.CellXfs
	if style < 0 || style >= len(all.Xf) {
		style = 0
	}
	like, yes := all.Xf[style], true
	like.NumFmtID, like.ApplyNumberFormat = &format, &yes
	all.Xf = append(all.Xf, like)
	all.Count = len(all.Xf)
	b.styles[key] = all.Count - 1
	return all.Count - 1
}

// ruled says whether most cells of a row, of those columns, have a line around
// them: the rows of a form's table do.
func (b *Blank) ruled(sheet string, row, width int) bool {
	n := 0
	for c := range width {
		style, err := b.style(sheet, row, c)
		if err == nil && b.lined(style) {
			n++
		}
	}
	return width > 0 && 2*n >= width
}

func (b *Blank) lined(style int) bool {
	all := b.file.Styles
	if all.Borders == nil || style < 0 || style >= len(all.CellXfs.Xf) || all.CellXfs.Xf[style].BorderID == nil {
		return false
	}
	id := *all.CellXfs.Xf[style].BorderID
	if id < 0 || id >= len(all.Borders.Border) || all.Borders.Border[id] == nil {
		return false
	}
	box := all.Borders.Border[id]
	return box.Left != nil && drawn(box.Left.Style) || box.Right != nil && drawn(box.Right.Style) ||
		box.Top != nil && drawn(box.Top.Style) || box.Bottom != nil && drawn(box.Bottom.Style)
}

func drawn(style string) bool { return style != "" && style != "none" }
