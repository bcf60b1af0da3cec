package sheet

import (
	"fmt"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"
)

// formats makes columns show texts or days as such, down to the last row.
func (s *SheetWriter) formats(l Layout) error {
	for _, c := range l.Text {
		s.text[c] = true
		if err := s.stream.SetColStyle(c+1, c+1, s.styles[look{format: text}]); err != nil {
			return fmt.Errorf("format column: %w", err)
		}
	}
	for _, c := range l.Days {
		if err := s.stream.SetColStyle(c+1, c+1, s.styles[look{format: date}]); err != nil {
			return fmt.Errorf("format column: %w", err)
		}
	}
	return nil
}

// offer makes the drop-downs and hints, in the columns' order.
func (s *SheetWriter) offer(l Layout) error {
	asked := map[int]bool{}
	for c := range l.Choices {
		asked[c] = true
	}
	for c := range l.Lists {
		asked[c] = true
	}
	for c := range l.Hints {
		asked[c] = true
	}
	for _, c := range slices.Sorted(maps.Keys(asked)) {
		v := excelize.NewDataValidation(true)
		v.SetSqref(ref(l.Frozen+1, c) + ":" + ref(maxRows, c))
		if err := l.ask(v, c); err != nil {
			return fmt.Errorf("offer choices: %w", err)
		}
		if err := s.file.AddDataValidation(s.name, v); err != nil {
			return fmt.Errorf("offer choices: %w", err)
		}
	}
	return nil
}

func (l Layout) ask(v *excelize.DataValidation, c int) error {
	if h, ok := l.Hints[c]; ok {
		v.SetInput(cut(h.Title, 32), cut(h.Text, 255))
	}
	if name, ok := l.Lists[c]; ok {
		v.SetSqrefDropList(name)
	} else if choices, ok := l.Choices[c]; ok {
		if err := v.SetDropList(choices); err != nil {
			return err
		}
	}
	if v.Type != "" {
		v.SetError(excelize.DataValidationErrorStyleWarning, "请再看一下", "这一栏请从列表中选择")
	}
	return nil
}

// Name names the first rows of a column, so that columns of other sheets may
// offer what stands there.
func (s *SheetWriter) Name(name string, column, rows int) error {
	cells := fmt.Sprintf("'%s'!$%s$1:$%s$%d", s.name, letters(column), letters(column), rows)
	if err := s.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: cells}); err != nil {
		return fmt.Errorf("name cells: %w", err)
	}
	return nil
}
