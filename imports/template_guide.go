package imports

import (
	"strings"

	"laowu/imports/sheet"
)

// explain writes the sheet that says how each column is filled in.
func (t *template) explain() error {
	s, err := t.book.Sheet(guideSheet, sheet.Layout{Widths: []float64{20, 8, 46, 46, 22, 46}, Text: []int{4}, Frozen: 2, Print: true})
	if err != nil {
		return err
	}
	if err := s.Title(t.kind.Title+"怎么填", 6); err != nil {
		return err
	}
	if err := s.Heading("列", "要不要填", "怎么填", "可以选的", "例子（都是编的）", "这样的列名也认得"); err != nil {
		return err
	}
	for _, c := range t.kind.Columns() {
		need := "可以不填"
		if c.Needed {
			need = "必须填"
		}
		if err := s.Wrapped(c.Title, need, c.Hint, c.offer(), c.Example, strings.Join(c.Others, "、")); err != nil {
			return err
		}
	}
	for i, text := range append([]string{"", "常见的错："}, mistakes...) {
		if err := s.Row(text); err != nil {
			return err
		}
		if i > 0 {
			if err := s.Merge(s.Next()-1, 0, s.Next()-1, 5); err != nil {
				return err
			}
		}
	}
	return nil
}

// mistakes are what most often goes wrong in what offices send.
var mistakes = []string{
	"1. 身份证号码当成数字填，末几位变成 0。这张表的号码列是文本，请不要改成数字；从别处粘贴时选“只粘贴值”。",
	"2. 日期只写 2019.1：分不清是 1 月还是 10 月。请写 2019-01-01，或者 2019年1月。",
	"3. 一个人写了两行。同一个号码只留一行。",
	"4. 把号码写进备注。号码请填在它自己的列里。",
	"5. 改了列名。列的先后可以变，用不到的列可以删，列名请不要改成别的意思。",
	"6. 在表的中间加空标题行、合计行。可以加，导入时会跳过；数据行里请不要合并格子。",
}

// Column is what people are told of a column of a kind.
type Column struct {
	Field   string   // its name in reports
	Title   string   // the usual heading
	Others  []string // other headings that are read as the same
	Needed  bool     // asked of every row
	Blank   bool     // the blank form has it
	Hint    string
	Example string
	Choices []string // what it offers; what the records hold is not among them
	Listed  bool     // it offers what the records hold
	Figures bool     // text, though it looks like a number
	Day     bool
}

// offer is what the column offers, in words.
func (c Column) offer() string {
	if c.Listed {
		return "格子的下拉列表里有的"
	}
	return strings.Join(c.Choices, "、")
}

// Columns are what the kind's columns take, in the order of its blank form. A
// field whose headings are only told apart from others' is none.
func (k Kind) Columns() []Column {
	var out []Column
	for _, f := range k.fields {
		if f.name == "" {
			continue
		}
		out = append(out, Column{
			Field: f.name, Title: f.titles[0], Others: f.titles[1:], Needed: f.needed, Blank: !f.aside, Hint: f.hint, Example: f.example,
			Choices: f.choices, Listed: f.from != nil, Figures: f.format == asFigures, Day: f.format == asDay,
		})
	}
	return out
}
