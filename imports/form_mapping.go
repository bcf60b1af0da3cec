package imports

import "laowu/internal/value"

// FormMapping is how somebody has said that a form is to be filled, where that is
// another way than the headings propose. It is kept with the form.
type FormMapping struct {
	Sheets []MappedSheet `json:"sheets"`
}

// MappedSheet is a sheet of it. HeadingRow is where its headings stood then.
type MappedSheet struct {
	Sheet      string         `json:"sheet"`
	HeadingRow int            `json:"heading_row"`
	Columns    []MappedColumn `json:"columns"`
}

// MappedColumn is what fills a column, counted from 0: a fact's name, a fixed
// text, or nothing.
type MappedColumn struct {
	Column int    `json:"column"`
	Fact   string `json:"fact,omitempty"`
	Fixed  string `json:"fixed,omitempty"`
}

// longestFixed is how many characters a text that stands in every row may have.
const longestFixed = 60

// Mapping is how the form would be filled.
func (f *Form) Mapping() FormMapping {
	var out FormMapping
	for _, s := range f.Sheets {
		one := MappedSheet{Sheet: s.Name, HeadingRow: s.HeadingRow}
		for c, col := range s.Columns {
			if !col.Formula && col.Heading != "" {
				one.Columns = append(one.Columns, MappedColumn{c, col.Fact, col.Fixed})
			}
		}
		out.Sheets = append(out.Sheets, one)
	}
	return out
}

// apply lets a form be filled as somebody has said. What the kind does not know
// (any more) fills nothing.
func (m FormMapping) apply(f *Form) {
	for i := range f.Sheets {
		s := &f.Sheets[i]
		for _, said := range m.Sheets {
			if said.Sheet != s.Name || said.HeadingRow != s.HeadingRow {
				continue
			}
			for _, c := range said.Columns {
				s.set(f.Kind, c)
			}
		}
	}
}

func (s *FormSheet) set(k Kind, c MappedColumn) {
	if c.Column < 0 || c.Column >= len(s.Columns) || s.Columns[c.Column].Formula {
		return
	}
	col := &s.Columns[c.Column]
	if col.Fact, col.Fixed = "", value.Redact(value.Clean(c.Fixed)); col.Fixed == "" && k.fact(c.Fact) {
		col.Fact = c.Fact
	}
}

// Set lets one column be filled otherwise: by a fact, by a text, or by nothing.
func (f *Form) Set(sheet, column int, fact, fixed string) {
	if sheet >= 0 && sheet < len(f.Sheets) {
		f.Sheets[sheet].set(f.Kind, MappedColumn{column, fact, cutText(fixed, longestFixed)})
	}
}

// cutText is a text's first characters.
func cutText(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}
