package value

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		raw       Raw
		want      string
		precision Precision
	}{
		{text("2019-04-01"), "2019-04-01", ToDay},
		{text("2000-02-29"), "2000-02-29", ToDay},
		{text("2020-02-29"), "2020-02-29", ToDay},
		{text("2019-4-1"), "2019-04-01", ToDay},
		{text("2019/4/1"), "2019-04-01", ToDay},
		{text("2019/5/6"), "2019-05-06", ToDay},
		{text("2019.04.01"), "2019-04-01", ToDay},
		{text("2018.11.3"), "2018-11-03", ToDay},
		{text("2019.5.10"), "2019-05-10", ToDay},
		{text("2019年4月1日"), "2019-04-01", ToDay},
		{text("2019年4月1号"), "2019-04-01", ToDay},
		{text("2019年04月01"), "2019-04-01", ToDay},
		{text("2019 年 4 月 1 日"), "2019-04-01", ToDay},
		{text("2019 4 1"), "2019-04-01", ToDay},
		{text("2019 1 2"), "2019-01-02", ToDay},
		{text("２０１９．４．１"), "2019-04-01", ToDay},
		{text("2019。4。1"), "2019-04-01", ToDay},
		{text("2019—04—01"), "2019-04-01", ToDay},
		{text("20190401"), "2019-04-01", ToDay},
		{text("2019-04-01 00:00:00"), "2019-04-01", ToDay},
		{text("2019-04-01T08:30:00Z"), "2019-04-01", ToDay},
		{text("2019/4/1 8:00"), "2019-04-01", ToDay},
		{text("2019年4月1日 8时30分"), "2019-04-01", ToDay},
		{text("2019年4月1日 星期一"), "2019-04-01", ToDay},
		{text("2019年4月1日起"), "2019-04-01", ToDay},
		{text("二〇一九年十二月三十一日"), "2019-12-31", ToDay},
		{text("二○一九年十月二十日"), "2019-10-20", ToDay},
		{text("二零一九年四月"), "2019-04-01", ToMonth},
		{text("98.5.1"), "1998-05-01", ToDay},
		{text("19年4月1日"), "2019-04-01", ToDay},
		{text("98年5月"), "1998-05-01", ToMonth},
		{text("2019.4"), "2019-04-01", ToMonth},
		{text("2019.4."), "2019-04-01", ToMonth},
		{text("2019.1"), "2019-01-01", ToMonth},
		{text("2019.10"), "2019-10-01", ToMonth},
		{text("2019-04"), "2019-04-01", ToMonth},
		{text("2019/4"), "2019-04-01", ToMonth},
		{text("2019年4月"), "2019-04-01", ToMonth},
		{text("2019年4月份"), "2019-04-01", ToMonth},
		{text("2019年4月初"), "2019-04-01", ToMonth},
		{text("2019.4月"), "2019-04-01", ToMonth},
		{text("201904"), "2019-04-01", ToMonth},
		{text("2019年"), "2019-01-01", ToYear},
		{text("2019"), "2019-01-01", ToYear},
		{text("43556"), "2019-04-01", ToDay},
		{text("43556.5"), "2019-04-01", ToDay},
		{num("43556"), "2019-04-01", ToDay},
		{num("43556.75"), "2019-04-01", ToDay},
		{num("4.3556E4"), "2019-04-01", ToDay},
		{date("43556"), "2019-04-01", ToDay},
		{date("43525.0"), "2019-03-01", ToDay},
		{date("43556.999988"), "2019-04-01", ToDay},
		{date("1"), "1900-01-01", ToDay},
		{date("59"), "1900-02-28", ToDay},
		{date("61"), "1900-03-01", ToDay},
		{date("20190401"), "2019-04-01", ToDay},
		{Raw{Text: "42094", Number: true, Since1904: true}, "2019-04-01", ToDay},
		{Raw{Text: "43556", Number: true, Date: true, Since1904: true}, "2019-04-01", ToDay},
		{Raw{Text: "2019.4", Number: true, Since1904: true}, "2019-04-01", ToMonth},
		{Raw{Text: "2019-04-01", Number: true, Date: true}, "2019-04-01", ToDay},
		{num("20190401"), "2019-04-01", ToDay},
		{num("201904"), "2019-04-01", ToMonth},
		{num("2019"), "2019-01-01", ToYear},
		{num("2019.4"), "2019-04-01", ToMonth},
		{num("2019.4000000000001"), "2019-04-01", ToMonth},
		{num("2019.2"), "2019-02-01", ToMonth},
		{num("2019.04"), "2019-04-01", ToMonth},
		{num("2019.01"), "2019-01-01", ToMonth},
		{num("2019.11"), "2019-11-01", ToMonth},
		{num("2019.12"), "2019-12-01", ToMonth},
		{num("2019.10"), "2019-10-01", ToMonth},
		{num("2019.0401"), "2019-04-01", ToDay},
		{num("2019.1225"), "2019-12-25", ToDay},
	} {
		d, code := ParseDay(c.raw)
		if d.String() != c.want || d.Precision() != c.precision || code != "" {
			t.Errorf("%+v: %q to %d %q, want %q to %d", c.raw, d, d.Precision(), code, c.want, c.precision)
		}
	}
}

