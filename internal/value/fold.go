package value

import (
	"strings"
	"unicode/utf8"
)

// narrow is the half-width form of a full-width letter, digit or sign
// (U+FF01 to U+FF5E), else r.
func narrow(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == '￥':
		return '¥'
	}
	return r
}

// space covers what Unicode counts as white space; Excel files bring U+00A0
// and U+3000.
func space(r rune) bool {
	switch {
	case r == ' ', r >= '\t' && r <= '\r', r == 0x85, r == 0xA0, r == 0x1680,
		r >= 0x2000 && r <= 0x200A, r == 0x2028, r == 0x2029, r == 0x202F, r == 0x205F, r == 0x3000:
		return true
	}
	return false
}

// invisible covers control characters (PostgreSQL refuses NUL), zero-width
// characters and direction marks.
func invisible(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7F && r < 0xA0, r == 0xAD, r == 0x061C, r >= 0x200B && r <= 0x200F,
		r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F, r == 0xFEFF:
		return true
	}
	return false
}

// fold prepares a text for reading numbers: narrow signs, one kind of dash,
// tilde, full stop and space, nothing invisible, no invalid bytes.
func fold(s string) string {
	if common(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case space(r):
			return ' '
		case invisible(r), r == utf8.RuneError:
			return -1
		}
		switch r {
		case '‐', '‑', '‒', '–', '—', '―', '−', '─':
			return '-'
		case '〜', '∼':
			return '~'
		case '。':
			return '.'
		}
		return narrow(r)
	}, s)
}

// common says, looking at bytes alone, that a text holds printable ASCII and
// characters that no folding touches: above all the Chinese ones.
func common(s string) bool {
	wide := false
	for i := range len(s) {
		if uncommon(s[i]) {
			return false
		}
		wide = wide || s[i] >= utf8.RuneSelf
	}
	return !wide || utf8.ValidString(s)
}

// uncommon covers control characters and the first bytes of those blocks where
// odd spaces, signs and full-width forms lie.
func uncommon(c byte) bool {
	return c < ' ' || c == 0x7F || c == 0xC2 || c == 0xD8 || c >= 0xE1 && c <= 0xE3 || c == 0xEF
}

// bare folds a text and takes off what programs put around a number to keep it
// text: a leading apostrophe and ="…".
func bare(s string) string {
	s = strings.TrimSpace(fold(s))
	if s == "" || digit(s[0]) && digit(s[len(s)-1]) {
		return s
	}
	if rest, ok := strings.CutPrefix(s, "="); ok {
		s = strings.TrimSpace(rest)
	}
	return strings.TrimFunc(s, quote)
}

func quote(r rune) bool {
	switch r {
	case '"', '\'', '`', '‘', '’', '“', '”', ' ':
		return true
	}
	return false
}

// unspaced removes all spaces of a folded text.
func unspaced(s string) string {
	if strings.IndexByte(s, ' ') < 0 {
		return s
	}
	return strings.ReplaceAll(s, " ", "")
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// digits says whether s is one digit or more and nothing else.
func digits(s string) bool {
	for i := range len(s) {
		if !digit(s[i]) {
			return false
		}
	}
	return s != ""
}

func han(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r >= 0x20000 && r <= 0x3FFFF ||
		r >= 0xF900 && r <= 0xFAFF || r == '〇' || r == '々'
}
