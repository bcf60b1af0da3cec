package value

import "strings"

// Period is a spell of time as written. To is zero where no end was written,
// or where Open says that it still lasts.
type Period struct {
	From, To Day
	Open     bool
}

// ParsePeriod reads a spell in one cell: 2019.3-2019.12, 2019年3月至2019年12月,
// 2019.3-12, 2019-03-01~2019-12-31, 2019.3至今; also a start alone, as ParseDay
// reads it. Codes: date_format, date_order, date_ambiguous.
func ParsePeriod(r Raw) (Period, Code) {
	from, code := ParseDay(r)
	if code != DateFormat {
		return Period{From: from}, code
	}
	s := closeUp(bare(r.Text))
	for _, mark := range []string{"至", "到", "~", "--", "-"} {
		if p, code, ok := splitPeriod(s, mark); ok {
			return p, code
		}
	}
	return Period{}, DateFormat
}

// splitPeriod tries every place where mark stands: 2019-03-2019-12 parts at
// its second hyphen.
func splitPeriod(s, mark string) (Period, Code, bool) {
	for at := 0; ; {
		i := strings.Index(s[at:], mark)
		if i < 0 {
			return Period{}, "", false
		}
		left, right := s[:at+i], s[at+i+len(mark):]
		at += i + len(mark)
		from, ok := readDay(left)
		if !ok {
			continue
		}
		if openEnd(right) {
			return Period{From: from, Open: true}, "", true
		}
		to, ok := readDay(right)
		if !ok {
			to, ok = sameYear(from, right)
		}
		if ok {
			return ordered(from, to)
		}
	}
}

func ordered(from, to Day) (Period, Code, bool) {
	if code := Order(from, to); code != "" {
		return Period{}, code, true
	}
	return Period{From: from, To: to}, "", true
}

// sameYear reads an end without a year: 2019.3-12, 2019年3月-12月,
// 2019.3.1-12.31. A lone number after a whole date could be a day or a month.
func sameYear(from Day, s string) (Day, bool) {
	n := leading(s)
	if n == 0 || n > 2 {
		return Day{}, false
	}
	bareNumber := n == len(s)
	if from.precision == ToYear || bareNumber && from.precision == ToDay {
		return Day{}, false
	}
	mark := "."
	if strings.Contains(s, "月") {
		mark = "年"
	}
	return readDay(from.String()[:4] + mark + s)
}
