package value

import "strings"

// readDay reads a folded text as a date.
func readDay(s string) (Day, bool) {
	s = strings.TrimRight(closeUp(arabic(s)), " .")
	for _, w := range []string{"开始", "以来", "起"} {
		s = strings.TrimSuffix(s, w)
	}
	n := leading(s)
	year, rest := s[:n], s[n:]
	switch {
	case rest == "":
		return digitDay(year)
	case n == 5 && rest[0] == '.' && digits(rest[1:]):
		return serialDay(atoi(year))
	case n == 4 || n == 2:
		return partsDay(year, rest)
	case n == 8 && clock(rest):
		return digitDay(year)
	}
	return Day{}, false
}

// digitDay reads digits alone: 20190401, 201904, 2019, or a day number.
func digitDay(s string) (Day, bool) {
	switch len(s) {
	case 8:
		return written(atoi(s[:4]), atoi(s[4:6]), atoi(s[6:]), ToDay)
	case 6:
		// 190401 is 2019-04-01 to some: nobody here means a month of 1904.
		if s < "1930" {
			return Day{}, false
		}
		return written(atoi(s[:4]), atoi(s[4:]), 1, ToMonth)
	case 5:
		if serial(atoi(s)) {
			return serialDay(atoi(s))
		}
	case 4:
		return written(atoi(s), 1, 1, ToYear)
	}
	return Day{}, false
}

// partsDay reads what follows the year: month and day with what parts them.
func partsDay(y, s string) (Day, bool) {
	mark, s := cutMark(s)
	year := atoi(y)
	n := leading(s)
	switch {
	case mark == "":
		return Day{}, false
	case s == "" && mark == "年":
		return written(century(y), 1, 1, ToYear)
	case n == 0 || n > 2:
		return Day{}, false
	}
	month, s := atoi(s[:n]), s[n:]
	if len(y) == 2 {
		if mark != "年" && (year < 50 || s == "") {
			return Day{}, false
		}
		year = century(y)
	}
	if monthEnds(s) {
		return written(year, month, 1, ToMonth)
	}
	second, s := cutMark(s)
	if n = leading(s); n == 0 || n > 2 || !(second == mark || mark == "年" && second == "月" || mark != "年" && second == "月") {
		return Day{}, false
	}
	day, s := atoi(s[:n]), s[n:]
	if !clock(strings.TrimPrefix(strings.TrimPrefix(s, "日"), "号")) {
		return Day{}, false
	}
	return written(year, month, day, ToDay)
}

// century gives a year of two digits its century; nobody here was at work
// before 1950.
func century(y string) int {
	n := atoi(y)
	switch {
	case len(y) > 2:
		return n
	case n < 50:
		return 2000 + n
	}
	return 1900 + n
}

// cutMark takes off what parts year, month and day.
func cutMark(s string) (mark, rest string) {
	for _, m := range []string{".", "-", "/", "年", "月", " ", "\\", "、"} {
		if rest, ok := strings.CutPrefix(s, m); ok {
			return m, rest
		}
	}
	return "", s
}

// monthEnds says whether s is all that may follow a month without a day.
func monthEnds(s string) bool {
	switch strings.TrimPrefix(s, "月") {
	case "", "份", "初", "中", "底", "末", "上旬", "中旬", "下旬":
		return true
	}
	return false
}

// clock says whether s is a time of day, a weekday, or nothing.
func clock(s string) bool {
	s = strings.TrimLeft(s, " Tt")
	if strings.HasPrefix(s, "星期") || strings.HasPrefix(s, "周") || s == "" {
		return true
	}
	for _, r := range s {
		if !strings.ContainsRune("0123456789:. +Z上下午时分秒", r) {
			return false
		}
	}
	return strings.ContainsAny(s, ":时")
}

// closeUp removes spaces but those between two digits, which part numbers.
func closeUp(s string) string {
	if strings.IndexByte(s, ' ') < 0 {
		return s
	}
	words := strings.Fields(s)
	var b strings.Builder
	for i, w := range words {
		if i > 0 && trailing(words[i-1]) > 0 && leading(w) > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

// arabic turns the figures of 二〇一九年十二月三十一日, as forms print it, into
// digits. Only years make it look: 三月 alone is no date.
func arabic(s string) string {
	if s == "" || digit(s[0]) || !strings.Contains(s, "年") || !strings.ContainsAny(s, "〇零一二三四五六七八九十") {
		return s
	}
	var b strings.Builder
	rs := []rune(s)
	for i, r := range rs {
		n := strings.IndexRune("零一二三四五六七八九", r) / len("零")
		after := i+1 < len(rs) && strings.ContainsRune("一二三四五六七八九", rs[i+1])
		before := i > 0 && strings.ContainsRune("一二三四五六七八九", rs[i-1])
		switch {
		case r == '〇' || r == '○':
			b.WriteByte('0')
		case r == '十':
			if !before {
				b.WriteByte('1')
			}
			if !after {
				b.WriteByte('0')
			}
		case strings.ContainsRune("零一二三四五六七八九", r):
			b.WriteByte(byte('0' + n))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
