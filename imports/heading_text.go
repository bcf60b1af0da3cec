package imports

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"laowu/imports/sheet"
	"laowu/internal/value"
)

// label is a heading cell: as headings are compared, and as it was written.
type label struct{ key, written string }

func labels(r sheet.Row) []label {
	out := make([]label, len(r.Cells))
	for i, c := range r.Cells {
		out[i] = label{squeeze(c.Text), value.Redact(strings.Join(strings.Fields(c.Text), ""))}
	}
	return out
}

// spread is the upper heading over each column. One merged over several
// columns belongs to all of them, and so does one followed by blanks above
// headings, as a .csv shows it.
func spread(upper, lower sheet.Row, merges []sheet.Merge) []label {
	out := labels(upper)
	for len(out) < len(lower.Cells) {
		out = append(out, label{})
	}
	reach := make([]int, len(out)) // by column: the last one that it is merged with
	for _, m := range merges {
		if m.FirstRow == upper.Number && m.LastRow == upper.Number && m.FirstCol < len(out) {
			reach[m.FirstCol] = max(reach[m.FirstCol], min(m.LastCol, len(out)-1))
		}
	}
	for first, last := range reach {
		for c := first + 1; c <= last; c++ {
			out[c] = out[first]
		}
	}
	for c := 1; c < len(lower.Cells); c++ {
		if out[c].key == "" && lower.Cells[c].Text != "" && lower.Cells[c-1].Text != "" {
			out[c] = out[c-1]
		}
	}
	return out
}

// readings are the ways to read two levels of headings, the surest first.
// Under a shared upper heading 户主 a 姓名 is the head's name, and under 务工情况
// a 地点 is where the work is, so both together come before the lower alone.
func readings(u, l label) []label {
	switch {
	case u.key == "" || u.key == l.key:
		return []label{l}
	case l.key == "":
		return []label{u}
	}
	both := u.written + l.written
	out := []label{{u.key + l.key, both}, {stem(u.key) + l.key, both}, l}
	if hint(l.key) {
		out = append(out, label{u.key, both})
	}
	return out
}

// aside says whether a lower heading alone is not the row's own, as a 姓名 or 工种
// under upper headings that speak of somebody or something else. The household
// is the row's own wherever it stands.
func aside(u, l label, field string) bool {
	if l.key == "" || u.key == l.key || !slices.ContainsFunc(asides, func(w string) bool { return strings.Contains(u.key, w) }) {
		return false
	}
	switch field {
	case "township", "village", "household_number", "household_kind", "relocated", "site":
		return false
	}
	return true
}

var asides = []string{"户主", "配偶", "监护", "紧急", "联系人", "责任人", "帮扶", "包联", "培训", "证书", "子女", "亲属"}

// stem is an upper heading without the word that makes it one: 务工情况 is 务工.
func stem(s string) string {
	s = bare(s)
	for _, w := range []string{"基本情况", "基本信息", "情况", "信息", "所在地", "地点", "去向"} {
		if rest, ok := strings.CutSuffix(s, w); ok {
			return rest
		}
	}
	return s
}

// hint says whether a text under a heading only says how to fill it in.
func hint(s string) bool {
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		return true
	}
	switch s {
	case "元", "元/月", "万元", "人", "岁", "个", "必填", "选填", "是/否":
		return true
	}
	return false
}

// squeeze drops breaks, spaces and the stars of required columns, and makes
// letters and brackets half-width.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '*' || r == '★' || r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return r
	}, width.Fold.String(s))
}

// bare is a heading without what stands in brackets: 月工资(元) is 月工资.
func bare(s string) string {
	s = strings.TrimRight(s, ":")
	if i := strings.IndexAny(s, "([【"); i > 0 {
		if j := strings.LastIndexAny(s, ")]】"); j > i {
			return s[:i] + strings.TrimLeft(s[j:], ")]】")
		}
		return s[:i]
	}
	return s
}

func at0(s []label, i int) label {
	if i < len(s) {
		return s[i]
	}
	return label{}
}
