package sheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestCSV(t *testing.T) {
	t.Parallel()
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("姓名,村\n喆𪣻,圪𪣻上\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, data string
		rows       int
		want       []string
	}{
		{"plain", "姓名,电话\n王建,14000000001\n", 2, []string{"1: 姓名 | 电话", "2: 王建 | 14000000001"}},
		{"no last break", "a,b\nc,d", 2, []string{"1: a | b", "2: c | d"}},
		{"breaks", "a\r\nb\rc\n", 3, []string{"1: a", "2: b", "3: c"}},
		{"blank rows count", "a\n\n,,\n\nb\n\n", 6, []string{"1: a", "5: b"}},
		{"gaps", ",a,,b,\n", 1, []string{"1:  | a |  | b"}},
		{"quotes", `"a,""b""","c` + "\r\n" + `d"` + "\n" + `e"f,"g"h` + "\n", 2, []string{"1: a,\"b\" | c\nd", `2: e"f | gh`}},
		{"tabs", "a,b\tc\td\n1\t2\t3\n", 2, []string{"1: a,b | c | d", "2: 1 | 2 | 3"}},
		{"semicolons", "a;b\n1,5;2\n\"x,,,,\";3\n", 3, []string{"1: a | b", "2: 1,5 | 2", "3: x,,,, | 3"}},
		{"one column", "a\nb\n", 2, []string{"1: a", "2: b"}},
		{"wrapped", "=\"142325\",\"=\"\"007\"\"\" ,=1+1,=\"\"\n", 1, []string{"1: 142325 | 007 | =1+1"}},
		{"byte order mark", bomUTF8 + "姓名,a\n", 1, []string{"1: 姓名 | a"}},
		{"UTF-16", utf16LE("姓名,a\n"), 1, []string{"1: 姓名 | a"}},
		{"UTF-16 the other way", bomBE + "\x59\xD3\x00,\x00a", 1, []string{"1: 姓 | a"}},
		{"GB18030", gbk, 2, []string{"1: 姓名 | 村", "2: 喆𪣻 | 圪𪣻上"}},
		{"controls", "a\x1A,b\n\x1A", 1, []string{"1: a | b"}},
		{"empty", "", 0, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := mustOpen(t, `C:\表\名册.CSV`, []byte(c.data))
			if got := sheetList(b); !slices.Equal(got, []string{fmt.Sprintf("名册 %d", c.rows)}) {
				t.Errorf("sheets %q, want %d rows", got, c.rows)
			}
			wantRows(t, rowsOf(t, b, 0), c.want...)
		})
	}
}

// UTF-8 is told from GB18030 wherever a read ends.
func TestCSVLongerThanABuffer(t *testing.T) {
	t.Parallel()
	for shift := range 4 {
		line := strings.Repeat("x", shift) + strings.Repeat("圪𪣻上乡", 1000)
		b := mustOpen(t, "a.txt", []byte(strings.Repeat(line+"\n", 40)))
		for r, err := range b.Rows(0) {
			if err != nil || r.Cells[0].Text != line {
				t.Fatalf("row %d differs: %v", r.Number, err)
			}
		}
	}
}

func TestDamagedCSV(t *testing.T) {
	t.Parallel()
	for name, data := range map[string]string{
		"open quote":    "a,b\n\"c,d\n",
		"broken UTF-8":  bomUTF8 + "a\xc4\xe3\n",
		"neither":       "姓名\xff\xff\n",
		"broken UTF-16": bomLE + "a\x00\x00\xd8b\x00",
	} {
		if got := failure("a.csv", []byte(data)); got != Damaged {
			t.Errorf("%s: %q", name, got)
		}
	}
}
