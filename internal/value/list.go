package value

import "strings"

// List splits a list of names as people write it: 下李家塔，前石岭则; also at
// 、 ; / | full stops and line breaks, and at spaces where nothing else
// separates. What stands in brackets is not split. The parts are cleaned;
// blank ones and strokes are left out, repeated ones kept once.
func List(s string) []string {
	if None(s) {
		return nil
	}
	parts := cut(s, separator)
	if len(parts) == 1 {
		parts = cut(s, space)
	}
	out := parts[:0]
	seen := map[string]bool{}
	for _, p := range parts {
		p = Clean(p)
		if None(p) || seen[p] {
			continue
		}
		seen[p] = true
		out = append(out, p)
	}
	return out
}

func separator(r rune) bool {
	switch narrow(r) {
	case ',', '、', ';', '/', '|', '。', '\n', '\r', '\\':
		return true
	}
	return false
}

// cut splits at separators outside brackets; a bracket that never closes is
// none.
func cut(s string, at func(rune) bool) []string {
	var out []string
	depth, from := 0, 0
	for i, r := range s {
		switch narrow(r) {
		case '(', '[', '【', '〔':
			depth++
		case ')', ']', '】', '〕':
			depth = max(depth-1, 0)
		}
		if depth == 0 && at(r) {
			out = append(out, s[from:i])
			from = i + len(string(r))
		}
	}
	if depth > 0 {
		return strings.FieldsFunc(s, at)
	}
	return append(out, s[from:])
}
