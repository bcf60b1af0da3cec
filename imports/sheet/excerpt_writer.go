package sheet

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// excerptWriter writes one sheet.
type excerptWriter struct {
	part   Part
	around *around
	w      *wardrobe
	shape
	merges []Merge
	out    io.Writer
	row    int // the last that was written
	cell   direct
	notes  []note
}

func (s *excerptWriter) write(b *Book, i int) error {
	var head bytes.Buffer
	s.around.head(&head, s.part.Last, s.w)
	head.WriteString("<sheetData>")
	s.cell.rows = bufio.NewWriterSize(s.out, 1<<16)
	if _, err := s.cell.rows.Write(head.Bytes()); err != nil {
		return fmt.Errorf("write sheet: %w", err)
	}
	var failed error
	err := b.styledRows(i, s.part, func(r styledRow) bool {
		switch back, ok := s.part.Rows[r.Number]; {
		case r.Number <= s.part.Last:
			s.row = r.Number
			failed = s.heading(r)
		case ok:
			s.row = max(s.row, s.part.Last) + 1
			failed = s.returned(r, back)
		}
		return failed == nil
	})
	if err = cmp.Or(err, failed); err != nil {
		return err
	}
	if err := s.tail(); err != nil {
		return fmt.Errorf("write sheet: %w", err)
	}
	return nil
}

// heading writes a row of the headings, or one above them.
func (s *excerptWriter) heading(r styledRow) error {
	s.begin(r, r.hidden)
	added := s.new && r.Number >= s.part.First
	for c := range max(len(r.Cells), len(r.styles)) {
		if added && c == s.why {
			break
		}
		if err := s.put(c, s.w.style(worn{xf: s.look(r, c)}), at(r.Cells, c)); err != nil {
			return err
		}
	}
	if added {
		style, title := s.w.style(worn{xf: s.look(r, max(s.why-1, 0))}), Cell{}
		if r.Number == s.part.First {
			title = Cell{s.part.Why, Text}
		}
		if err := s.put(s.why, style, title); err != nil {
			return err
		}
	}
	return s.end()
}

// returned writes a row with what is wrong with it.
func (s *excerptWriter) returned(r styledRow, back Returned) error {
	s.begin(r, false)
	for c := range max(len(r.Cells), len(r.styles), back.width(), s.why+1) {
		var err error
		switch {
		case c == s.why:
			err = s.put(c, s.w.style(worn{xf: s.look(r, max(c-1, 0)), reason: true}), Cell{clean(back.Why), Text})
		case c < s.why || !s.new:
			err = s.one(r, c, back)
		}
		if err != nil {
			return err
		}
	}
	return s.end()
}

// one writes a cell of a row that goes back: marked where it is wrong, with a
// note.
func (s *excerptWriter) one(r styledRow, c int, back Returned) error {
	cell := at(r.Cells, c)
	if said, mended := back.Cells[c]; mended {
		cell = Cell{clean(said), Text}
	}
	why, bad := back.Bad[c]
	if why != "" && len(s.notes) < maxNotes {
		s.notes = append(s.notes, note{s.row, c, clean(why)})
	}
	as := worn{xf: s.look(r, c), bad: bad, text: startsFormula(cell), day: cell.Kind == Date}
	return s.put(c, s.w.style(as), cell)
}

// look is the style of a cell: its own, else the row's, else the column's.
func (s *excerptWriter) look(r styledRow, c int) int {
	switch {
	case c < len(r.styles) && r.styles[c] != none:
		return r.styles[c]
	case r.style != none:
		return r.style
	}
	for _, of := range s.around.cols {
		if of.first <= c && c <= of.last {
			return of.style
		}
	}
	return 0
}

func at(cells []Cell, c int) Cell {
	if c < len(cells) {
		return cells[c]
	}
	return Cell{}
}

func startsFormula(c Cell) bool {
	first, _ := utf8.DecodeRuneInString(c.Text)
	return c.Kind == Text && c.Text != "" && strings.ContainsRune(formulaStarts, first)
}

func (s *excerptWriter) begin(r styledRow, hidden bool) {
	s.cell.cell = fmt.Appendf(s.cell.cell[:0], `<row r="%d"`, s.row)
	if r.height != "" {
		s.cell.cell = fmt.Appendf(s.cell.cell, ` ht="%s" customHeight="1"`, r.height)
	}
	if r.style != none {
		s.cell.cell = fmt.Appendf(s.cell.cell, ` s="%d" customFormat="1"`, s.w.style(worn{xf: r.style}))
	}
	if hidden {
		s.cell.cell = append(s.cell.cell, ` hidden="1"`...)
	}
	s.cell.cell = append(s.cell.cell, '>')
}

func (s *excerptWriter) put(c, style int, cell Cell) error {
	v, _ := cell.plain()
	if v == nil || v == "" {
		if style != 0 {
			s.cell.cell = fmt.Appendf(s.cell.cell, `<c r="%s" s="%d"/>`, ref(s.row, c), style)
		}
		return nil
	}
	if cell.Kind == Fault && slices.Contains(faults, cell.Text) {
		s.cell.cell = fmt.Appendf(s.cell.cell, `<c r="%s" s="%d" t="e"><v>%s</v></c>`, ref(s.row, c), style, cell.Text)
		return nil
	}
	return s.cell.value(s.row, c, style, v)
}

// faults are what a cell may show in place of a value (ECMA-376 part 1,
// 18.17.3).
var faults = []string{"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}

func (s *excerptWriter) end() error {
	s.cell.cell = append(s.cell.cell, "</row>"...)
	if _, err := s.cell.rows.Write(s.cell.cell); err != nil {
		return fmt.Errorf("write row %d: %w", s.row, err)
	}
	return nil
}

// tail writes what stands below the rows, in the order of ECMA-376 part 1,
// 18.3.1.99.
func (s *excerptWriter) tail() error {
	var out bytes.Buffer
	out.WriteString("</sheetData>")
	s.mergesXML(&out)
	checksXML(&out, s.around.checks, s.part.Last, s.row)
	for _, name := range printParts {
		out.WriteString(s.around.print[name])
	}
	if len(s.notes) > 0 {
		out.WriteString(`<legacyDrawing r:id="rId1"/>`)
	}
	out.WriteString("</worksheet>")
	if _, err := s.cell.rows.Write(out.Bytes()); err != nil {
		return err
	}
	return s.cell.rows.Flush()
}

// mergesXML are the merged cells of the headings and above them. Over the
// headings they end before the column of reasons, which is merged as high as
// they are.
func (s *excerptWriter) mergesXML(out *bytes.Buffer) {
	var refs []string
	for _, m := range s.merges {
		if s.new && m.LastRow >= s.part.First && m.LastCol >= s.why {
			m.LastCol = s.why - 1
		}
		if m.LastRow <= s.part.Last && m.FirstCol <= m.LastCol && (m.FirstRow < m.LastRow || m.FirstCol < m.LastCol) {
			refs = append(refs, ref(m.FirstRow, m.FirstCol)+":"+ref(m.LastRow, m.LastCol))
		}
	}
	if s.new && s.part.First < s.part.Last {
		refs = append(refs, ref(s.part.First, s.why)+":"+ref(s.part.Last, s.why))
	}
	if len(refs) == 0 {
		return
	}
	fmt.Fprintf(out, `<mergeCells count="%d">`, len(refs))
	for _, r := range refs {
		fmt.Fprintf(out, `<mergeCell ref="%s"/>`, r)
	}
	out.WriteString("</mergeCells>")
}
