package sheet

import (
	"fmt"
	"strings"
)

// Filling is what goes into a block of rows of a form.
type Filling struct {
	First, Last int          // the form's own rows for it; Last is before First where it has none
	Rows        [][]any      // by column: string, int, float64, time.Time, or nil for an empty cell
	Columns     []FormColumn // of the table, from 0
}

// FormColumn is how a column of a form is filled. A column with a formula in
// the first row repeats that instead.
type FormColumn struct {
	Text    bool   // figures that are a name and no amount
	Number  bool   // running numbers: rows that stay empty keep theirs
	Example string // how the form writes a day, where its cells are no dates
}

// Total is a row of sums of a form.
type Total struct {
	Row int
	Of  []int // the fillings that it sums
	Sum []int // the columns that get a sum where the form has none
}

// MaxFilled is how many rows a sheet of a form takes at most.
const MaxFilled = 60_000

// maxRowMerges is how many merged blocks may come with the filled rows.
const maxRowMerges = 20_000

// sheetFiller fills one sheet of a form.
type sheetFiller struct {
	*Blank
	index  int
	name   string
	blocks []filled
	totals []Total
}

// filled is a block as it stands once it is filled.
type filled struct {
	Filling
	end int // the last row of the block; rows between the last filled one and it are empty
}

// last is the last row that was filled; the first where none was.
func (f filled) last() int { return f.First + max(len(f.Rows), 1) - 1 }

// Fill puts rows into blocks of sheet i, which stand one below the other, and
// brings all below and the sums along. What the form has in its first row of a
// block (styles, height, formulas, cells merged sideways) all rows get.
func (b *Blank) Fill(i int, fillings []Filling, totals []Total) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = damaged("表格的内容不合规范")
		}
	}()
	f := &sheetFiller{Blank: b, index: i, name: b.book.Sheets()[i].Name, totals: totals}
	for _, one := range fillings {
		if len(one.Rows) > MaxFilled {
			return tooLarge("一张表要填 %d 行，最多填 %d 行", len(one.Rows), MaxFilled)
		}
		f.blocks = append(f.blocks, filled{Filling: one, end: one.Last})
	}
	for n := len(f.blocks) - 1; n >= 0; n-- {
		if err := f.fill(n); err != nil {
			return fmt.Errorf("fill form: %w", err)
		}
	}
	for _, t := range f.totals {
		if err := f.total(t); err != nil {
			return fmt.Errorf("sum form: %w", err)
		}
	}
	return b.file.SetSheetDimension(f.name, "")
}

// fill one block. Those above it have not moved yet.
func (f *sheetFiller) fill(n int) error {
	block := &f.blocks[n]
	model, err := f.model(block.Filling)
	if err != nil {
		return err
	}
	if len(block.Rows)*len(model.merges) > maxRowMerges {
		return tooLarge("这张表每一行都有合并的格子，要填 %d 行", len(block.Rows))
	}
	if len(model.merges) > 0 || model.down {
		if err := f.file.UnmergeCell(f.name, ref(block.First, 0), ref(max(block.Last, block.First), maxColumns-1)); err != nil {
			return err
		}
	}
	if more := len(block.Rows) - (block.Last - block.First + 1); more > 0 {
		if err := f.insert(n, more); err != nil {
			return err
		}
		if err := f.dress(*block, model); err != nil {
			return err
		}
	}
	for row := block.First; row <= block.end; row++ {
		if err := f.row(*block, model, row); err != nil {
			return err
		}
	}
	return f.mergeRows(*block, model)
}

// mergeRows merges in each row what the form merged sideways in its first.
func (f *sheetFiller) mergeRows(block filled, m model) error {
	for row := block.First; row <= block.end; row++ {
		for _, one := range m.merges {
			if err := f.file.MergeCell(f.name, ref(row, one.FirstCol), ref(row, one.LastCol)); err != nil {
				return err
			}
		}
	}
	return nil
}

// Choices are what the form's lists offer in the cells of a row, by column.
func (b *Blank) Choices(i, row int) map[int][]string {
	out := map[int][]string{}
	all, err := b.file.GetDataValidations(b.book.Sheets()[i].Name)
	if err != nil {
		return out
	}
	for _, v := range all {
		words := strings.Trim(strings.ReplaceAll(v.Formula1, "&quot;", `"`), `"`)
		if v.Type != "list" || words == v.Formula1 || words == "" {
			continue
		}
		for _, at := range strings.Fields(v.Sqref) {
			m, ok := parseMerge(at)
			for c := m.FirstCol; ok && m.FirstRow <= row && row <= m.LastRow && c <= min(m.LastCol, maxColumns-1); c++ {
				out[c] = strings.Split(words, ",")
			}
		}
	}
	return out
}
