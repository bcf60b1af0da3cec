package imports

import (
	"slices"
	"strconv"
	"strings"

	"laowu/imports/sheet"
)

// formRows are the rows of a form's sheet, read as those of the kind are.
type formRows struct {
	*planSheet
	kind Kind
	rows []sheet.Row
	last int // the number of the sheet's last row, blank or not
}

// at is the row of a number; one without cells where nothing stands in it.
func (r *formRows) at(number int) sheet.Row {
	i, ok := slices.BinarySearchFunc(r.rows, number, func(one sheet.Row, n int) int { return one.Number - n })
	if !ok {
		return sheet.Row{Number: number}
	}
	return r.rows[i]
}

// blocks finds the rows that are filled: from under the headings, units and
// running letters to the first row that is none, which a sum, a signature or a
// note is. A row that names only a township begins the township's own block,
// and a 小计 sums the blocks since the one before.
func (f *Form) blocks(s *FormSheet, r *formRows) {
	next := s.HeadingRow + 1
	for ; r.hints(next); next++ {
		for c, l := range labels(r.at(next)) {
			s.hints[c] += l.key
		}
	}
	township, since := "", 0
	for next <= r.last+1 {
		row := r.at(next)
		code, total := f.townOf(row), isSum(row)
		switch {
		case code != "":
			township, s.townsInOne = code, true
			next++
		case total:
			if township != "" && since == len(s.blocks) {
				s.blocks = append(s.blocks, formBlock{first: next, last: next - 1, township: township})
			}
			s.totals = append(s.totals, sheet.Total{Row: next, Of: indices(since, len(s.blocks))})
			if since, township, next = len(s.blocks), "", next+1; !sub(row) && len(s.blocks) > 0 {
				next = f.under(r, next)
			}
		case f.rowOf(s, r, next, len(s.blocks) == 0):
			b := formBlock{first: next, last: f.lastRow(s, r, next), township: township}
			s.blocks = append(s.blocks, b)
			next = b.last + 1
		default:
			next = f.under(r, next+1)
		}
	}
	f.settle(s, r)
}

// under is the next row at which anything of the table may stand again; the end
// where signatures and notes have begun.
func (f *Form) under(r *formRows, row int) int {
	for n := row; n <= r.last; n++ {
		if f.townOf(r.at(n)) != "" || isSum(r.at(n)) {
			return n
		}
	}
	return r.last + 2
}

// settle gives a sheet without rows of its own one to begin with, and sums that
// stand at the top or over all the blocks that they sum.
func (f *Form) settle(s *FormSheet, r *formRows) {
	if len(s.blocks) == 0 {
		first := s.HeadingRow + 1
		for first <= r.last && r.hints(first) {
			first++
		}
		last := first - 1
		if first <= r.last && len(r.at(first).Cells) == 0 {
			last = first
		} else if first <= r.last && len(s.totals) > 0 && s.totals[0].Row == first && !slices.ContainsFunc(r.rows, func(one sheet.Row) bool { return one.Number > first }) {
			first, last = first+1, first+1 // a sum at the top and nothing below
		}
		s.blocks = []formBlock{{first: first, last: last}}
	}
	for i, t := range s.totals {
		if len(t.Of) == 0 || !sub(r.at(t.Row)) {
			s.totals[i].Of = indices(0, len(s.blocks))
		}
	}
	s.firstRow = s.blocks[0].first
	if s.blocks[0].last < s.firstRow {
		s.firstRow = 0 // it has none of its own
		return
	}
	for c, cell := range r.at(s.firstRow).Cells {
		if cell.Kind == sheet.Text || cell.Kind == sheet.Number {
			s.examples[c] = cell.Text
		}
	}
}

// rowOf says whether a row of the form is one to be filled: one that could be a
// row of the kind, or a blank one, with lines around it or the first of all.
func (f *Form) rowOf(s *FormSheet, r *formRows, number int, first bool) bool {
	row := r.at(number)
	if number > r.last {
		return false
	}
	if slices.ContainsFunc(row.Cells, filled) {
		ok, why := r.row(r.kind, row)
		return ok || why == "" && (first || f.blank.Ruled(s.index, number, len(s.over)))
	}
	return first || f.blank.Ruled(s.index, number, len(s.over))
}

// lastRow is the last row of the block that begins at a row: as long as rows
// look like its first.
func (f *Form) lastRow(s *FormSheet, r *formRows, first int) int {
	ruled := f.blank.Ruled(s.index, first, len(s.over))
	last := first
	for n := first + 1; n <= r.last; n++ {
		row := r.at(n)
		says := slices.ContainsFunc(row.Cells, filled)
		if f.townOf(row) != "" || isSum(row) || !says && !ruled || ruled && !f.blank.Ruled(s.index, n, len(s.over)) || !f.rowOf(s, r, n, true) {
			break
		}
		last = n
	}
	return last
}

// townOf is the township that a row names where it says nothing else.
func (f *Form) townOf(r sheet.Row) string {
	said := ""
	for _, c := range r.Cells {
		if !filled(c) {
			continue
		}
		if said != "" && said != squeeze(c.Text) {
			return ""
		}
		said = squeeze(c.Text)
	}
	if said == "" || len([]rune(said)) > 12 {
		return ""
	}
	return f.env.townshipCalled(strings.TrimLeft(strings.TrimRight(said, ":"), "一二三四五六七八九十0123456789()、."))
}

// isSum says whether one of a row's first cells names a sum.
func isSum(r sheet.Row) bool {
	n := 0
	for _, c := range r.Cells {
		if !filled(c) {
			continue
		}
		if n++; n > 3 {
			return false
		}
		if isTotal(c.Text) {
			return true
		}
	}
	return false
}

// sub says whether a sum is of a part.
func sub(r sheet.Row) bool {
	return slices.ContainsFunc(r.Cells, func(c sheet.Cell) bool { return isTotal(c.Text) && strings.Contains(c.Text, "小计") })
}

// hints says whether a row under the headings says how to fill them in, or
// numbers the columns: 甲, 乙, 1, 2.
func (r *formRows) hints(number int) bool {
	units, numbers, n, before := 0, 0, 0, 0
	for _, l := range labels(r.at(number)) {
		if l.key == "" {
			continue
		}
		n++
		if hint(l.key) {
			units++
		}
		letter := slices.Contains([]string{"甲", "乙", "丙", "丁", "戊", "栏次"}, l.key)
		if is, err := strconv.Atoi(strings.Trim(l.key, "()")); letter || err == nil && is == before+1 {
			numbers++
			before = is
		}
	}
	return n >= 1 && units == n || n >= 3 && numbers == n
}

func indices(from, to int) []int {
	var out []int
	for i := from; i < to; i++ {
		out = append(out, i)
	}
	return out
}
