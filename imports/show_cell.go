package imports

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"laowu/internal/value"
)

// numberFields are columns of personal numbers: whatever looks like one there is
// hidden, wrong ones too.
var numberFields = map[string]bool{"id_number": true, "head_id_number": true, "phone": true, "household_number": true, "certificate_number": true}

// longFigures are digits that no date, wage or count is as long as.
var longFigures = regexp.MustCompile(`[0-9]{10,}`)

// shown is a cell as pages show it. A number of a person is never whole, be it a
// wrong one or in a column of something else: 142325********9991, 140****3490.
func shown(field, text string) string {
	folded := width.Fold.String(strings.TrimSpace(text))
	if bare := figuresOf(folded); len(bare) >= 7 && (numberFields[field] || len(bare) == utf8.RuneCountInString(folded)) {
		if numberFields[field] || len(bare) >= 10 || value.Redact(folded) != folded {
			return masked(bare)
		}
	}
	if numberFields[field] && utf8.RuneCountInString(folded) >= 12 {
		return masked(folded)
	}
	return longFigures.ReplaceAllStringFunc(value.Redact(text), masked)
}

// figuresOf is a text without what people put between digits; empty where
// something else than a number stands there too.
func figuresOf(s string) string {
	bare := strings.Map(func(r rune) rune {
		if r <= ' ' || r == '-' || r == '(' || r == ')' || r == '+' || r == '\'' {
			return -1
		}
		return r
	}, s)
	if strings.Trim(bare, "0123456789Xx") != "" {
		return ""
	}
	return bare
}

// masked hides the middle of a number, so that who wrote it knows it again.
func masked(number string) string {
	all := []rune(number)
	switch n := len(all); {
	case n >= 14:
		return string(all[:6]) + "********" + string(all[n-4:])
	case n >= 9:
		return string(all[:3]) + "****" + string(all[n-4:])
	}
	return string(all[:1]) + "****" + string(all[len(all)-2:])
}
