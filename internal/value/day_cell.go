package value

import (
	"strconv"
	"strings"
)

// The years that a written date may have.
const (
	firstYear = 1900
	lastYear  = 2199
)

// ParseDay reads a date: 2019-04-01, 2019/4/1, 2019.4, 2019年4月1日, 20190401,
// 201904, 2019, 二〇一九年四月, with a time of day or not, and Excel's day
// numbers in number, date and text cells. A number cell 2019.4 is April; 2019.1
// is January, or an October that lost its zero: date_ambiguous and no date.
// The years are 1900 to 2199; two digits are a year only before 年, or where
// cannot be a day or a year to come (98.5.1). Otherwise date_format.
func ParseDay(r Raw) (Day, Code) {
	if r.Number || r.Date {
		if d, code, ok := numberDay(r); ok {
			return d, code
		}
	}
	if d, ok := plainDay(r.Text); ok {
		return d, ""
	}
	s := bare(r.Text)
	if None(s) {
		return Day{}, ""
	}
	if d, ok := readDay(s); ok {
		return d, ""
	}
	return Day{}, DateFormat
}

// ParseEnd reads an end: a date, or words for none in sight (至今, 长期, the
// year 9999).
func ParseEnd(r Raw) (d Day, open bool, code Code) {
	s := unspaced(bare(r.Text))
	if openEnd(s) || strings.HasPrefix(s, "9999") || r.Date && s == lastSerial {
		return Day{}, true, ""
	}
	d, code = ParseDay(r)
	return d, false, code
}

// lastSerial is the day number of 9999-12-31, which programs write for never.
const lastSerial = "2958465"

func openEnd(s string) bool {
	switch s {
	case "至今", "到今", "今", "现在", "至现在", "到现在", "目前", "至目前", "到目前", "长期", "长期有效", "永久", "无期限", "无固定期限", "在岗", "在职":
		return true
	}
	return false
}

// plainDay reads the two commonest forms, 20190401 and 2019-04-01, at speed.
func plainDay(s string) (Day, bool) {
	switch {
	case len(s) == 8 && digits(s):
	case len(s) == 10 && s[4] == '-' && s[7] == '-' && digits(s[:4]) && digits(s[5:7]) && digits(s[8:]):
		return written(atoi(s[:4]), atoi(s[5:7]), atoi(s[8:]), ToDay)
	default:
		return Day{}, false
	}
	return written(atoi(s[:4]), atoi(s[4:6]), atoi(s[6:]), ToDay)
}

// written is a date that somebody may have meant.
func written(year, month, day int, p Precision) (Day, bool) {
	d, ok := NewDay(year, month, day)
	if !ok || year < firstYear || year > lastYear {
		return Day{}, false
	}
	d.precision = p
	return d, true
}

// serialDay is the day number of Excel's 1900 system, in which 29 February
// 1900 has number 60 though there was none.
func serialDay(n int) (Day, bool) {
	if n < 1 || n == 60 || n > 110_000 {
		return Day{}, false
	}
	if n < 60 {
		n++
	}
	d := Day{1899, 12, 30, ToDay}.Add(n)
	return written(int(d.year), int(d.month), int(d.day), ToDay)
}

// shift1904 is the distance of the two systems' day numbers.
const shift1904 = 1462

// numberDay reads a number cell; false where its text is no number.
func numberDay(r Raw) (Day, Code, bool) {
	s := strings.TrimSpace(r.Text)
	n, rest, ok := scan(s)
	if !ok || rest != "" {
		return Day{}, "", false
	}
	whole, fraction := int(n/one), int(n%one)
	if r.Since1904 && !r.Date {
		whole = since1904(whole)
	}
	var d Day
	switch {
	case r.Date && whole < 1_000_000, serial(whole):
		d, ok = serialDay(whole)
	case fraction == 0:
		d, ok = digitDay(strconv.Itoa(whole))
	default:
		return decimalDay(s, whole, fraction)
	}
	if !ok {
		return Day{}, DateFormat, true
	}
	return d, "", true
}

func since1904(n int) int {
	if serial(n + shift1904) {
		return n + shift1904
	}
	return n
}

// serial says whether a number without a date format can be a day number: five
// digits, from 1927 to 2173.
func serial(n int) bool { return n >= 10_000 && n < 100_000 }

// decimalDay reads the number 2019.4 as year and month, 2019.0401 as a whole
// date. fraction is in units of 1/one.
func decimalDay(s string, year, fraction int) (Day, Code, bool) {
	f := min((fraction+50)/100, 9999) // four digits: month and day
	month, day, p := f/100, f%100, ToDay
	if day == 0 {
		day, p = 1, ToMonth
		switch {
		case month == 10 && !strings.HasSuffix(s, ".10"):
			if _, ok := written(year, 1, 1, ToMonth); ok {
				return Day{}, DateAmbiguous, true
			}
		case month > 10 && month%10 == 0:
			month /= 10
		}
	} else if day%10 == 0 && !strings.HasSuffix(s, "0") {
		return Day{}, DateFormat, true // 2019.041 has lost a zero, or is something else
	}
	d, ok := written(year, month, day, p)
	if !ok {
		return Day{}, DateFormat, true
	}
	return d, "", true
}
