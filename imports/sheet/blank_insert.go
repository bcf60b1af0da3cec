package sheet

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// insert puts rows into a block, and moves all that stands below.
func (f *sheetFiller) insert(n, rows int) error {
	block := &f.blocks[n]
	at := block.Last
	if block.Last <= block.First {
		at++ // a block of one row has no middle: what ends in it does not grow by itself
	}
	area := f.printArea()
	block.end += rows
	if block.First > f.book.Sheets()[f.index].Rows {
		return f.setPrintArea(area, at, rows) // nothing stands below
	}
	if err := f.file.InsertRows(f.name, at, rows); err != nil {
		return err
	}
	f.moved(at, rows)
	for k := range f.blocks[n+1:] {
		below := &f.blocks[n+1+k]
		below.First, below.Last, below.end = below.First+rows, below.Last+rows, below.end+rows
	}
	for k := range f.totals {
		if f.totals[k].Row >= at {
			f.totals[k].Row += rows
		}
	}
	if block.Last == block.First {
		if err := f.widen(block.Last, rows); err != nil {
			return err
		}
	}
	return f.setPrintArea(area, at, rows)
}

// moved notes where formulas stand now.
func (f *sheetFiller) moved(at, rows int) {
	for k := range f.formulas[f.index] {
		if c := &f.formulas[f.index][k]; c.row >= at {
			c.row += rows
		}
	}
}

// widen lets what ends in the row edge end that many rows further down:
// formulas of all sheets, lists of choices, and formats that hang on conditions.
func (f *sheetFiller) widen(edge, rows int) error {
	for i, s := range f.book.Sheets() {
		for _, c := range f.formulas[i] {
			formula, err := f.file.GetCellFormula(s.Name, ref(c.row, c.col))
			if err != nil {
				return err
			}
			wider := rewrite(formula, func(r reach) reach {
				if r.ranged && r.on(f.name, s.Name) && r.last.row == edge {
					r.last.row += rows
				}
				return r
			})
			if wider == formula {
				continue
			}
			if err := f.setFormula(s.Name, ref(c.row, c.col), wider); err != nil {
				return err
			}
		}
	}
	if err := f.widenChoices(edge, rows); err != nil {
		return err
	}
	return f.widenConditions(edge, rows)
}

// wider is a list of ranges of which those that end in the row edge end later.
func wider(ranges string, edge, rows int) string {
	all := strings.Fields(ranges)
	for i, one := range all {
		if m, ok := parseMerge(one); ok && m.LastRow == edge {
			all[i] = ref(m.FirstRow, m.FirstCol) + ":" + ref(m.LastRow+rows, m.LastCol)
		}
	}
	return strings.Join(all, " ")
}

func (f *sheetFiller) widenChoices(edge, rows int) error {
	all, err := f.file.GetDataValidations(f.name)
	if err != nil {
		return err
	}
	for _, v := range all {
		was := v.Sqref
		if v.Sqref = wider(was, edge, rows); v.Sqref == was {
			continue
		}
		if err := f.file.DeleteDataValidation(f.name, was); err != nil {
			return err
		}
		if err := f.file.AddDataValidation(f.name, v); err != nil {
			return err
		}
	}
	return nil
}

func (f *sheetFiller) widenConditions(edge, rows int) error {
	all, err := f.file.GetConditionalFormats(f.name)
	if err != nil {
		return err
	}
	for was, formats := range all {
		now := wider(was, edge, rows)
		if now == was {
			continue
		}
		if err := f.file.UnsetConditionalFormat(f.name, was); err != nil {
			return err
		}
		if err := f.file.SetConditionalFormat(f.name, now, formats); err != nil {
			return err
		}
	}
	return nil
}

const printArea = "_xlnm.Print_Area"

// printArea is what of the sheet is printed; empty where all is.
func (f *sheetFiller) printArea() string {
	for _, n := range f.file.GetDefinedName() {
		if n.Name == printArea && n.Scope == f.name {
			return n.RefersTo
		}
	}
	return ""
}

// setPrintArea lets what is printed grow with the rows that were put in at a
// row, also where it ended just above.
func (f *sheetFiller) setPrintArea(area string, at, rows int) error {
	if area == "" {
		return nil
	}
	grown := rewrite(area, func(r reach) reach {
		if r.first.row >= at {
			r.first.row += rows
		}
		if r.last.row >= at-1 {
			r.last.row += rows
		}
		return r
	})
	if err := f.file.DeleteDefinedName(&excelize.DefinedName{Name: printArea, Scope: f.name}); err != nil {
		return err
	}
	return f.file.SetDefinedName(&excelize.DefinedName{Name: printArea, Scope: f.name, RefersTo: grown})
}
