package imports

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"laowu/imports/sheet"
	"laowu/internal/value"
)

// Form is another office's blank, read for a kind: where its rows go, and what
// each of its columns is to say. It must be closed.
type Form struct {
	Kind   Kind
	Sheets []FormSheet
	blank  *sheet.Blank
	env    *Env
}

// FormSheet is a sheet of a form that is filled.
type FormSheet struct {
	Name                  string // a number in it is hidden
	HeadingRow            int    // as the spreadsheet shows it; the lower one of two
	Columns               []FormColumn
	Township              string // its name, where only one's rows go there
	index                 int
	township, village     string // codes
	firstRow              int    // of its own rows
	blocks                []formBlock
	totals                []sheet.Total
	choices               map[int][]string
	hints                 map[int]string // what stands under a heading: units, how to fill it in
	examples              map[int]string // what the form's first row shows
	shares                map[int]bool
	over                  []heading
	titles                []string // its name and what stands above the headings
	townsInOne, sidewards bool
	parted                bool // rows go to it by their township alone
}

// FormColumn is one column of a form.
type FormColumn struct {
	Heading string // as the office wrote it; empty where none stands over it
	Fact    string // what fills it: a name of Kind.Facts; empty for nothing
	Fixed   string // or a text that stands in every row
	Formula bool   // or the form's own formula
}

// formBlock are the rows of a sheet that are filled: all of them, or a
// township's.
type formBlock struct {
	first, last int
	township    string
}

// MaxForm is how large the file of a form may be, in bytes.
const MaxForm = sheet.MaxBlank

// ReadForm finds in a blank .xlsx where rows of the kind go. It refuses, with a
// *FileError, what is no workbook, what has no heading of the kind, and tables
// that stand side by side.
func ReadForm(k Kind, env *Env, name string, data []byte) (*Form, error) {
	blank, err := sheet.OpenBlank(name, data)
	if err != nil {
		return nil, fileError(value.Redact(name), err)
	}
	f := &Form{Kind: k, blank: blank, env: env}
	if err := f.read(value.Redact(name)); err != nil {
		return nil, errors.Join(err, blank.Close())
	}
	return f, nil
}

// Close lets go of the blank.
func (f *Form) Close() error { return f.blank.Close() }

func (f *Form) read(file string) error {
	empty, hidden := true, false
	for i, s := range f.blank.Book().Sheets() {
		rows, err := head(f.blank.Book().Rows(i), s.Rows)
		if err != nil {
			return fileError(file, err)
		}
		empty = empty && len(rows) == 0
		one, ok := f.sheet(i, s, rows)
		switch {
		case !ok:
		case s.Hidden:
			hidden = true
		case one.sidewards:
			return &FileError{file, "side_by_side", fmt.Sprintf("工作表 %s 里左右并排着两栏同样的列，填不了；请把空白表改成上下一栏，再给", one.Name)}
		default:
			f.Sheets = append(f.Sheets, one)
		}
	}
	if len(f.Sheets) > 0 {
		return nil
	}
	return noFormHeading(f.Kind, file, empty, hidden)
}

func noFormHeading(k Kind, file string, empty, hidden bool) error {
	if empty {
		return &FileError{file, "empty", "这个文件里没有内容；请给带标题行的空白表"}
	}
	if hidden {
		return &FileError{file, "no_heading", "带标题行的工作表是隐藏的；请取消隐藏再给"}
	}
	var known []string
	for _, f := range k.fields {
		if f.name != "" {
			known = append(known, f.titles[0])
		}
	}
	return &FileError{file, "no_heading", fmt.Sprintf(
		"没有认出%s的标题行：前 %d 行里要有一行至少写着两个认得的列名，例如 %s；种类选错了的请另选", k.Title, headingDepth, some(known[:min(len(known), 8)]))}
}

// sheet reads one sheet; ok is false where no heading of the kind is on it.
func (f *Form) sheet(i int, about sheet.Sheet, rows []sheet.Row) (FormSheet, bool) {
	k := f.Kind.asForm()
	h, ok := findHeadings(k, rows, about.Merges)
	if !ok || len(h.fields) < 2 || !f.Kind.speaksOf(h) {
		return FormSheet{}, false
	}
	said := f.env.sheet(about, i, h, rows)
	s := FormSheet{Name: sheetCalled(i, about), HeadingRow: h.last, index: i, township: said.township, village: said.village, over: h.over, titles: append([]string{about.Name}, said.titles...), hints: map[int]string{}, examples: map[int]string{}, shares: map[int]bool{}}
	if s.Township = ""; s.township != "" {
		s.Township = f.env.Atlas.Name(s.township)
	}
	s.sidewards = sideBySide(h)
	f.blocks(&s, &formRows{said, k, rows, about.Rows})
	s.choices = f.blank.Choices(i, s.firstRow)
	s.columns(f, h)
	return s, true
}

// speaksOf says whether one of the headings that make a sheet the kind's is
// there: running numbers and telephones stand in all.
func (k Kind) speaksOf(h headings) bool {
	return slices.ContainsFunc(k.must, func(m string) bool {
		return slices.ContainsFunc(strings.Split(m, "|"), func(f string) bool { return h.fields[f] != nil })
	})
}

// columns proposes what fills each column: the field that its heading names, but
// for those that have a formula of their own, and for a field's second column.
func (s *FormSheet) columns(f *Form, h headings) {
	formulas := f.blank.Formulas(s.index, s.firstRow)
	for c, o := range h.over {
		one := FormColumn{Heading: shownHeading(o), Formula: formulas[c]}
		if columns := h.fields[o.field]; o.field != "" && !one.Formula && columns[0] == c && f.Kind.fact(o.field) {
			one.Fact = o.field
		}
		s.Columns = append(s.Columns, one)
		s.shares[c] = f.blank.PerCent(s.index, s.firstRow, c)
	}
}

// shownHeading is a column's heading with the one above it.
func shownHeading(o heading) string {
	if o.field == "" && o.upper != "" && o.lower != "" && o.upper != o.lower {
		return value.Redact(o.upper + o.lower)
	}
	return o.written
}

// sideBySide says whether the same columns stand in a sheet twice.
func sideBySide(h headings) bool {
	seen := map[[2]string]int{}
	for _, o := range h.over {
		if o.lower != "" || o.upper != "" {
			seen[[2]string{o.upper, o.lower}]++
		}
	}
	twice, whose := 0, false
	for _, o := range h.over {
		if seen[[2]string{o.upper, o.lower}] < 2 {
			continue
		}
		twice++
		whose = whose || slices.Contains([]string{"name", "id_number", factSerial}, o.field)
	}
	return twice >= 4 && whose
}
