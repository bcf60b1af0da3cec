package rule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"laowu/internal/value"
)

// longSource is how many characters a source may have, mostCounts how many counts
// a row of several.
const longSource, mostCounts = 200, 12

// Read reads the form of a rule, whose fields are called as the columns are. place
// finds the code of a division that somebody named, empty for none. Refusals.
func (t Table) Read(get func(column string) string, place func(string) string) (Row, error) {
	r, wrong, counts := Row{Source: value.Clean(get("source"))}, Refusals{}, map[string]int{}
	refuse := func(column, text string) {
		if text != "" {
			wrong[column] = text
		}
	}
	var said string
	r.ValidFrom, said = readDay(get("valid_from"))
	refuse("valid_from", said)
	refuse("source", wrongSource(r.Source))
	for _, f := range t.Fields {
		text, said := f.read(get(f.Column), place)
		refuse(f.Column, said)
		r.Values = append(r.Values, text)
		counts[f.Column], _ = strconv.Atoi(text)
	}
	if t.Check != nil && len(wrong) == 0 {
		refuse(t.Check(counts))
	}
	if len(wrong) > 0 {
		return r, wrong
	}
	return r, nil
}

func (f Field) read(text string, place func(string) string) (kept, wrong string) {
	switch text = value.Clean(text); f.Kind {
	case Counts:
		return f.readCounts(text)
	case Choice:
		if !slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == text }) {
			return "", "选一项"
		}
		return text, ""
	case Place:
		if text = place(text); text == "" {
			return "", "区划里没有这个地方：写区划代码，或省市县的名称"
		}
		return text, ""
	case Clock:
		return readClock(text)
	case Count:
	}
	return f.readCount(text)
}

// readClock reads a time of the day: 21:00, 8：30.
func readClock(text string) (kept, wrong string) {
	at, err := time.Parse("15:04", strings.ReplaceAll(text, "：", ":"))
	if err != nil {
		return "", "填几点几分，例如 21:00"
	}
	return at.Format("15:04"), ""
}

func (f Field) readCount(text string) (kept, wrong string) {
	n, given, code := value.ParseCount(value.Raw{Text: text}, f.Least, f.Most)
	switch {
	case code == value.NumberRange:
		return "", fmt.Sprintf("填 %d 到 %d 的数", f.Least, f.Most)
	case code != "":
		return "", code.Message()
	case !given:
		return "", "填一个数"
	}
	return strconv.Itoa(n), ""
}

// readCounts reads several, each greater than the one before.
func (f Field) readCounts(text string) (kept, wrong string) {
	var all []string
	before := 0
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、，, ;；", r) }) {
		one, wrong := f.readCount(part)
		if wrong != "" {
			return "", part + "：" + wrong
		}
		n, _ := strconv.Atoi(one)
		if n <= before {
			return "", "从小到大写，例如 7、30、90"
		}
		all, before = append(all, one), n
	}
	switch {
	case len(all) == 0:
		return "", "填几个数，例如 7、30、90"
	case len(all) > mostCounts:
		return "", fmt.Sprintf("最多 %d 个数", mostCounts)
	}
	return strings.Join(all, ","), ""
}

// readDay reads a day that is told to the day, or says what is wrong.
func readDay(text string) (day time.Time, wrong string) {
	if strings.TrimSpace(text) == "" {
		return day, "写从哪天起"
	}
	d, code := value.ParseDay(value.Raw{Text: text})
	switch {
	case code != "":
		return day, code.Message()
	case d.IsZero(), d.Precision() != value.ToDay:
		return day, "写到哪一天，例如 2026-12-01"
	}
	return d.Time(), ""
}

func wrongSource(source string) string {
	switch {
	case source == "":
		return "写依据的文件，别人才查得到"
	case len([]rune(source)) > longSource:
		return fmt.Sprintf("写得太长了，最多 %d 个字", longSource)
	case value.Redact(source) != source:
		return "不要写身份证号码和电话号码"
	}
	return ""
}
