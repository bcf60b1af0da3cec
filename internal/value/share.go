package value

import "strings"

// Whole is a share of 100 %.
const Whole = 10_000

// ParseShare reads a share in basis points (1/100 of a percent), an exact
// integer from 0 to Whole: 60%, 60 and 0.6 are 6000. A bare 1 is all of it, and
// so is 100; what is written to more than a basis point is rounded. given is
// false where the cell is blank. Codes: number_format; number_range below 0 and
// above 100 %.
func ParseShare(r Raw) (points int, given bool, code Code) {
	s := unspaced(bare(r.Text))
	if None(s) {
		return 0, false, ""
	}
	for _, w := range []string{"不低于", "不少于", "至少", "≥", ">="} {
		s = strings.TrimPrefix(s, w)
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, "以上"), "及")
	s, percent := strings.CutPrefix(s, "百分之")
	s, negative := strings.CutPrefix(s, "-")
	v, rest, ok := scan(s)
	switch {
	case !ok || rest != "" && rest != "%":
		return 0, true, NumberFormat
	case negative && v != 0:
		return 0, true, NumberRange
	case rest == "" && !percent && v <= one:
		v *= 100
	}
	const point = one / 100
	if v = (v + point/2) / point; v > Whole {
		return 0, true, NumberRange
	}
	return int(v), true, ""
}
