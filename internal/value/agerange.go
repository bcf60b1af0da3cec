package value

import "strings"

// MinWorkingAge is the lowest age at which anybody may be employed: 禁止使用童工规定,
// article 2.
const MinWorkingAge = 16

// maxAge bounds what an age asked for may be.
const maxAge = 100

// AgeRange is the age that an opening asks for, in full years. Min is at least
// MinWorkingAge; Max 0 is no upper limit. The zero value is a blank cell.
type AgeRange struct{ Min, Max int }

// ParseAgeRange reads 18-50, 18~55周岁, 50岁以下, 18周岁以上, 18岁以上50岁以下,
// 45以内, 不限. Codes: number_format, also for a lone age; number_range for an age
// below 16, from high to low, and above 100.
func ParseAgeRange(r Raw) (AgeRange, Code) {
	s := unspaced(bare(r.Text))
	if None(s) {
		return AgeRange{}, ""
	}
	if strings.HasPrefix(s, "不限") || s == "无要求" || s == "无限制" || s == "年龄不限" {
		return AgeRange{Min: MinWorkingAge}, ""
	}
	var a ageReader
	for _, part := range strings.FieldsFunc(withoutBrackets(s), func(r rune) bool { return strings.ContainsRune(",;、", r) }) {
		if strings.ContainsAny(part, "0123456789") && !a.read(part) {
			return AgeRange{}, NumberFormat
		}
	}
	return a.ages()
}

// ageReader collects the bounds that a text names.
type ageReader struct{ low, high int }

// read takes one clause: a range, a bound, or two bounds after another.
func (a *ageReader) read(s string) bool {
	for s != "" {
		before, n, rest := firstAge(s)
		if n < 0 {
			return !strings.ContainsAny(s, "0123456789") // 均可, 优先
		}
		if second, after, ok := rangeEnd(rest); ok {
			if !a.set(&a.low, n) || !a.set(&a.high, second) {
				return false
			}
			s = after
			continue
		}
		bound, after := a.bound(before, rest)
		if bound == nil || !a.set(bound, n) {
			return false
		}
		s = after
	}
	return true
}

func (a *ageReader) set(bound *int, n int) bool {
	if *bound != 0 {
		return false
	}
	*bound = max(n, 1)
	return true
}

// bound says which bound a lone age is, by the words around it.
func (a *ageReader) bound(before, rest string) (*int, string) {
	for _, w := range []string{"及以下", "以下", "以内", "之内", "封顶"} {
		if after, ok := strings.CutPrefix(rest, w); ok && before == "" {
			return &a.high, after
		}
	}
	for _, w := range []string{"及以上", "以上", "起"} {
		if after, ok := strings.CutPrefix(rest, w); ok && (before == "" || before == "年满" || before == "满") {
			return &a.low, after
		}
	}
	switch before {
	case "不超过", "≤", "<=", "<", "小于", "低于", "最大":
		return &a.high, rest
	case "年满", "满", "≥", ">=", ">", "不低于", "大于", "最小":
		return &a.low, rest
	}
	return nil, rest
}

// firstAge finds the first number of s, what stands before it and, past its
// 岁, after it; -1 where there is none.
func firstAge(s string) (before string, n int, rest string) {
	i := strings.IndexAny(s, "0123456789")
	if i < 0 {
		return "", -1, s
	}
	before = strings.TrimPrefix(strings.TrimPrefix(s[:i], "年龄"), ":")
	k := leading(s[i:])
	if k > 3 {
		return "", -1, s
	}
	rest = s[i+k:]
	for _, w := range []string{"周岁", "岁"} {
		rest = strings.TrimPrefix(rest, w)
	}
	return before, atoi(s[i : i+k]), rest
}

// rangeEnd reads the other end of a range.
func rangeEnd(s string) (n int, rest string, ok bool) {
	for _, w := range []string{"--", "-", "~", "至", "到"} {
		if after, found := strings.CutPrefix(s, w); found && leading(after) > 0 {
			_, n, rest := firstAge(after)
			for _, w := range []string{"之间", "以内", "以下"} {
				rest = strings.TrimPrefix(rest, w)
			}
			return n, rest, n >= 0
		}
	}
	return 0, s, false
}

// ages judges what was read.
func (a *ageReader) ages() (AgeRange, Code) {
	switch {
	case a.low == 0 && a.high == 0:
		return AgeRange{}, NumberFormat
	case a.low != 0 && a.low < MinWorkingAge, a.high != 0 && a.high < max(a.low, MinWorkingAge), a.low > maxAge, a.high > maxAge:
		return AgeRange{}, NumberRange
	}
	return AgeRange{Min: max(a.low, MinWorkingAge), Max: a.high}, ""
}
