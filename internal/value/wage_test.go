package value

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestParseWage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		raw       Raw
		low, high int // a month
		unit      Unit
	}{
		{num("2800"), 2800, 2800, PerMonth},
		{num("3000.0"), 3000, 3000, PerMonth},
		{num("3456.789"), 3457, 3457, PerMonth},
		{num("3499.9999999999995"), 3500, 3500, PerMonth},
		{text("4500"), 4500, 4500, PerMonth},
		{text("3500元"), 3500, 3500, PerMonth},
		{text("3,500"), 3500, 3500, PerMonth},
		{text("3，500元"), 3500, 3500, PerMonth},
		{text("3 500"), 3500, 3500, PerMonth},
		{text("35\u00a000"), 3500, 3500, PerMonth},
		{text("12,345.67"), 12346, 12346, PerMonth},
		{text("￥3500"), 3500, 3500, PerMonth},
		{text("3500元。"), 3500, 3500, PerMonth},
		{text("3.5千"), 3500, 3500, PerMonth},
		{text("4.5千"), 4500, 4500, PerMonth},
		{text("0.35万"), 3500, 3500, PerMonth},
		{text("0.4万"), 4000, 4000, PerMonth},
		{text("3千5"), 3500, 3500, PerMonth},
		{text("3千5百元"), 3500, 3500, PerMonth},
		{text("3000元/人·月"), 3000, 3000, PerMonth},
		{text("1万2"), 12000, 12000, PerMonth},
		{text("5K"), 5000, 5000, PerMonth},
		{text("5k-8k"), 5000, 8000, PerMonth},
		{text("５０００"), 5000, 5000, PerMonth},
		{text("3000/月"), 3000, 3000, PerMonth},
		{text("3000元/月"), 3000, 3000, PerMonth},
		{text("3000元/人/月"), 3000, 3000, PerMonth},
		{text("月薪3000元左右"), 3000, 3000, PerMonth},
		{text("4500左右"), 4500, 4500, PerMonth},
		{text("约4500元"), 4500, 4500, PerMonth},
		{text("每月4500"), 4500, 4500, PerMonth},
		{text("3500-4500"), 3500, 4500, PerMonth},
		{text("4000-6000元"), 4000, 6000, PerMonth},
		{text("4000元—6000元/月"), 4000, 6000, PerMonth},
		{text("4000～6000"), 4000, 6000, PerMonth},
		{text("4000至6000"), 4000, 6000, PerMonth},
		{text("4,000-6,000"), 4000, 6000, PerMonth},
		{text("6-8千"), 6000, 8000, PerMonth},
		{text("0.5-1万"), 5000, 10000, PerMonth},
		{text("800-1千"), 800, 1000, PerMonth},
		{text("3500-1万"), 3500, 10000, PerMonth},
		{text("3500-4.5千"), 3500, 4500, PerMonth},
		{text("3500-3500"), 3500, 3500, PerMonth},
		{text("5000元以上"), 5000, 0, PerMonth},
		{text("4000以上"), 4000, 0, PerMonth},
		{text("4000起"), 4000, 0, PerMonth},
		{text("5000+"), 5000, 0, PerMonth},
		{text("不低于4000元"), 4000, 0, PerMonth},
		{text("≥4000"), 4000, 0, PerMonth},
		{text("底薪3000+提成"), 3000, 0, PerMonth},
		{text("4000+加班费"), 4000, 0, PerMonth},
		{text("到手4000"), 4000, 4000, PerMonth},
		{text("4000以下"), 0, 4000, PerMonth},
		{text("不超过4000元"), 0, 4000, PerMonth},
		{text("4000-6000元/月，包食宿"), 4000, 6000, PerMonth},
		{text("4000元（试用期3000元）"), 4000, 4000, PerMonth},
		{text("4000-6000，可面议"), 4000, 6000, PerMonth},
		{text("计件4000-6000"), 4000, 6000, PerPiece},
		{text("计件，200元/天"), 4350, 4350, PerDay},
		{text("计件"), 0, 0, PerPiece},
		{text("计件工资，多劳多得"), 0, 0, PerPiece},
		{text("0.5元/件"), 0, 0, PerPiece},
		{text("200元/天"), 4350, 4350, PerDay},
		{text("日薪200"), 4350, 4350, PerDay},
		{text("180-200元/天"), 3915, 4350, PerDay},
		{text("200元/天，日结"), 4350, 4350, PerDay},
		{text("25元/小时"), 4350, 4350, PerHour},
		{text("22.4元/时"), 3898, 3898, PerHour},
		{text("年薪6万"), 5000, 5000, PerYear},
		{text("6-8万/年"), 5000, 6667, PerYear},
		{text("1000000"), 1_000_000, 1_000_000, PerMonth},
	} {
		w, code := ParseWage(c.raw)
		low, high := w.Monthly()
		if low != c.low || high != c.high || w.Unit != c.unit || w.Negotiable || code != "" {
			t.Errorf("%+v: %d %d %s %q, want %d %d %s", c.raw, low, high, w.Unit, code, c.low, c.high, c.unit)
		}
	}
}

