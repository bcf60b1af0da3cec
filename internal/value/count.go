package value

import "strings"

// ParseCount reads a whole number from least to most: 32, 32人, ３２, 1,000, a
// number cell 32.0. given is false where the cell is blank. Codes:
// number_format for words (若干) and fractions, number_range outside the bounds.
func ParseCount(r Raw, least, most int) (n int, given bool, code Code) {
	if len(r.Text) <= 6 && digits(r.Text) {
		return counted(int64(atoi(r.Text))*one, least, most)
	}
	v, given, code := number(r.Text)
	if !given || code != "" {
		return 0, given, code
	}
	return counted(v, least, most)
}

func counted(v int64, least, most int) (int, bool, Code) {
	switch n := int(v / one); {
	case v%one != 0:
		return 0, true, NumberFormat
	case n < least || n > most:
		return 0, true, NumberRange
	default:
		return n, true, ""
	}
}

// ParseDecimal reads a number of at least 0 in units of its last decimal
// place, rounded half up: with places 2 (money) 22.4元 is 2240. places is 0 to
// 6. given is false where the cell is blank. Codes: number_format;
// number_range below 0 and from 100,000,000.
func ParseDecimal(r Raw, places int) (n int64, given bool, code Code) {
	v, given, code := number(r.Text)
	if !given || code != "" {
		return 0, given, code
	}
	if v < 0 || v >= ceiling*one {
		return 0, true, NumberRange
	}
	unit := int64(one)
	for range places {
		unit /= 10
	}
	return (v + unit/2) / unit, true, ""
}

// number reads one number with at most its unit after it, in units of 1/one.
func number(text string) (v int64, given bool, code Code) {
	s := bare(text)
	if None(s) {
		return 0, false, ""
	}
	s, ok := tight(withoutBrackets(s))
	s = strings.TrimPrefix(strings.TrimPrefix(s, "共"), "¥")
	s, negative := strings.CutPrefix(s, "-")
	v, rest, found := scan(s)
	if !ok || !found || !countUnit(rest) {
		return 0, true, NumberFormat
	}
	if negative {
		v = -v
	}
	return v, true, ""
}

// countUnit says whether s is what a count may be followed by.
func countUnit(s string) bool {
	switch s {
	case "", "人", "名", "个", "位", "岁", "周岁", "户", "口", "村", "次", "人次", "天", "日", "月", "个月", "年", "期",
		"小时", "课时", "学时", "节", "元", ".":
		return true
	}
	return false
}
