package sheet

import (
	"fmt"
	"time"
)

// dress gives the rows that were put in their styles and height.
func (f *sheetFiller) dress(block filled, m model) error {
	from, to := f.putIn(block)
	for c, style := range m.middle {
		if err := f.file.SetCellStyle(f.name, ref(from, c), ref(to, c), style); err != nil {
			return err
		}
	}
	if m.height == 0 {
		return nil
	}
	for row := from; row <= to; row++ {
		if err := f.file.SetRowHeight(f.name, row, m.height); err != nil {
			return err
		}
	}
	return nil
}

// putIn are the rows of a block that were put in: before its last where it had
// two, else at its end.
func (f *sheetFiller) putIn(block filled) (from, to int) {
	if block.Last > block.First {
		return block.Last, block.end - 1
	}
	return block.Last + 1, block.end
}

// row writes one row of a block; those beyond what there is to write are
// emptied of what stood there as an example.
func (f *sheetFiller) row(block filled, m model, row int) error {
	n := row - block.First
	for c, column := range block.Columns {
		if m.formulas[c] != "" {
			if n < len(block.Rows) || len(block.Rows) == 0 {
				if err := f.setFormula(f.name, ref(row, c), down(m.formulas[c], n)); err != nil {
					return err
				}
			}
			continue
		}
		if n >= len(block.Rows) && column.Number {
			continue
		}
		var v any
		if n < len(block.Rows) && c < len(block.Rows[n]) {
			v = block.Rows[n][c]
		}
		if err := f.cell(row, c, m, v, column); err != nil {
			return err
		}
	}
	return nil
}

// cell writes one. A text that begins like a formula stays a text.
func (f *sheetFiller) cell(row, c int, m model, v any, column FormColumn) error {
	at := ref(row, c)
	if day, ok := v.(time.Time); ok {
		switch m.dates[c] {
		case asText:
			v = dayLike(column.Example, day)
		case newDates:
			if err := f.reformat(row, c, dayFormat); err != nil {
				return err
			}
			v = serial(day)
		case asDate:
			v = serial(day)
		}
	}
	switch v := v.(type) {
	case nil:
		return f.file.SetCellDefault(f.name, at, "")
	case string:
		if m.text[c] {
			if err := f.reformat(row, c, textFormat); err != nil {
				return err
			}
		}
		return f.file.SetCellStr(f.name, at, v)
	case int:
		return f.file.SetCellInt(f.name, at, int64(v))
	case float64:
		return f.file.SetCellFloat(f.name, at, v, -1, 64)
	}
	return fmt.Errorf("no cell for a %T", v)
}

// reformat gives a cell another number format and leaves all else of its style.
func (f *sheetFiller) reformat(row, c, format int) error {
	style, err := f.style(f.name, row, c)
	if err != nil {
		return err
	}
	if other := f.withFormat(style, format); other != style {
		return f.file.SetCellStyle(f.name, ref(row, c), ref(row, c), other)
	}
	return nil
}

// serial is a day as a spreadsheet counts it.
func serial(day time.Time) float64 {
	y, mo, d := day.Date()
	return time.Date(y, mo, d, 0, 0, 0, 0, time.UTC).Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}
