package sheet

import (
	"regexp"
	"slices"
	"strings"
)

// total lets a row of sums sum exactly the filled rows, and puts sums where the
// form has left them open.
func (f *sheetFiller) total(t Total) error {
	width := 0
	for _, b := range f.blocks {
		width = max(width, len(b.Columns))
	}
	covered, err := f.covered(t.Row)
	if err != nil {
		return err
	}
	for c := range width {
		at := ref(t.Row, c)
		formula, err := f.file.GetCellFormula(f.name, at)
		if err != nil {
			return err
		}
		said, err := f.file.GetCellValue(f.name, at)
		if err != nil {
			return err
		}
		sum := formula
		switch {
		case formula != "":
			sum = f.exact(formula)
		case said == "" && !covered[c] && slices.Contains(t.Sum, c):
			sum = f.sum(t, c)
		}
		if sum == formula {
			continue
		}
		if err := f.setFormula(f.name, at, sum); err != nil {
			return err
		}
	}
	return nil
}

// covered are the columns of a row that another cell is merged over.
func (f *sheetFiller) covered(row int) (map[int]bool, error) {
	merged, err := f.file.GetMergeCells(f.name, true)
	if err != nil {
		return nil, err
	}
	out := map[int]bool{}
	for _, one := range merged {
		m, ok := parseMerge(one[0])
		if !ok || row < m.FirstRow || row > m.LastRow {
			continue
		}
		for c := m.FirstCol; c <= m.LastCol; c++ {
			out[c] = row > m.FirstRow || c > m.FirstCol
		}
	}
	return out, nil
}

// block is the filled block in which rows lie.
func (f *sheetFiller) block(first, last int) (filled, bool) {
	for _, b := range f.blocks {
		if first >= b.First && last <= max(b.end, b.First) {
			return b, true
		}
	}
	return filled{}, false
}

// addends is a sum that names each cell: F5+F6+F7.
var addends = regexp.MustCompile(`^[A-Z]{1,3}[0-9]+(\+[A-Z]{1,3}[0-9]+)+$`)

// exact lets the ranges of a sum be the filled rows.
func (f *sheetFiller) exact(formula string) string {
	if addends.MatchString(formula) {
		first, _, _ := strings.Cut(formula, "+")
		row, col, ok := parseRef(first)
		b, in := f.block(row, row)
		same := func(one string) bool {
			r, c, ok := parseRef(one)
			return ok && c == col && r >= b.First && r <= b.end
		}
		if ok && in && !slices.ContainsFunc(strings.Split(formula, "+"), func(s string) bool { return !same(s) }) {
			return "SUM(" + ref(b.First, col) + ":" + ref(b.last(), col) + ")"
		}
	}
	return rewrite(formula, func(r reach) reach {
		b, in := f.block(r.first.row, r.last.row)
		if r.ranged && in && r.on(f.name, f.name) {
			r.first.row, r.last.row = b.First, b.last()
		}
		return r
	})
}

func (f *sheetFiller) sum(t Total, c int) string {
	var ranges []string
	for _, n := range t.Of {
		b := f.blocks[n]
		ranges = append(ranges, ref(b.First, c)+":"+ref(b.last(), c))
	}
	return "SUM(" + strings.Join(ranges, ",") + ")"
}
