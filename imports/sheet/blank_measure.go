package sheet

// cellAt is where a cell stands: its row as the spreadsheet shows it, its column
// from 0.
type cellAt struct{ row, col int }

// measure is how much a sheet of a form holds.
type measure struct {
	sheet           string
	row, width      int // the row that is read, and how far its cells reach
	cells, tags     int
	merges, counted int
	formulas        []cellAt // but for those that fill several cells together
}

// measured refuses a sheet that holds more than a form does, and finds its
// formulas.
func (x *xlsx) measured(l xlsxSheet) ([]cellAt, error) {
	m := measure{sheet: l.name}
	x.zip.left = maxUnpacked
	err := x.zip.whole(l.part, func(s *scanner) error {
		return s.each(func() error {
			if err := m.see(s); err != nil {
				return err
			}
			return m.within()
		})
	})
	return m.formulas, err
}

func (m *measure) see(s *scanner) (err error) {
	m.tags++
	switch {
	case len(s.starts) == rowDepth && string(s.name) == "row":
		m.row, err = rowNumber(s.attrs, m.row)
		m.width = 0
	case len(s.starts) == rowDepth && string(s.name) == "mergeCell":
		err = m.merge(s)
	case len(s.starts) == rowDepth+1 && string(s.name) == "c":
		err = m.cell(s)
	case len(s.starts) == rowDepth+2 && string(s.name) == "f":
		var kind string
		if kind, err = s.attr("t", false); kind != "array" && kind != "dataTable" {
			m.formulas = append(m.formulas, cellAt{m.row, m.width - 1})
		}
		m.counted++
	}
	return err
}

// cell counts a cell with those before it in its row, which the other library
// fills in.
func (m *measure) cell(s *scanner) error {
	at, err := s.attr("r", false)
	if err != nil {
		return err
	}
	next := m.width + 1
	if at != "" {
		row, col, ok := parseRef(at)
		if !ok || row != m.row || col < m.width {
			return errXML
		}
		next = col + 1
	}
	m.cells += next - m.width
	m.width = next
	return nil
}

func (m *measure) merge(s *scanner) error {
	said, err := s.attr("ref", false)
	if err != nil {
		return err
	}
	block, ok := parseMerge(said)
	if !ok {
		return errXML
	}
	m.merges++
	m.row = max(m.row, block.LastRow)
	return nil
}

func (m *measure) within() error {
	switch {
	case m.row > maxBlankRows:
		return tooLarge("工作表 %s 的格式一直画到第 %d 行，空白表最多 %d 行；请选中下面用不到的行，右键删除，保存后再上传", m.sheet, m.row, maxBlankRows)
	case m.cells > maxBlankCells, m.tags > maxBlankTags:
		return tooLarge("工作表 %s 的格子太多，不像空白表", m.sheet)
	case m.counted > maxBlankFormulas:
		return tooLarge("工作表 %s 的公式超过 %d 个", m.sheet, maxBlankFormulas)
	case m.merges > maxBlankMerges:
		return tooLarge("工作表 %s 的合并单元格超过 %d 处", m.sheet, maxBlankMerges)
	}
	return nil
}
