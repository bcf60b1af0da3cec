package paper

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// mapped are the characters of all ToUnicode maps of a PDF: what copying and
// reading aloud find in it.
func mapped(pdf []byte) string {
	var all strings.Builder
	for _, m := range regexp.MustCompile(`<([0-9A-F]{4})><[0-9A-F]{4}><([0-9A-F]+)>`).FindAllSubmatch(pdf, -1) {
		if code, err := strconv.ParseInt(string(m[2]), 16, 32); err == nil {
			all.WriteRune(rune(code))
		}
	}
	return all.String()
}

func printed(t *testing.T, p *Press, d Document) (pdf []byte, missing []rune) {
	t.Helper()
	var out bytes.Buffer
	missing, err := p.Print(&out, d)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), missing
}

func long(rows int) Document {
	d := Document{Title: "用工情况说明", Lead: "截至 2026-11-24", Foot: "示例铝业有限公司", Blocks: []Block{
		Heading("一、情况"), Facts{{"甲方", "兴县人力资源和社会保障局"}}, Text{Text: strings.Repeat("占比只舍不入，", 40)},
	}}
	t := Table{Heads: []string{"姓名", "人数"}, Widths: []float64{3, 1}, Right: []bool{false, true}}
	for i := range rows {
		t.Rows = append(t.Rows, []string{"张**", strconv.Itoa(i)})
	}
	d.Blocks = append(d.Blocks, t, Seals{"甲方", "乙方"})
	return d
}

// TestPrint: each character of the text is in the PDF's map, the font is embedded
// as a subset, a long table makes pages that are numbered.
func TestPrint(t *testing.T) {
	t.Parallel()
	p := NewPress()
	pdf, missing := printed(t, p, long(120))
	if len(missing) != 0 {
		t.Errorf("missing %q", missing)
	}
	if n := bytes.Count(pdf, []byte("/Type /Page\n")); n != 5 {
		t.Errorf("%d pages", n)
	}
	text := mapped(pdf)
	for _, r := range "用工情况说明截至示例铝业有限公司甲方兴县人力资源和社会保障局盖章第页共张*0123456789" {
		if !strings.ContainsRune(text, r) {
			t.Errorf("%q is not in the map %s", r, text)
		}
	}
	if !bytes.Contains(pdf, []byte("/FontFile2")) || !bytes.Contains(pdf, []byte("/MediaBox [ 0 0 595.00 842.00 ]")) && !bytes.Contains(pdf, []byte("595")) || len(pdf) > 400<<10 {
		t.Errorf("not embedded, not A4, or too large: %d bytes", len(pdf))
	}
}

// TestRareCharacters: what one font lacks the next has; what all lack is a box,
// and is told.
func TestRareCharacters(t *testing.T) {
	t.Parallel()
	d := Document{Title: "名单", Blocks: []Block{Text{Text: "王𪣻，A1，\U0010FFFD"}}}
	pdf, missing := printed(t, NewPress(), d)
	if string(missing) != "\U0010FFFD" {
		t.Errorf("missing %q", missing)
	}
	text := mapped(pdf)
	for _, r := range "王𪣻A□10FFD" {
		if !strings.ContainsRune(text, r) {
			t.Errorf("%q is not in the map %s", r, text)
		}
	}
	// A font of figures alone stands before one of characters.
	both := NewPress("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", usualFonts[0])
	if pdf, missing = printed(t, both, d); len(missing) != 1 || bytes.Count(pdf, []byte("/FontFile2")) != 2 {
		t.Errorf("of two fonts: missing %q, %d embedded", missing, bytes.Count(pdf, []byte("/FontFile2")))
	}
}

func TestNoFont(t *testing.T) {
	t.Parallel()
	broken := filepath.Join(t.TempDir(), "broken.ttf")
	if err := os.WriteFile(broken, []byte("no font"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, p := range map[string]*Press{"none": NewPress("/nowhere.ttf"), "figures alone": NewPress("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")} {
		if err := p.Ready(); !errors.Is(err, ErrNoFont) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := p.Print(&bytes.Buffer{}, long(1)); !errors.Is(err, ErrNoFont) {
			t.Errorf("%s prints: %v", name, err)
		}
	}
	if err := NewPress(broken).Ready(); err == nil || errors.Is(err, ErrNoFont) {
		t.Errorf("a broken font: %v", err)
	}
}

// Several print at once from the same fonts.
func TestPrintAtOnce(t *testing.T) {
	t.Parallel()
	p := NewPress()
	sizes := make(chan string)
	for range 8 {
		go func() {
			var out bytes.Buffer
			_, err := p.Print(&out, long(60))
			sizes <- fmt.Sprint(len(mapped(out.Bytes())), err)
		}()
	}
	want := <-sizes
	for range 7 {
		if got := <-sizes; got != want {
			t.Errorf("%s, another %s", got, want)
		}
	}
}
