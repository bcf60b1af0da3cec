package hiring

import (
	"strconv"
	"strings"
	"time"

	"laowu/internal/value"
)

// PayUnits are what a wage may be paid for, in the order of lists, with their words.
func PayUnits() []struct {
	Unit value.Unit
	Word string
} {
	return []struct {
		Unit value.Unit
		Word string
	}{
		{value.PerMonth, "元/月"}, {value.PerDay, "元/天"}, {value.PerHour, "元/小时"}, {value.PerYear, "元/年"}, {value.PerPiece, "计件，一个月大约多少元"},
	}
}

// wage reads both ends and the unit; none given is 面议.
func (d *draftReading) wage() value.Wage {
	w := value.Wage{Unit: value.Unit(d.said("pay")), LowFen: d.money("wage_min"), HighFen: d.money("wage_max")}
	known := false
	for _, u := range PayUnits() {
		known = known || u.Unit == w.Unit
	}
	if !known {
		d.refuse("pay", "请选工资按什么算")
		return value.Wage{}
	}
	w.Negotiable = w.LowFen == 0 && w.HighFen == 0
	if w.HighFen > 0 && w.LowFen > w.HighFen {
		d.refuse("wage_max", "最高的比最低的小，请核对")
	}
	if low, high := w.Monthly(); low > mostMonthly || high > mostMonthly {
		d.refuse("wage_min", "折成一个月 "+strconv.Itoa(max(low, high))+" 元，太大了，请核对数字和按什么算")
	}
	return w
}

// mostMonthly is a wage that is a slip: yuan a month.
const mostMonthly = 1_000_000

func (d *draftReading) money(field string) int64 {
	fen, _, code := value.ParseDecimal(value.Raw{Text: d.said(field)}, 2)
	if code != "" {
		d.refuse(field, code.Message())
	}
	return fen
}

// wageText writes a wage as an employer would in a sheet, so that it can be read
// again: 4500-6000, 150-180元/天.
func wageText(w value.Wage) string {
	if w.Negotiable {
		return "面议"
	}
	text := yuan(w.LowFen) + "-" + yuan(w.HighFen)
	switch {
	case w.LowFen == w.HighFen:
		text = yuan(w.LowFen)
	case w.HighFen == 0:
		text = yuan(w.LowFen) + "以上"
	case w.LowFen == 0:
		text = yuan(w.HighFen) + "以下"
	}
	return text + map[value.Unit]string{value.PerDay: "元/天", value.PerHour: "元/小时", value.PerYear: "元/年"}[w.Unit]
}

// WageText is the draft's wage as it is written down.
func (o OpeningDraft) WageText() string { return wageText(o.Wage) }

// yuan writes hundredths of a yuan without a needless fraction.
func yuan(fen int64) string {
	s := strconv.FormatInt(fen/100, 10)
	if fen%100 != 0 {
		s += "." + strings.TrimRight(strconv.FormatInt(100+fen%100, 10)[1:], "0")
	}
	return s
}

// LowestWage is the minimum wage of the nearest of some divisions, the innermost
// first, that has one on a day; false where none has. all is what MinimumWages
// lists.
func LowestWage(all []MinimumWage, path []string, on time.Time) (MinimumWage, bool) {
	for _, code := range path {
		for _, w := range all {
			if w.Place == code && !w.ValidFrom.After(on) {
				return w, true
			}
		}
	}
	return MinimumWage{}, false
}
