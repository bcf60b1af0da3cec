package rule

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"laowu/internal/value"
)

// Chosen are the options of a field of which one is chosen.
func (f Field) Chosen() []Option {
	if f.Kind == YesNo {
		return []Option{{Value: "true", Text: "是"}, {Value: "false", Text: "否"}}
	}
	return f.Options
}

// parts are what is written between commas.
func parts(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、，, ;；", r) })
}

// readChoices reads several, by what they are called: 务工协会、乡镇.
func (f Field) readChoices(text string) (kept, wrong string) {
	var all []string
	for _, part := range parts(text) {
		i := slices.IndexFunc(f.Options, func(o Option) bool { return o.Text == part || o.Value == part })
		if i < 0 {
			return "", part + "：没有这一项，可以写" + f.called()
		}
		if !slices.Contains(all, f.Options[i].Value) {
			all = append(all, f.Options[i].Value)
		}
	}
	if len(all) < f.Least {
		return "", "至少写一项：" + f.called()
	}
	return strings.Join(all, ","), ""
}

// called is what the options are called.
func (f Field) called() string {
	all := make([]string, len(f.Options))
	for i, o := range f.Options {
		all[i] = o.Text
	}
	return strings.Join(all, "、")
}

func (f Field) readText(text string) (kept, wrong string) {
	switch n := len([]rune(text)); {
	case n < f.Least:
		return "", fmt.Sprintf("至少写 %d 个字", f.Least)
	case n > f.Most:
		return "", fmt.Sprintf("写得太长了，最多 %d 个字", f.Most)
	case value.Redact(text) != text:
		return "", "不要写身份证号码和电话号码"
	}
	return text, ""
}

// readClock reads a time of day.
func readClock(text string) (kept, wrong string) {
	at, err := time.Parse("15:04", strings.ReplaceAll(text, "：", ":"))
	if err != nil {
		return "", "写几点几分，例如 21:00"
	}
	return at.Format("15:04"), ""
}

// said is the name of an option, or its value where it has none.
func (f Field) said(value string) string {
	for _, o := range f.Chosen() {
		if o.Value == value {
			return o.Text
		}
	}
	return value
}

// saidAll is the names of several, none said so.
func (f Field) saidAll(values string) string {
	if values == "" {
		return "没有"
	}
	all := strings.Split(values, ",")
	for i := range all {
		all[i] = f.said(all[i])
	}
	return strings.Join(all, "、")
}
