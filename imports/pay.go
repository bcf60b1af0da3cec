package imports

import (
	"slices"
	"strings"
	"time"

	"laowu/internal/value"
)

// wage reads a cell of pay. What the figure is paid for, and whether in
// thousands or ten thousands, may stand in the heading: 工资（元/天）, 年收入（万元）.
func (r *row) wage(field string) value.Wage {
	heading := r.headingOf(field)
	return parse(r, field, func(raw value.Raw) (value.Wage, value.Code) {
		if times := multiplier(heading); times != "" && plainNumber(raw.Plain()) {
			raw = value.Raw{Text: raw.Text + times}
		}
		return value.ParseWageIn(raw, paidFor(heading))
	})
}

// headingOf is both levels of what stands over a field's column.
func (r *row) headingOf(field string) string {
	for _, c := range r.sheet.fields[field] {
		return r.sheet.over[c].upper + r.sheet.over[c].lower
	}
	return ""
}

func multiplier(heading string) string {
	switch {
	case strings.Contains(heading, "万元"):
		return "万"
	case strings.Contains(heading, "千元"):
		return "千"
	}
	return ""
}

// units are the words of headings that say what is paid for; a month's pay
// needs none.
var units = []struct {
	unit  value.Unit
	words []string
}{
	{value.PerHour, []string{"小时", "时薪", "/时"}},
	{value.PerDay, []string{"日工资", "日薪", "日收入", "/天", "/日", "每天", "每日", "(天)", "(日)"}},
	{value.PerYear, []string{"年收入", "年工资", "年薪", "总收入", "/年", "每年", "(年)", "全年"}},
}

func paidFor(heading string) value.Unit {
	for _, u := range units {
		if slices.ContainsFunc(u.words, func(w string) bool { return strings.Contains(heading, w) }) {
			return u.unit
		}
	}
	return value.PerMonth
}

// wages are the ends of a written wage in yuan a month, nil where none.
func wages(w value.Wage) (low, high *int) {
	l, h := w.Monthly()
	return nullInt(l), nullInt(h)
}

// best is the upper end of a wage, or the only one; nil where none is given.
func best(low, high *int) *int {
	if high != nil {
		return high
	}
	return low
}

// lowest is the minimum wage of the nearest division that has one, or 0.
func (l *lookup) lowest(place string, on time.Time) int {
	for _, code := range l.env.Atlas.Path(place) {
		for _, w := range l.minimum {
			if w.Place == code && !w.ValidFrom.After(on) {
				return w.Monthly
			}
		}
	}
	return 0
}
