package value

import "strings"

// Name is a person's name: cleaned, without spaces where it is Chinese
// (王　强 is 王强), the point within it always U+00B7. Characters are never
// replaced: 𪣻 stays 𪣻. A stroke or 无 is no name.
func Name(s string) string {
	if plainHan(s) {
		if s == "无" {
			return ""
		}
		return s
	}
	s = Clean(s)
	if None(s) {
		return ""
	}
	if strings.IndexFunc(s, han) < 0 {
		return s
	}
	return chineseName(s)
}

// plainHan says that all characters are of the common block U+4E00 to U+9FFF.
func plainHan(s string) bool {
	if len(s)%3 != 0 || s == "" {
		return false
	}
	for i := 0; i < len(s); i += 3 {
		if s[i] < 0xE4 || s[i] > 0xE9 || s[i] == 0xE4 && s[i+1] < 0xB8 || !tail(s[i+1]) || !tail(s[i+2]) {
			return false
		}
	}
	return true
}

func tail(c byte) bool { return c >= 0x80 && c < 0xC0 }

func chineseName(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	prev := rune(0)
	rs := []rune(unspaced(s))
	for i, r := range rs {
		// A full stop between two characters of a name is meant as the point.
		if dot(r) || r == '.' && han(prev) && i+1 < len(rs) && han(rs[i+1]) {
			r = '·'
		}
		if r == '·' && prev == '·' {
			continue
		}
		b.WriteRune(r)
		prev = r
	}
	return b.String()
}
