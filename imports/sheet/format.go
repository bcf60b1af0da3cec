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
	for code = strings.ToLower(code); code != ""; {
		mark := code[0]
		code = code[1:]
		switch {
		case mark == ';':
			return date
		case mark == '"':
			_, code, _ = strings.Cut(code, `"`)
		case mark == '[':
			var inside string
			inside, code, _ = strings.Cut(code, "]")
			date = date || isElapsed(inside)
		case strings.IndexByte(`\!_*`, mark) >= 0:
			code = code[min(1, len(code)):]
		case mark == '#', mark == '?',
			mark == 'g' && (strings.HasPrefix(code, "eneral") || strings.HasPrefix(code, "/")),
			mark == 'e' && (strings.HasPrefix(code, "+") || strings.HasPrefix(code, "-")):
			return false
		case strings.IndexByte("ymdhs", mark) >= 0, mark == 'a' && strings.HasPrefix(code, "aa"):
			date = true
		}
	}
	return date
}

// isElapsed recognises h, mm, ss and so on.
func isElapsed(inside string) bool {
	return inside != "" && strings.Contains("hms", inside[:1]) && strings.Trim(inside, inside[:1]) == ""
}
