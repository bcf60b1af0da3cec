package matching

import (
	"strings"
	"unicode"
)

// maxText bounds what is read of a question, in characters.
const maxText = 200

// clean drops what nobody means to write (control and zero-width characters,
// combining marks, broken bytes), makes every space a plain one, and cuts the
// text at maxText characters. The second result says that it was cut.
func clean(text string) ([]rune, bool) {
	out := make([]rune, 0, min(len(text), maxText))
	for _, c := range text {
		switch {
		case c == unicode.ReplacementChar || unicode.In(c, unicode.Mn, unicode.Cf, unicode.Cs, unicode.Co):
			continue
		case unicode.IsSpace(c) || unicode.IsControl(c):
			c = ' '
		}
		if c == ' ' && (len(out) == 0 || out[len(out)-1] == ' ') {
			continue
		}
		if len(out) == maxText {
			return out, true
		}
		out = append(out, c)
	}
	for len(out) > 0 && out[len(out)-1] == ' ' {
		out = out[:len(out)-1]
	}
	return out, false
}

// toned are the letters of pinyin with tone marks, and ü as typed: v.
var toned = map[rune]rune{
	'ā': 'a', 'á': 'a', 'ǎ': 'a', 'à': 'a', 'ē': 'e', 'é': 'e', 'ě': 'e', 'è': 'e', 'ī': 'i', 'í': 'i', 'ǐ': 'i', 'ì': 'i',
	'ō': 'o', 'ó': 'o', 'ǒ': 'o', 'ò': 'o', 'ū': 'u', 'ú': 'u', 'ǔ': 'u', 'ù': 'u', 'ü': 'v', 'ǖ': 'v', 'ǘ': 'v', 'ǚ': 'v', 'ǜ': 'v',
	'ń': 'n', 'ň': 'n', 'ǹ': 'n', 'ḿ': 'm',
}

// fold writes each character as the lexicon compares it: narrow, small,
// simplified, pinyin without tone marks. It keeps their number and places.
func (l *Lexicon) fold(text []rune) []rune {
	out := make([]rune, len(text))
	for i, c := range text {
		out[i] = l.foldRune(c)
	}
	return out
}

func (l *Lexicon) foldRune(c rune) rune {
	if c >= 0xFF01 && c <= 0xFF5E {
		c -= 0xFEE0
	}
	if c < 0x80 {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		return c
	}
	if plain, ok := l.simple[c]; ok {
		return plain
	}
	c = unicode.ToLower(c)
	if plain, ok := toned[c]; ok {
		return plain
	}
	return c
}

// Fold writes a text as the lexicon compares it: narrow, small, simplified.
func (l *Lexicon) Fold(text string) string { return strings.Map(l.foldRune, text) }

func isHan(c rune) bool { return c >= 0x3007 && unicode.Is(unicode.Han, c) }

func isLatin(c rune) bool { return c >= 'a' && c <= 'z' }

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

// isWord says whether a folded character can be part of a word: a Chinese
// character, a letter of any script, a digit.
func isWord(c rune) bool {
	return isLatin(c) || isDigit(c) || c >= 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c))
}
