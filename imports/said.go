package imports

import (
	"slices"
	"strings"

	"laowu/imports/sheet"
	"laowu/internal/value"
)

// sheet reads what a sheet's name and the rows above its headings say for all
// of its rows.
func (e *Env) sheet(about sheet.Sheet, index int, h headings, top []sheet.Row) *planSheet {
	s := &planSheet{headings: h, name: sheetCalled(index, about), index: index}
	above := top[:slices.IndexFunc(top, func(r sheet.Row) bool { return r.Number >= h.first })]
	for _, r := range above {
		for _, l := range labels(r) {
			if l.key != "" {
				s.titles = append(s.titles, l.key)
			}
		}
		if s.asOf.IsZero() {
			s.asOf = asOf(r)
		}
	}
	e.hear(s, append([]string{squeeze(unnumbered(about.Name))}, s.titles...))
	return s
}

// hear takes township, association and village from the sheet's name and its
// titles; what is said before counts, and the township tells villages of one
// name apart.
func (e *Env) hear(s *planSheet, said []string) {
	for _, text := range said {
		if s.township == "" {
			s.township = e.townshipIn(text)
		}
		if s.association == "" && strings.Contains(text, "协会") {
			s.association = text
		}
	}
	for _, text := range said {
		if s.village == "" {
			s.village = e.villageIn(s.township, text)
		}
	}
}

// unnumbered is a sheet's name without the number that a second one of the
// same name gets: 甲村 2, 甲村 (2).
func unnumbered(name string) string {
	rest := strings.TrimRight(name, "0123456789()（）")
	if len(rest) < len(name) && strings.HasSuffix(rest, " ") {
		return strings.TrimSpace(rest)
	}
	return name
}

// formDates are the words before a form's own date.
var formDates = []string{"填报日期", "填表日期", "制表日期", "上报日期", "报表日期", "填报时间", "填表时间", "制表时间", "上报时间", "统计时间", "截止日期", "截止时间", "截至", "截止"}

// asOf finds the form's date among its title rows: 填报日期：2019年12月31日, in one
// cell or in two.
func asOf(r sheet.Row) value.Day {
	for i, c := range r.Cells {
		for _, label := range formDates {
			_, rest, ok := strings.Cut(squeeze(c.Text), label)
			if !ok {
				continue
			}
			d := dateIn(strings.TrimLeft(rest, ":"))
			if i := slices.IndexFunc(r.Cells[i+1:], filled); strings.Trim(rest, ":") == "" && i >= 0 {
				d, _ = value.ParseDay(rawOf(r.Cells[i+1:][i]))
			}
			if !d.IsZero() {
				return d
			}
		}
	}
	return value.Day{}
}

// dateIn reads the date that a text begins with: 2019年12月31日止), 2019年12月底,
// 2019-12-31单位:元.
func dateIn(text string) value.Day {
	other := func(r rune) bool {
		return !strings.ContainsRune("0123456789.-/年月日底末〇零一二三四五六七八九十", r)
	}
	if i := strings.IndexFunc(text, other); i >= 0 {
		text = text[:i]
	}
	if i := strings.Index(text, "日"); i >= 0 {
		text = text[:i+len("日")]
	}
	d, _ := value.ParseDay(value.Raw{Text: text})
	return d
}

func filled(c sheet.Cell) bool { return strings.TrimSpace(c.Text) != "" }
