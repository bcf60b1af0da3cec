package sheet

// model is what the rows of a block are like.
type model struct {
	first, middle []int     // styles by column: of the first row, and of those put in
	formulas      []string  // of the first row, by column; empty for a cell without
	height        float64   // of the rows put in; 0 is the usual
	merges        []Merge   // sideways, in the first row
	down          bool      // cells are merged over several of the block's rows
	dates         []dayKind // how each column takes a day
	text          []bool    // columns that are written as text whatever their format
}

// dayKind is how a column takes a day.
type dayKind uint8

const (
	asDate   dayKind = iota // in the form's own date format
	asText                  // as a text
	newDates                // as a date, in a format that the column does not have yet
)

// model reads the form's first row of a block. Where it has several, those put
// in look like the second, as the first often has the table's upper line.
func (f *sheetFiller) model(block Filling) (model, error) {
	m := model{text: make([]bool, len(block.Columns))}
	second := block.First
	if block.Last-block.First >= 2 {
		second++
	}
	for c, column := range block.Columns {
		first, err := f.style(f.name, block.First, c)
		if err != nil {
			return m, err
		}
		middle, err := f.style(f.name, second, c)
		if err != nil {
			return m, err
		}
		formula := ""
		if block.Last >= block.First {
			if formula, err = f.file.GetCellFormula(f.name, ref(block.First, c)); err != nil {
				return m, err
			}
		} else if block.First <= f.book.Sheets()[f.index].Rows {
			first, middle = f.plain(first), f.plain(middle)
		}
		m.first, m.middle, m.formulas = append(m.first, first), append(m.middle, middle), append(m.formulas, formula)
		m.dates = append(m.dates, f.takesDays(first, column))
		m.text[c] = column.Text && formula == ""
	}
	return m, f.shape(block, second, &m)
}

// plain is a style of what stands where a block without rows should be, without
// its number format.
func (f *sheetFiller) plain(style int) int { return f.withFormat(style, 0) }

func (f *sheetFiller) takesDays(style int, column FormColumn) dayKind {
	id, _ := f.formatOf(style)
	switch {
	case f.showsDate(style):
		return asDate
	case id == textFormat || column.Example != "":
		return asText
	}
	return newDates
}

// shape reads the height of rows, and what is merged in them.
func (f *sheetFiller) shape(block Filling, second int, m *model) error {
	usual, err := f.file.GetRowHeight(f.name, maxRows)
	if err != nil {
		return err
	}
	own, err := f.file.GetRowHeight(f.name, second)
	if err != nil {
		return err
	}
	if own != usual {
		m.height = own
	}
	merged, err := f.file.GetMergeCells(f.name, true)
	if err != nil {
		return err
	}
	for _, one := range merged {
		at, ok := parseMerge(one[0])
		switch {
		case !ok || at.FirstRow < block.First || at.LastRow > block.Last:
		case at.FirstRow != at.LastRow:
			m.down = true
		case at.FirstRow == block.First:
			m.merges = append(m.merges, at)
		default:
			m.down = true // of another row of the block: its own go, the first row's come
		}
	}
	return nil
}
