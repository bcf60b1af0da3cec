package value

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseUSCC(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"91150602MA0FAG439B": "91150602MA0FAG439B",
		"91150622MA05H59J07": "91150622MA05H59J07",
		"91150627MA061PE997": "91150627MA061PE997",
		"91140105MA090PRN3N": "91140105MA090PRN3N",
		"91140109MA0AJTK81D": "91140109MA0AJTK81D",
		"91141123MA0AL47R7J": "91141123MA0AL47R7J",
		"91150602MA0AY47748": "91150602MA0AY47748",
		"91350100M000100Y43": "91350100M000100Y43",
		"91150602ma0fag439b": "91150602MA0FAG439B",
		"９１１５０６０２ＭＡ０ＦＡＧ４３９Ｂ":    "91150602MA0FAG439B",
		" 91150602 MA0FAG439B ": "91150602MA0FAG439B",
		"":                      "",
		"无":                     "",
		"91150602MA0FAG439A":    "!",
		"91350100M000100Z43":    "!",
		"91150602MAOFAG439B":    "!",
		"91150602MA0FAG439":     "!",
		"91150602MA0FAG439BB":   "!",
		"140000000000000":       "!",
		"示例康养服务有限公司":            "!",
	} {
		code := Code("")
		if want == "!" {
			want, code = "", USCCChecksum
		}
		if got, c := ParseUSCC(text(in)); got != want || c != code {
			t.Errorf("%q: %q %q, want %q %q", in, got, c, want, code)
		}
	}
	if _, code := ParseUSCC(num("9.11506E+17")); code != USCCChecksum {
		t.Errorf("number cell: %q", code)
	}
}

func TestUSCCProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		plain := anyUSCC(t)
		if got, code := ParseUSCC(text(plain)); got != plain || code != "" {
			t.Fatalf("%s: %q %q", plain, got, code)
		}
		if got, code := ParseUSCC(text(decorated(t, strings.ToLower(plain)))); got != plain || code != "" {
			t.Fatalf("%s decorated: %q %q", plain, got, code)
		}
		b := []byte(plain)
		i := rapid.IntRange(0, 17).Draw(t, "at")
		b[i] = other(t, usccChars+"IOSVZ", b[i])
		if _, code := ParseUSCC(text(string(b))); code != USCCChecksum {
			t.Fatalf("%s for %s: %q", b, plain, code)
		}
	})
}
