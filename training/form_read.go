package training

import (
	"strconv"
	"strings"
	"time"

	"laowu/internal/value"
)

// day reads a day that must be told to the day; the zero time where it is not.
func (f *form) day(field, missing string) time.Time {
	text := f.get(field)
	if strings.TrimSpace(text) == "" {
		if missing != "" {
			f.refuse(field, missing)
		}
		return time.Time{}
	}
	d, code := value.ParseDay(value.Raw{Text: text})
	switch {
	case code != "":
		f.refuse(field, code.Message())
	case d.IsZero():
		f.refuse(field, value.DateFormat.Message())
	case d.Precision() != value.ToDay:
		f.refuse(field, "写到哪一天，例如 2026-12-01")
	default:
		return d.Time()
	}
	return time.Time{}
}

// count reads a whole number from least to most; 0 where it is not told.
func (f *form) count(field string, least, most int, missing string) int {
	n, given, code := value.ParseCount(value.Raw{Text: f.get(field)}, least, most)
	switch {
	case code == value.NumberRange:
		f.refuse(field, "填 "+strconv.Itoa(least)+" 到 "+strconv.Itoa(most)+" 的数")
	case code != "":
		f.refuse(field, code.Message())
	case !given && missing != "":
		f.refuse(field, missing)
	}
	return n
}

// line reads a line of at most so many characters. A personal number in it is
// refused: what describes a class is read by everybody who sees the class.
func (f *form) line(field string, most int, missing string) string {
	text := value.Clean(f.get(field))
	switch {
	case text == "" && missing != "":
		f.refuse(field, missing)
	case len([]rune(text)) > most:
		f.refuse(field, "写得太长了，最多 "+strconv.Itoa(most)+" 个字")
	case value.Redact(text) != text:
		f.refuse(field, "不要写身份证号码和电话号码")
	}
	return text
}