func TestParseDayRefuses(t *testing.T) {
	t.Parallel()
	for r, code := range map[Raw]Code{
		text(""): "", text("/"): "", text("无"): "", text("—"): "",
		num("2019.1"): DateAmbiguous, num("2019.0999999999999"): DateAmbiguous,
		text("去年秋天"): DateFormat, text("2019-02-30"): DateFormat, text("2019-02-29"): DateFormat, text("2100-02-29"): DateFormat, text("20190230"): DateFormat,
		text("2019.4.31"): DateFormat, text("2019.13"): DateFormat, text("2019.0"): DateFormat, text("2019年13月"): DateFormat,
		text("1/4/2019"): DateFormat, text("19-04-01"): DateFormat, text("04-01-19"): DateFormat, text("35.5.1"): DateFormat, text("190401"): DateFormat,
		text("2019-04/01"): DateFormat, text("2019.3-12"): DateFormat, text("2019.3-2019.12"): DateFormat, text("2019004"): DateFormat,
		text("4月1日"): DateFormat, text("4.1"): DateFormat, text("1899-12-31"): DateFormat, text("2200-01-01"): DateFormat, text("0000-00-00"): DateFormat,
		text("#####"): DateFormat, text("至今"): DateFormat, text("2019-04-01 abc"): DateFormat, text("2019年春"): DateFormat, text("123"): DateFormat, text("9999"): DateFormat,
		num("0"): DateFormat, num("5"): DateFormat, num("-43556"): DateFormat, num("2019.13"): DateFormat, num("2019.041"): DateFormat, num("2019.99999"): DateFormat,
		num("1850.1"): DateFormat, num("123456789"): DateFormat, num("1E+30"): DateFormat,
		date("60"): DateFormat, date("0.5"): DateFormat, date("-1"): DateFormat, date("2958465"): DateFormat,
	} {
		if d, c := ParseDay(r); c != code || !d.IsZero() {
			t.Errorf("%+v: %q %q, want none %q", r, d, c, code)
		}
	}
}

func TestParseEnd(t *testing.T) {
	t.Parallel()
	for r, want := range map[Raw]string{
		text("至今"): "open", text("现在"): "open", text("长期"): "open", text("长 期"): "open", text("9999-12-31"): "open", date("2958465"): "open",
		text("2036.12.31"): "2036-12-31", date("49948"): "2036-09-30", text(""): "", text("/"): "",
		text("明年"): "date_format", num("2019.1"): "date_ambiguous",
	} {
		d, open, code := ParseEnd(r)
		got := d.String() + string(code)
		if open {
			got += "open"
		}
		if got != want {
			t.Errorf("%+v: %q, want %q", r, got, want)
		}
	}
}

// written lists the forms in which a whole date is written.
func writtenDay(d Day) []Raw {
	y, m, n := d.Date()
	serial := fmt.Sprint(int(d.Time().Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24))
	all := []Raw{num(serial), date(serial), date(serial + ".75"), text(serial), num(fmt.Sprintf("%04d%02d%02d", y, m, n)), num(fmt.Sprintf("%d.%02d%02d", y, m, n))}
	for _, f := range []string{"%04d%02d%02d", "%d-%02d-%02d", "%d-%d-%d", "%d/%d/%d", "%d.%d.%d", "%d.%02d.%02d", "%d年%d月%d日", "%d年%02d月%02d号", " %d 年%d月 %d日", "%d-%d-%d 00:00:00", "%d %d %d"} {
		all = append(all, text(fmt.Sprintf(f, y, m, n)))
	}
	return all
}

func TestDayRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay(t)
		for _, r := range writtenDay(d) {
			if got, code := ParseDay(r); got != d || code != "" {
				t.Fatalf("%+v: %s %q, want %s", r, got, code, d)
			}
		}
		y, m, _ := d.Date()
		for _, f := range []string{"%d.%d", "%d-%02d", "%d/%d", "%d年%d月", "%d年%02d月份", "%d%02d"} {
			s := fmt.Sprintf(f, y, m)
			got, code := ParseDay(text(s))
			if gy, gm, gd := got.Date(); gy != y || gm != m || gd != 1 || got.Precision() != ToMonth || code != "" {
				t.Fatalf("%q: %s %q", s, got, code)
			}
		}
		if got, code := ParseDay(text(fmt.Sprintf("%d年", y))); got.Precision() != ToYear || code != "" {
			t.Fatalf("%d年: %s %q", y, got, code)
		}
		wide := strings.Map(func(r rune) rune {
			if r < 0x80 {
				r += 0xFEE0
			}
			return r
		}, d.String())
		if got, code := ParseDay(text("\u3000" + wide + "\u00a0")); got != d || code != "" {
			t.Fatalf("%q: %s %q", wide, got, code)
		}
	})
}

