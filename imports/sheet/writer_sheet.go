package sheet

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// SheetWriter writes the rows of one sheet, from the top.
type SheetWriter struct { //nolint:revive // Writer is the workbook's
	file   *excelize.File
	name   string
	stream *excelize.StreamWriter
	styles styles
	text   map[int]bool
	row    int
	notes  int
	direct *direct // where its rows go once they are streamed
}

// maxNotes bounds a sheet's notes, which make it slow to open; bad cells
// beyond are only marked.
const maxNotes = 1000

// Bad marks a cell as wrong. Why, if there is something, is its note.
type Bad struct {
	Value any
	Why   string
}

// Row writes a row of cells: nil (blank), string, int, int64, float64, bool,
// time.Time (its day), a Cell as it was read, or Bad around one of these. A
// text stays text, whatever it begins with.
func (s *SheetWriter) Row(cells ...any) error { return s.write(look{}, cells) }

// Heading writes a row of headings.
func (s *SheetWriter) Heading(titles ...any) error { return s.write(look{kind: heading}, titles) }

// Title writes a title over width columns.
func (s *SheetWriter) Title(text string, width int) error {
	if err := s.write(look{kind: title}, []any{text}); err != nil {
		return err
	}
	return s.Merge(s.row, 0, s.row, width-1)
}

// Merge merges a block: rows as the spreadsheet shows them, columns from 0,
// the last ones included.
func (s *SheetWriter) Merge(firstRow, firstCol, lastRow, lastCol int) error {
	from, to := ref(firstRow, firstCol), ref(lastRow, lastCol)
	if s.direct != nil {
		return errStreamed
	}
	if from == to {
		return nil
	}
	if err := s.stream.MergeCell(from, to); err != nil {
		return fmt.Errorf("merge cells: %w", err)
	}
	return nil
}

// Next is the number that the next row will have.
func (s *SheetWriter) Next() int { return s.row + 1 }

// ref is a cell's name: row 12, column 27 is AB12.
func ref(row, col int) string {
	letters := ""
	for col++; col > 0; col = (col - 1) / 26 {
		letters = string(rune('A'+(col-1)%26)) + letters
	}
	return letters + strconv.Itoa(row)
}

func (s *SheetWriter) write(l look, cells []any) error {
	s.row++
	if s.direct != nil {
		return s.direct.put(s, s.row, cells)
	}
	out := make([]any, len(cells))
	for c, v := range cells {
		cell, err := s.cell(l, c, v)
		if err != nil {
			return fmt.Errorf("write row %d: %w", s.row, err)
		}
		out[c] = cell
	}
	if err := s.stream.SetRow(ref(s.row, 0), out); err != nil {
		return fmt.Errorf("write row %d: %w", s.row, err)
	}
	return nil
}

func (s *SheetWriter) cell(l look, column int, v any) (any, error) {
	if bad, ok := v.(Bad); ok {
		if err := s.note(column, bad.Why); err != nil {
			return nil, err
		}
	}
	v, l = s.looked(l, column, v)
	if l == (look{}) {
		return v, nil
	}
	return excelize.Cell{StyleID: s.styles[l], Value: v}, nil
}

// looked is a cell's value as it is written, and how it looks.
func (s *SheetWriter) looked(l look, column int, v any) (any, look) {
	if bad, ok := v.(Bad); ok {
		l.bad, v = true, bad.Value
	}
	v, format := plain(v)
	if l.format = format; s.text[column] && format == general {
		l.format = text
	}
	return v, l
}

// note puts the reason at the cell that is about to be written.
func (s *SheetWriter) note(column int, why string) error {
	if why == "" || s.notes == maxNotes {
		return nil
	}
	s.notes++
	return s.file.AddComment(s.name, excelize.Comment{Author: "Laowu", Cell: ref(s.row, column), Text: clean(why)})
}

// plain is a value as excelize takes it, and the format that it needs.
func plain(v any) (any, format) {
	switch v := v.(type) {
	case string:
		return plainText(v)
	case time.Time:
		if day, ok := dayNumber(v); ok {
			return day, date
		}
		return plainText(v.Format(isoDate))
	case Cell:
		return v.plain()
	}
	return v, general
}

// formulaStarts begin what spreadsheets take for a formula when somebody edits
// the cell or saves the sheet as text; a tab or a line break before it does not
// hold them back (OWASP, CSV injection). Some take the full-width ones too.
const formulaStarts = "=+-@\t\n＝＋－＠"

// plainText formats as text what would become a formula.
func plainText(s string) (any, format) {
	s = clean(s)
	if first, _ := utf8.DecodeRuneInString(s); s != "" && strings.ContainsRune(formulaStarts, first) {
		return s, text
	}
	return s, general
}

func (c Cell) plain() (any, format) {
	f, err := strconv.ParseFloat(c.Text, 64)
	number := err == nil && !math.IsInf(f, 0) && !math.IsNaN(f)
	switch {
	case c.Kind == Empty:
		return nil, general
	case c.Kind == Bool:
		return c.Text == boolText(true), general
	case c.Kind == Number && number:
		return f, general
	case c.Kind == Date && number:
		return f, date
	}
	return plainText(c.Text)
}

func (s *SheetWriter) layOut(l Layout) error {
	for c, width := range l.Widths {
		if width == 0 {
			continue
		}
		if err := s.stream.SetColWidth(c+1, c+1, width); err != nil {
			return fmt.Errorf("set width: %w", err)
		}
	}
	if err := s.asText(l.Text); err != nil {
		return err
	}
	if err := s.offer(l); err != nil {
		return err
	}
	if l.Frozen == 0 {
		return nil
	}
	panes := excelize.Panes{Freeze: true, YSplit: l.Frozen, TopLeftCell: ref(l.Frozen+1, 0), ActivePane: "bottomLeft"}
	if err := s.stream.SetPanes(&panes); err != nil {
		return fmt.Errorf("freeze heading: %w", err)
	}
	return nil
}

// asText gives columns the format of texts, those beside one another at once:
// excelize goes through all that were set before for each.
func (s *SheetWriter) asText(columns []int) error {
	columns = slices.Sorted(slices.Values(columns))
	for i := 0; i < len(columns); {
		first := columns[i]
		last := first
		for ; i < len(columns) && columns[i] <= last+1; i++ {
			last = columns[i]
			s.text[last] = true
		}
		if err := s.stream.SetColStyle(first+1, last+1, s.styles[look{format: text}]); err != nil {
			return fmt.Errorf("format column: %w", err)
		}
	}
	return nil
}

// offer makes the drop-downs, in the columns' order.
func (s *SheetWriter) offer(l Layout) error {
	for _, c := range slices.Sorted(maps.Keys(l.Choices)) {
		v := excelize.NewDataValidation(true)
		v.SetSqref(ref(l.Frozen+1, c) + ":" + ref(maxRows, c))
		err := v.SetDropList(l.Choices[c])
		if err == nil {
			v.SetError(excelize.DataValidationErrorStyleWarning, "请再看一下", "这一栏请从列表中选择")
			err = s.file.AddDataValidation(s.name, v)
		}
		if err != nil {
			return fmt.Errorf("offer choices: %w", err)
		}
	}
	return nil
}
