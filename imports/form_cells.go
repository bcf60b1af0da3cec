package imports

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"laowu/imports/sheet"
)

// formCell is how a column's cells are made.
type formCell struct {
	sheet.FormColumn
	column  // of the ledger; at is -1 where none is
	fixed   string
	reckon  func(*formRecord) any
	yes, no string
	choices []string
	share   bool
	serial  bool
}

// fills says whether anything fills the column.
func (c formCell) fills() bool { return c.at >= 0 || c.reckon != nil || c.serial || c.fixed != "" }

// columns are how those of a sheet are filled.
func (w *formWriter) columns(s *FormSheet) []formCell {
	derived := w.Kind.derived()
	out := make([]formCell, len(s.Columns))
	for c, said := range s.Columns {
		one := formCell{column: column{at: -1, name: said.Fact}, fixed: said.Fixed, choices: s.choices[c], share: s.shares[c], serial: said.Fact == factSerial}
		about := said.Heading + s.hints[c] + s.over[c].upper
		one.yes, one.no = yesWords(about, one.choices)
		one.FormColumn = sheet.FormColumn{Text: w.Kind.figures(said.Fact), Number: one.serial, Example: dayExample(s.examples[c], about)}
		if i := slices.IndexFunc(derived, func(d fact) bool { return d.name == said.Fact }); i >= 0 {
			one.reckon = derived[i].of
		} else if said.Fact != "" {
			one.column = w.Kind.column(slices.Index(w.names, said.Fact), said.Fact)
		}
		out[c] = one
	}
	return out
}

// cells is a row of a form.
func (w *formWriter) cells(columns []formCell, r *formRecord, number int) ([]any, error) {
	out := make([]any, len(columns))
	for i, c := range columns {
		v, err := w.value(c, r, number)
		if err != nil {
			return nil, err
		}
		out[i] = c.worded(v)
	}
	return out, nil
}

func (w *formWriter) value(c formCell, r *formRecord, number int) (any, error) {
	switch {
	case c.fixed != "":
		return c.fixed, nil
	case c.serial:
		return number, nil
	case c.reckon != nil:
		return c.reckon(r), nil
	case c.at < 0:
		return nil, nil //nolint:nilnil // a cell that nothing fills
	}
	if yes, ok := r.values[c.at].(bool); ok && c.of == nil {
		return yes, nil
	}
	return w.cell(r.record, c.column)
}

// worded is a cell in the form's own words.
func (c formCell) worded(v any) any {
	switch v := v.(type) {
	case bool:
		word := c.no
		if v {
			word = c.yes
		}
		if word == "" {
			return nil
		}
		return word
	case string:
		if rest, ok := strings.CutSuffix(v, "%"); ok && c.share {
			if n, err := strconv.ParseFloat(rest, 64); err == nil {
				return n / 100
			}
		}
		return fitted(v, c.choices)
	}
	return v
}

// fitted is the form's word for one of a closed list: itself, or the only one
// that holds it or that it holds, as 监测户 stands for its kinds.
func fitted(said string, choices []string) string {
	if said == "" || slices.Contains(choices, said) {
		return said
	}
	found := ""
	for _, c := range choices {
		if c = strings.TrimSpace(c); c == "" || !strings.Contains(c, said) && !strings.Contains(said, c) && !sameKind(c, said) {
			continue
		}
		if found != "" {
			return said
		}
		found = c
	}
	if found == "" {
		return said
	}
	return found
}

// sameKind says whether one word of a form's list is for all kinds of
// households that are watched.
func sameKind(choice, said string) bool {
	return choice == "监测户" && slices.Contains([]string{"脱贫不稳定户", "边缘易致贫户", "突发严重困难户"}, said)
}

// yesWords are the words for yes and no that a column asks for, by its list or
// else by its heading and what stands under it; 是 and 否 where neither tells. A
// column for ticks is left blank where the answer is no.
func yesWords(heading string, choices []string) (yes, no string) {
	for _, pair := range [][2]string{{"是", "否"}, {"有", "无"}, {"√", "×"}, {"Y", "N"}} {
		if slices.Contains(choices, pair[0]) {
			if no := pair[1]; slices.Contains(choices, no) {
				return pair[0], no
			}
			return pair[0], ""
		}
	}
	switch {
	case strings.Contains(heading, "√") || strings.Contains(heading, "打勾") || strings.Contains(heading, "打钩"):
		if strings.ContainsAny(heading, "×Xx") {
			return "√", "×"
		}
		return "√", ""
	case strings.Contains(heading, "有/无") || strings.Contains(heading, "有无"):
		return "有", "无"
	}
	return "是", "否"
}

// writtenDay is a month or a day as somebody wrote it.
var writtenDay = regexp.MustCompile(`(19|20)[0-9]{2}([年./-][0-9]{1,2}(月([0-9]{1,2}日)?|[./-][0-9]{1,2})?|[0-9]{2}([0-9]{2})?)`)

// dayExample is how a form writes a day: in its first row, or where its heading
// gives an example; empty where neither does.
func dayExample(cell, heading string) string {
	if found := writtenDay.FindString(cell); found != "" {
		return found
	}
	if found := writtenDay.FindString(heading); found != "" {
		return found
	}
	switch {
	case strings.Contains(heading, "年/月/日"):
		return "2019/4/1"
	case strings.Contains(heading, "年/月"):
		return "2019/4"
	case strings.Contains(heading, "(年月日)"):
		return "2019年4月1日"
	case strings.Contains(heading, "(年月)"):
		return "2019年4月"
	}
	return ""
}
