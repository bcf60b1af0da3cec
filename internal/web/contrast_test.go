package web

import (
	"math"
	"regexp"
	"strconv"
	"testing"
)

// Text is at least 4.5:1 on its ground and borders of controls 3:1 (WCAG 2.2,
// success criteria 1.4.3 and 1.4.11).
func TestContrast(t *testing.T) {
	t.Parallel()
	text, err := staticFiles.ReadFile("static/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	tokens := map[string]string{"white": "#ffffff"}
	for _, m := range regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{6})`).FindAllStringSubmatch(string(text), -1) {
		tokens[m[1]] = m[2]
	}
	for _, c := range []struct {
		front, back string
		least       float64
	}{
		{"ink", "ground", 4.5}, {"ink-2", "sunk", 4.5}, {"ink-3", "ground", 4.5}, {"ink-3", "white", 4.5},
		{"river-700", "ground", 4.5}, {"river-700", "river-50", 4.5}, {"river-700", "sunk", 4.5}, {"white", "river-700", 4.5},
		{"white", "river-900", 4.5}, {"river-900", "river-100", 4.5}, {"white", "loess-600", 4.5}, {"loess-700", "white", 4.5},
		{"loess-800", "loess-100", 4.5}, {"ok", "ok-bg", 4.5}, {"risk", "risk-bg", 4.5}, {"bad", "bad-bg", 4.5},
		{"bad", "white", 4.5}, {"river-700", "bad-bg", 4.5}, {"ink-3", "sunk", 4.5}, {"river-900", "ground", 4.5},
		{"line-2", "white", 3}, {"line-2", "ground", 3}, {"river-700", "white", 3},
	} {
		front, back := tokens[c.front], tokens[c.back]
		if front == "" || back == "" {
			t.Errorf("no colour %s or %s", c.front, c.back)
			continue
		}
		if got := contrast(front, back); got < c.least {
			t.Errorf("%s on %s: %.2f, want %.1f", c.front, c.back, got, c.least)
		}
	}
}

func contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + .05) / (min(la, lb) + .05)
}

// luminance is WCAG's relative luminance of a colour in sRGB.
func luminance(hex string) float64 {
	n, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		return math.NaN()
	}
	linear := func(v uint64) float64 {
		c := float64(v&255) / 255
		if c <= .04045 {
			return c / 12.92
		}
		return math.Pow((c+.055)/1.055, 2.4)
	}
	return .2126*linear(n>>16) + .7152*linear(n>>8) + .0722*linear(n)
}
