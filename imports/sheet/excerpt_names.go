package sheet

import (
	"fmt"
	"strconv"
	"strings"
)

// named are the names that a workbook has for cells, by the sheet whose own they
// are (empty: the workbook's).
type named map[[2]string]string

// maxNames bounds them.
const maxNames = 10_000

// names reads a workbook's names.
func (x *xlsx) names() (named, error) {
	var sheets []string
	out := named{}
	err := x.zip.again(x.zip.parts[x.main], func(s *scanner) error {
		return s.each(func() error {
			switch {
			case len(s.starts) == 3 && string(s.name) == "sheet":
				v, err := s.values("name")
				sheets = append(sheets, clean(v[0]))
				return err
			case string(s.name) == "definedName" && len(out) < maxNames:
				v, err := s.values("name", "localSheetId")
				if err != nil {
					return err
				}
				of := ""
				if n := whole(v[1]); v[1] != "" && n < len(sheets) {
					of = sheets[n]
				}
				s.held, err = s.content(s.held[:0])
				out[[2]string{of, v[0]}] = string(s.held)
				return err
			}
			return nil
		})
	})
	return out, err
}

// area is a sheet's block that a formula names: 选项!$A$1:$A$9.
func area(formula string) (of string, m Merge, ok bool) {
	i := strings.LastIndexByte(formula, '!')
	if i >= 0 {
		of = strings.ReplaceAll(strings.Trim(formula[:i], "'"), "''", "'")
	}
	m, ok = parseMerge(formula[i+1:])
	return of, m, ok
}

// printed are the names of what is printed of a sheet, for the rows that stay:
// as many columns as before, and the headings again on each page.
func (n named) printed(sheet string, headings, last int) map[string]string {
	out := map[string]string{}
	if _, m, ok := area(n[[2]string{sheet, "_xlnm.Print_Area"}]); ok && m.FirstRow <= headings+1 {
		out["_xlnm.Print_Area"] = fmt.Sprintf("$%s$%d:$%s$%d", letters(m.FirstCol), m.FirstRow, letters(m.LastCol), min(m.LastRow, max(last, headings+1)))
	}
	var titles []string
	for _, part := range strings.Split(n[[2]string{sheet, "_xlnm.Print_Titles"}], ",") {
		from, to, both := strings.Cut(strings.ReplaceAll(part[strings.LastIndexByte(part, '!')+1:], "$", ""), ":")
		first, err := strconv.Atoi(from)
		until, err2 := strconv.Atoi(to)
		switch {
		case !both:
		case err == nil && err2 == nil && first >= 1 && first <= until && until <= headings:
			titles = append(titles, fmt.Sprintf("$%d:$%d", first, until))
		case isLetters(from) && isLetters(to):
			titles = append([]string{fmt.Sprintf("$%s:$%s", from, to)}, titles...)
		}
	}
	if len(titles) == 1 || len(titles) == 2 {
		out["_xlnm.Print_Titles"] = strings.Join(titles, ",")
	}
	return out
}

func isLetters(s string) bool {
	return s != "" && len(s) <= 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// letters are a column's: AB for 27.
func letters(col int) string { return strings.TrimSuffix(ref(0, col), "0") }

// lookUp are the texts of a column or a row of another sheet that a formula
// names, by its cells or by a name. What it names of the sheet itself may be
// somebody's row.
func (b *Book) lookUp(names named, of, formula string) []string {
	const most = 200
	for _, key := range [][2]string{{of, formula}, {"", formula}} {
		if to, ok := names[key]; ok {
			formula = to
			break
		}
	}
	at, m, ok := area(formula)
	var out []string
	for i, s := range b.sheets {
		if !ok || s.Name != at || at == of {
			continue
		}
		for r, err := range b.Rows(i) {
			if err != nil || r.Number > m.LastRow || len(out) > most {
				break
			}
			for c := m.FirstCol; r.Number >= m.FirstRow && c <= m.LastCol && c < len(r.Cells); c++ {
				if r.Cells[c].Text != "" && !strings.Contains(r.Cells[c].Text, ",") {
					out = append(out, r.Cells[c].Text)
				}
			}
		}
	}
	return out
}
