package sheet

// rowMaker gathers the cells of one row after the other in the same memory.
// The texts of a row become one string, as most of them are needed together.
type rowMaker struct {
	number int
	cells  []Cell
	arena  []byte
	spans  []span
}

// span is a text in the arena that is still to become a cell's.
type span struct{ col, from, to int }

func (m *rowMaker) begin(number int) {
	m.number = number
	clear(m.cells)
	m.cells, m.arena, m.spans = m.cells[:0], m.arena[:0], m.spans[:0]
}

// set puts a cell; one without text is Empty.
func (m *rowMaker) set(col int, kind Kind, text string) {
	if text != "" {
		*m.cell(col) = Cell{text, kind}
	}
}

// take puts a cell whose text is what was appended to the arena after from.
func (m *rowMaker) take(col int, kind Kind, from int) {
	if from < len(m.arena) {
		m.cell(col).Kind = kind
		m.spans = append(m.spans, span{col, from, len(m.arena)})
	}
}

func (m *rowMaker) cell(col int) *Cell {
	for len(m.cells) <= col {
		m.cells = append(m.cells, Cell{})
	}
	return &m.cells[col]
}

// row is the finished row; ok is false where nothing stands in it.
func (m *rowMaker) row() (r Row, ok bool) {
	all := string(m.arena)
	for _, s := range m.spans {
		m.cells[s.col].Text = all[s.from:s.to]
	}
	return Row{m.number, m.cells}, len(m.cells) > 0
}
