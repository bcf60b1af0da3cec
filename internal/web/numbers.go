package web

import (
	"net/url"
	"strconv"
	"strings"

	"laowu/internal/web/templates"
)

// pairs are names and values that go with a form.
func pairs(namesAndValues ...string) []templates.Pair {
	var out []templates.Pair
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		out = append(out, templates.Pair{Name: namesAndValues[i], Value: namesAndValues[i+1]})
	}
	return out
}

// itoa and atoi are a record's number in an address; what is none is 0, which
// no record has.
func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func atoi(text string) int64 {
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		return 0
	}
	return int64(n)
}

// thousands is a count as staff read it: 57,450.
func thousands(n int) string {
	text := strconv.Itoa(n)
	var parts []string
	for len(text) > 3 {
		parts = append([]string{text[len(text)-3:]}, parts...)
		text = text[:len(text)-3]
	}
	return strings.Join(append([]string{text}, parts...), ",")
}

func urlEscape(text string) string { return url.QueryEscape(text) }