func TestParseWageRefuses(t *testing.T) {
	t.Parallel()
	for r, code := range map[Raw]Code{
		text("四千左右吧"): NumberFormat, text("四千"): NumberFormat, text("4500左右吧"): NumberFormat, text("看情况"): NumberFormat, text("同上"): NumberFormat,
		text("3500-"): NumberFormat, text("3.5千5"): NumberFormat, text("3500-4000-4500"): NumberFormat, text("3500 4500"): NumberFormat, text("800 1000"): NumberFormat, text("3500、4500"): NumberFormat, text("3500元4500元"): NumberFormat,
		text("元"): NumberFormat, text("3000,4000"): NumberFormat, text("200元/天，5000元/月"): NumberFormat, text("计件月薪日薪"): NumberFormat, text("~3000"): NumberFormat, text("最低3000以下"): NumberFormat,
		num("abc"): NumberFormat,
		text("0"):  NumberRange, num("0"): NumberRange, text("-500"): NumberRange, num("-500"): NumberRange, text("0-5000"): NumberRange, text("0元"): NumberRange,
		text("4500-3500"): NumberRange, text("8-6千"): NumberRange, text("1000001"): NumberRange, text("200万"): NumberRange, text("99999999999999999999"): NumberRange,
		num("1E+15"): NumberRange, text("14085151909"): NumberRange, text("1元/年"): NumberRange, text("1元/年以上"): NumberRange, text("1元/年以下"): NumberRange,
		text(""): "", text("/"): "", text("无"): "", text("—"): "",
	} {
		if w, c := ParseWage(r); c != code || !w.IsZero() {
			t.Errorf("%+v: %+v %q, want nothing %q", r, w, c, code)
		}
	}
}

func TestParseWageNegotiable(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"面议", "工资面议", "薪资待遇面议", "面 议", "（面议）", "面谈", "待定"} {
		if w, code := ParseWage(text(s)); code != "" || w != (Wage{Unit: PerMonth, Negotiable: true}) {
			t.Errorf("%q: %+v %q", s, w, code)
		}
	}
}

func TestParseWageInColumn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in    string
		unit  Unit
		month int
	}{{"200", PerDay, 4350}, {"60000元", PerYear, 5000}, {"6万", PerYear, 5000}, {"25", PerHour, 4350}, {"5000元/月", PerYear, 5000}} {
		w, code := ParseWageIn(text(c.in), c.unit)
		if low, high := w.Monthly(); low != c.month || high != c.month || code != "" {
			t.Errorf("%s per %s: %d %d %q", c.in, c.unit, low, high, code)
		}
	}
}

func TestWageProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.IntRange(1, 500_000).Draw(t, "low")
		high := rapid.IntRange(low, 1_000_000).Draw(t, "high")
		for _, f := range []string{"%d-%d", "%d元-%d元", "%d～%d元/月", "%d 至 %d"} {
			w, code := ParseWage(text(fmt.Sprintf(f, low, high)))
			if l, h := w.Monthly(); l != low || h != high || code != "" {
				t.Fatalf(f+": %d %d %q", low, high, l, h, code)
			}
		}
		for _, f := range []string{"%d", "%d元", "¥%d", "%d.00元", "%d左右"} {
			w, code := ParseWage(text(decoratedSign(t, fmt.Sprintf(f, low))))
			if l, h := w.Monthly(); l != low || h != low || code != "" {
				t.Fatalf(f+": %d %d %q", low, l, h, code)
			}
		}
		if n := low; n >= 1000 {
			w, code := ParseWage(text(fmt.Sprintf("%d,%03d", n/1000, n%1000)))
			if l, _ := w.Monthly(); l != n || code != "" {
				t.Fatalf("%d with its comma: %d %q", n, l, code)
			}
			w, code = ParseWage(text(fmt.Sprintf("%d.%04d万", n/10000, n%10000)))
			if l, _ := w.Monthly(); l != n || code != "" {
				t.Fatalf("%d in 万: %d %q", n, l, code)
			}
		}
	})
}

// decoratedSign makes the digits of a text full-width, or leaves them.
func decoratedSign(t *rapid.T, s string) string {
	if rapid.Bool().Draw(t, "wide") {
		return s
	}
	var out []rune
	for _, r := range s {
		if r >= '0' && r <= '9' {
			r += 0xFEE0
		}
		out = append(out, r, '\u200b')
	}
	return "\u3000" + string(out)
}

// Whatever is written, a wage that is taken has its low end below its high one.
func TestWageInOrder(t *testing.T) {
	t.Parallel()
	words := []string{"3", "500", "35", "0", ".", ",", "-", "~", "千", "万", "k", "元", "/", "月", "天", "以上", "以下", "计件", "面议", "+", "提成", " ", "（", "）", "年薪"}
	rapid.Check(t, func(t *rapid.T) {
		s := ""
		for _, w := range rapid.SliceOfN(rapid.SampledFrom(words), 1, 8).Draw(t, "words") {
			s += w
		}
		checkWage(t, text(s))
	})
}

// checkWage holds what is true of every wage that was read.
func checkWage(t interface{ Fatalf(string, ...any) }, r Raw) {
	w, code := ParseWage(r)
	low, high := w.Monthly()
	switch {
	case code != "" && !w.IsZero(), code != "" && code != NumberFormat && code != NumberRange:
		t.Fatalf("%+v: %+v with %q", r, w, code)
	case low < 0, high < 0, high > 0 && low > high, w.HighFen > 0 && w.LowFen > w.HighFen, low > mostMonthly, high > mostMonthly:
		t.Fatalf("%+v: %+v", r, w)
	case w.Negotiable && (w.LowFen != 0 || w.HighFen != 0):
		t.Fatalf("%+v: %+v", r, w)
	}
}
