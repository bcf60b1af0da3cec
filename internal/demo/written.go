package demo

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"laowu/internal/value"
)

// day is a date as one or another clerk writes it: the day, or its month.
func (w *writing) day(t time.Time) any {
	y, m, d := t.Date()
	switch n := w.IntN(100); {
	case t.IsZero():
		return nil
	case n < 30:
		return t
	case n < 50:
		return fmt.Sprintf("%d.%d", y, m)
	case n < 62:
		return fmt.Sprintf("%d年%d月", y, m)
	case n < 72:
		return t.Format("2006-01-02")
	case n < 80:
		return t.Format("2006/1/2")
	case n < 86:
		return t.Format("20060102")
	case n < 91:
		return fmt.Sprintf("%d.%d.%d", y, m, d)
	case n < 96:
		return fmt.Sprintf("%d年%d月%d日", y, m, d)
	}
	return dayNumber(t)
}

// dayNumber is the spreadsheet's number of a day, as stands in a cell that lost
// its date format.
func dayNumber(t time.Time) int {
	return int(t.Sub(time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
}

// wholeDay is a date with its day, as ends of terms are written.
func (w *writing) wholeDay(t time.Time) any {
	y, m, d := t.Date()
	switch n := w.IntN(100); {
	case t.IsZero():
		return nil
	case n < 45:
		return t
	case n < 75:
		return t.Format("2006-01-02")
	case n < 88:
		return fmt.Sprintf("%d.%d.%d", y, m, d)
	}
	return fmt.Sprintf("%d年%d月%d日", y, m, d)
}

// wage is a month's pay in the forms in which it stands in rosters.
func (w *writing) wage(low, high int) any {
	n := w.IntN(100)
	switch {
	case low == 0:
		return pick(w.draw, []any{nil, "/", nil})
	case low != high:
		return fmt.Sprintf("%d-%d", low, high)
	case n < 62:
		return low
	case n < 74:
		return fmt.Sprintf("%d元", low)
	case n < 80:
		return fmt.Sprintf("%d,%03d", low/1000, low%1000)
	case n < 85:
		return fmt.Sprintf("%d/月", low)
	case n < 88:
		return wide(strconv.Itoa(low))
	case low%100 != 0:
		return low
	case n < 94:
		return thousands(low) + "千"
	}
	return fmt.Sprintf("0.%02d万", low/100)
}

// wide writes digits as a Chinese keyboard in its wide mode does.
func wide(s string) string {
	return strings.Map(func(r rune) rune { return r + '０' - '0' }, s)
}

// name is a name, in some files with a space in names of two characters.
func (w *writing) name(s string) any {
	runes := []rune(s)
	if w.style%5 != 3 || len(runes) != 2 {
		return s
	}
	return string(runes[0]) + "　" + string(runes[1])
}

// id is an ID number; in some files its X is small.
func (w *writing) id(s string) any {
	if w.style%4 == 2 {
		return strings.ToLower(s)
	}
	return s
}

// phone is a telephone number, now and then in groups.
func (w *writing) phone(s string) any {
	switch {
	case s == "":
		return nil
	case w.in(12):
		return s[:3] + " " + s[3:7] + " " + s[7:]
	case w.in(8):
		return s[:3] + "-" + s[3:7] + "-" + s[7:]
	}
	return s
}

// village is a village's name as its township writes it.
func (w *writing) village(v *village) any {
	if w.style%6 == 5 {
		return v.name + "村"
	}
	return v.name
}

// kindWords are what offices call kinds of households: the words of the time,
// and later ones.
var kindWords = map[value.HouseholdKind][]string{
	value.Lifted:            {"脱贫户", "建档立卡贫困户", "脱贫户", "贫困户"},
	value.MonitoredUnstable: {"脱贫不稳定户"},
	value.MonitoredMarginal: {"边缘易致贫户", "边缘户"},
	value.MonitoredSudden:   {"突发严重困难户"},
	value.General:           {"一般户", "一般农户", "一般户", "非贫困户"},
}

func (w *writing) kind(k value.HouseholdKind) any {
	words := kindWords[k]
	return words[w.style%len(words)]
}

// yesWords are the ways to say no and yes; many leave a no out.
var yesWords = [][2]any{{"否", "是"}, {nil, "√"}, {"否", "是"}, {"×", "√"}, {nil, "是"}}

func (w *writing) yes(b bool) any { return yesWords[w.style%len(yesWords)][btoi(b)] }

// text is a word, and an empty cell for none.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}
