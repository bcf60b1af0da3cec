package value

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean is a text as it should be kept: full-width letters, digits and signs
// narrow (Chinese punctuation ，。；：！？（） stays), spaces of every kind and
// line breaks as one space, none at the ends, nothing invisible, no NUL, no
// invalid bytes. Clean(Clean(s)) is Clean(s).
func Clean(s string) string {
	if tidy(s) {
		return s
	}
	return rewrite(s)
}

func rewrite(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	pending := false
	for i, r := range s {
		switch {
		case space(r):
			pending = b.Len() > 0
			continue
		case invisible(r), r == utf8.RuneError && broken(s[i:]):
			continue
		}
		if pending {
			b.WriteByte(' ')
			pending = false
		}
		b.WriteRune(letter(r))
	}
	return b.String()
}

// broken says whether s begins with a byte that is no UTF-8 (and not with a
// replacement character that somebody wrote).
func broken(s string) bool {
	_, n := utf8.DecodeRuneInString(s)
	return n == 1
}

// letter narrows what is not Chinese punctuation.
func letter(r rune) rune {
	switch r {
	case '，', '；', '：', '！', '？', '（', '）':
		return r
	}
	return narrow(r)
}

// tidy says, looking at bytes alone, that Clean would change nothing. It may
// miss some tidy texts: those with rarer characters.
func tidy(s string) bool {
	return common(s) && (s == "" || s[0] != ' ' && s[len(s)-1] != ' ') && !strings.Contains(s, "  ")
}

// Key is a name for comparing: cleaned, all signs narrow, brackets of one
// kind, lower case, no spaces. 示例（集团）公司 and 示例 (集团)公司 have one key.
func Key(s string) string {
	if plainKey(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ':
			return -1
		case '[', '{', '【', '〔', '〖', '［', '｛':
			return '('
		case ']', '}', '】', '〕', '〗', '］', '｝':
			return ')'
		}
		if dot(r) {
			return '·'
		}
		return unicode.ToLower(narrow(r))
	}, Clean(s))
}

// plainKey says that a text is digits and common Chinese characters (whose
// first bytes are 0xE4 to 0xE9), and so its own key.
func plainKey(s string) bool {
	for i := range len(s) {
		if c := s[i]; !digit(c) && !tail(c) && (c < 0xE4 || c > 0xE9) {
			return false
		}
	}
	return utf8.ValidString(s)
}

// dot covers the ways to write the point within a name.
func dot(r rune) bool {
	switch r {
	case '·', '•', '‧', '∙', '⋅', '・', '･', '●':
		return true
	}
	return false
}
