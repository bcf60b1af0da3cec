package sheet

import "strings"

// isDateFormat says whether a built-in number format shows a number as a date
// or time (ECMA-376 part 1, 18.8.30, with the numbers that only East Asian
// editions use).
func isDateFormat(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

// isDateCode says the same of a format code: yyyy"年"m"月", [h]:mm, m/d;@.
// Letters that stand for parts of a date count, unless they are quoted,
// escaped (by \ or, in Chinese editions, !) or in brackets, where only [h],
// [m] and [s] mean time. A code with digit places for numbers is none.
func isDateCode(code string) bool {
	date := false
	for i := 0; i < len(code); i++ {
		switch c := code[i] | 0x20; code[i] {
		case '"':
			i += closing(code[i+1:], '"')
		case '\\', '!', '_', '*':
			i++
		case '[':
			length := closing(code[i+1:], ']')
			inside := strings.ToLower(code[i+1 : min(i+length, len(code))])
			date = date || inside != "" && strings.Trim(inside, inside[:1]) == "" && strings.Contains("hms", inside[:1])
			i += length
		case ';':
			return date
		case '#', '?':
			return false
		default:
			switch {
			case c == 'g' && (strings.HasPrefix(code[i:], "General") || strings.HasPrefix(code[i:], "G/")):
				return false
			case c == 'e' && i+1 < len(code) && (code[i+1] == '+' || code[i+1] == '-'):
				return false
			case c == 'y', c == 'm', c == 'd', c == 'h', c == 's', strings.HasPrefix(strings.ToLower(code[i:]), "aaa"):
				date = true
			}
		}
	}
	return date
}

// closing is the distance past the mark, or to the end without one.
func closing(s string, mark byte) int {
	if i := strings.IndexByte(s, mark); i >= 0 {
		return i + 1
	}
	return len(s)
}
