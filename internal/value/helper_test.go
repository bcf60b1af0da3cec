package value

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// text and num are the two commonest cells.
func text(s string) Raw { return Raw{Text: s} }
func num(s string) Raw  { return Raw{Text: s, Number: true} }
func date(s string) Raw { return Raw{Text: s, Number: true, Date: true} }

func day(t testing.TB, s string) Day {
	t.Helper()
	var d Day
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

// anyDay draws a date that offices write.
func anyDay(t *rapid.T) Day {
	y := rapid.IntRange(1950, 2099).Draw(t, "year")
	m := rapid.IntRange(1, 12).Draw(t, "month")
	d, _ := NewDay(y, m, rapid.IntRange(1, monthDays(y, m)).Draw(t, "day"))
	return d
}

// anyID draws the number of a made-up person.
func anyID(t *rapid.T) string {
	area := rapid.SampledFrom([]string{"142325", "141123", "140109", "150602"}).Draw(t, "area")
	born := strings.ReplaceAll(anyDay(t).String(), "-", "")
	id, _ := CompleteID(area + born + fmt.Sprint(rapid.IntRange(996, 999).Draw(t, "order")))
	return id
}

func anyUSCC(t *rapid.T) string {
	chars := rapid.SliceOfN(rapid.SampledFrom([]byte(usccChars)), 17, 17).Draw(t, "characters")
	code, _ := CompleteUSCC(string(chars))
	return code
}

// decorated writes a number as people and programs do: some characters
// full-width, odd spaces between, wrapped to stay text.
func decorated(t *rapid.T, s string) string {
	var b strings.Builder
	for _, r := range s {
		if rapid.Bool().Draw(t, "wide") {
			r += 0xFEE0
		}
		b.WriteRune(r)
		b.WriteString(rapid.SampledFrom([]string{"", "", "", " ", "\u3000", "\u00a0", "\t", "\u200b", "\ufeff"}).Draw(t, "space"))
	}
	wrap := rapid.SampledFrom([]string{"%s", "'%s", "’%s", `="%s"`, " %s\t", "\r\n%s "}).Draw(t, "wrap")
	return fmt.Sprintf(wrap, b.String())
}

// other draws a byte of alphabet that is not c.
func other(t *rapid.T, alphabet string, c byte) byte {
	rest := strings.ReplaceAll(alphabet, string(c), "")
	return rapid.SampledFrom([]byte(rest)).Draw(t, "other")
}
