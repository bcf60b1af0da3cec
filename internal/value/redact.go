package value

import (
	"regexp"
	"strings"
)

// redacted stands in the place of a number.
const redacted = "***"

// figures are digits, narrow or full-width, in groups that a space, a dash, a
// bracket or something invisible parts, and the X that an ID number may end in.
var figures = regexp.MustCompile(`[0-9０-９]+(?:[\s\p{Z}\p{Pd}\p{Cf}()（）]{1,3}[0-9０-９]+)*[XxＸｘ×]?`)

// powers are numbers as programs write long ones: 1.42325198108119E+17.
var powers = regexp.MustCompile(`[0-9]\.[0-9]{6,}[eE]\+?[0-9]{2}`)

// Redact hides whatever looks like an ID number (18 or 15 digits) or a
// telephone number in a text, for logs: an error may quote a row. It rather
// hides too much than too little: any 15 digits in a row, and all digits that
// stand beside a number with nothing but spaces between.
func Redact(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return narrow(r) >= '0' && narrow(r) <= '9' }) < 0 {
		return s
	}
	s = powers.ReplaceAllString(s, redacted)
	return figures.ReplaceAllStringFunc(s, func(found string) string {
		if personal(figureGroups(found)) {
			return redacted
		}
		return found
	})
}

// figureGroups are the digits of a text, group by group.
func figureGroups(s string) []string {
	return strings.FieldsFunc(strings.Map(narrow, s), func(r rune) bool { return r < '0' || r > '9' })
}

// personal says whether groups of digits hold a number of a person, in one
// group or written apart.
func personal(groups []string) bool {
	for i, g := range groups {
		if len(g) >= 15 || dialable(g) || mobile(strings.TrimPrefix(g, "0")) || mobile(strings.TrimPrefix(g, "86")) {
			return true
		}
		if i+1 < len(groups) && len(g) == areaCode(g) && len(groups[i+1]) >= 7 && len(groups[i+1]) <= 8 {
			return true
		}
		for _, next := range groups[i+1:] {
			if g += next; len(g) > 18 {
				break
			} else if scattered(g) {
				return true
			}
		}
	}
	return false
}

// scattered says whether digits that stood in several groups are a mobile
// number, or an ID number by the day of birth in it. Other digits in a row are
// taken for what they are, a list of small numbers.
func scattered(s string) bool {
	switch len(s) {
	case 11:
		return mobile(s)
	case 15:
		s = s[:6] + "19" + s[6:]
	case 17, 18:
	default:
		return false
	}
	day, ok := packed(s[6:14])
	return ok && day.year >= 1880
}