func TestDayArithmetic(t *testing.T) {
	t.Parallel()
	month, _ := ParseDay(text("2020.2"))
	year, _ := ParseDay(text("2020年"))
	if month.Last().String() != "2020-02-29" || year.Last().String() != "2020-12-31" || month.First() != day(t, "2020-02-01") || (Day{}).Last() != (Day{}) {
		t.Errorf("%s %s %s", month.Last(), year.Last(), month.First())
	}
	if d := day(t, "2020-02-28").Add(2); d.String() != "2020-03-01" {
		t.Errorf("two days after 28 February 2020: %s", d)
	}
	for _, c := range []struct {
		from, to string
		code     Code
	}{{"2019.6.1", "2019.5.1", DateOrder}, {"2019.3.1", "2019.1.10", DateOrder}, {"2019.4.10", "2019.4", ""}, {"2019.4.10", "2019", ""}, {"2019.4", "2019.4", ""}, {"2019.4", "", ""}, {"", "2019.4", ""}} {
		from, _ := ParseDay(text(c.from))
		to, _ := ParseDay(text(c.to))
		if code := Order(from, to); code != c.code {
			t.Errorf("%s to %s: %q", c.from, c.to, code)
		}
	}
	if DayOf(time.Date(2019, 12, 31, 23, 0, 0, 0, time.FixedZone("CST", 8*3600))).String() != "2019-12-31" {
		t.Error("a day is the one the clock shows")
	}
	if !(Day{}).Time().IsZero() || (Day{}).String() != "" {
		t.Error("no day is some day")
	}
}

func TestDayAsJSON(t *testing.T) {
	t.Parallel()
	for _, s := range []string{`"2019-12-31"`, `""`} {
		var d Day
		if err := json.Unmarshal([]byte(s), &d); err != nil {
			t.Fatal(err)
		}
		if out, err := json.Marshal(d); err != nil || string(out) != s {
			t.Errorf("%s came back as %s, %v", s, out, err)
		}
	}
	var d Day
	if json.Unmarshal([]byte(`"2019-02-30"`), &d) == nil {
		t.Error("30 February was taken")
	}
}

func TestParsePeriod(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"2019.3-2019.12":          "2019-03-01 2019-12-01",
		"2019年3月至2019年12月":        "2019-03-01 2019-12-01",
		"2019年3月-12月":             "2019-03-01 2019-12-01",
		"2019年3-12月":              "2019-03-01 2019-12-01",
		"2019.3-12":               "2019-03-01 2019-12-01",
		"2019.3.1-12.31":          "2019-03-01 2019-12-31",
		"2019-03-2019-12":         "2019-03-01 2019-12-01",
		"2019-03-01~2019-12-31":   "2019-03-01 2019-12-31",
		"2019-03-01 - 2019-12-31": "2019-03-01 2019-12-31",
		"2019/3/1到2019/12/31":     "2019-03-01 2019-12-31",
		"２０１９．３—２０１９．１２":          "2019-03-01 2019-12-01",
		"20190301-20191231":       "2019-03-01 2019-12-31",
		"2018-2019":               "2018-01-01 2019-01-01",
		"2019-12":                 "2019-12-01 ",
		"2019.3至今":                "2019-03-01 open",
		"2019年3月—至今":              "2019-03-01 open",
		"2019.3-长期":               "2019-03-01 open",
		"2019.3":                  "2019-03-01 ",
		"2019年3月以来":               "2019-03-01 ",
		"":                        " ",
		"2019.12-2019.3":          "date_order",
		"2019.10-3":               "date_order",
		"2019.3.5-12":             "date_format",
		"6个月":                     "date_format",
		"2019.3-":                 "date_format",
		"2019-02-30至2019-03-01":   "date_format",
	} {
		p, code := ParsePeriod(text(in))
		got := string(code)
		if code == "" {
			got = p.From.String() + " " + p.To.String()
		}
		if p.Open {
			got += "open"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if p, code := ParsePeriod(num("2019.1")); code != DateAmbiguous || p != (Period{}) {
		t.Errorf("number 2019.1: %v %q", p, code)
	}
}
