package sheet

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// streamed writes a sheet whose rows go straight to the file.
func streamed(t testing.TB, out io.Writer, l Layout, rows int, row func(int) []any) {
	t.Helper()
	w, err := Create()
	if err != nil {
		t.Fatal(err)
	}
	s, err := w.Sheet("台账", l)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{s.Title("台账", 3), s.Heading("甲", "乙", "丙"), w.Stream(out)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range rows {
		if err := s.Row(row(i)...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.End(); err != nil {
		t.Fatal(err)
	}
}

var streamedRows = [][]any{
	{"142325197603089998", 3, int64(4), 2.5, true, time.Date(2019, 4, 1, 0, 0, 0, 0, time.UTC), nil, "末"},
	{"=1+1", "<b>&\"</b>", "  前后  ", "_x0041_", "一\n二", false, "😀", Bad{Value: "错"}, strings.Repeat("长", 40_000)},
	{},
	{Cell{"3500", Number}, Cell{"43556", Date}, Cell{"#N/A", Fault}},
}

// What is streamed reads as what is held reads, to this reader and to another.
func TestStreamedRows(t *testing.T) {
	t.Parallel()
	l := Layout{Widths: []float64{20, 10}, Text: []int{0}, Frozen: 2, Print: true}
	var out bytes.Buffer
	streamed(t, &out, l, len(streamedRows), func(i int) []any { return streamedRows[i] })
	wantRows(t, rowsOf(t, mustOpen(t, "a.xlsx", out.Bytes()), 0)[2:],
		"3: 142325197603089998 | n3 | n4 | n2.5 | bTRUE | d43556 |  | 末",
		"4: =1+1 | <b>&\"</b> |   前后   | _x0041_ | 一\n二 | bFALSE | 😀 | 错 | "+strings.Repeat("长", 32_767),
		"6: n3500 | d43556 | #N/A")
	held := build(t, func(w *Writer) error {
		s, err := w.Sheet("台账", l)
		if err != nil {
			return err
		}
		for _, r := range append([][]any{{"台账"}, {"甲", "乙", "丙"}}, streamedRows...) {
			if err := s.Row(r...); err != nil {
				return err
			}
		}
		return nil
	})
	want, got := excelRows(t, held), excelRows(t, out.Bytes())
	if strings.Join(want, "\n") != strings.Join(got, "\n") {
		t.Errorf("streamed\n%s\nheld\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// excelRows is what excelize reads, with each cell's format.
func excelRows(t *testing.T, data []byte) (out []string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("台账")
	if err != nil {
		t.Fatal(err)
	}
	for r := range rows[2:] {
		line := ""
		for c, shown := range rows[2+r] {
			id, err := f.GetCellStyle("台账", ref(r+3, c))
			if err != nil {
				t.Fatal(err)
			}
			kind, err := f.GetCellType("台账", ref(r+3, c))
			if err != nil {
				t.Fatal(err)
			}
			line += fmt.Sprint(shown, " ", id, " ", kind, "|")
		}
		out = append(out, line)
	}
	return out
}

// What comes beside the rows comes before them.
func TestStreamedSheetIsTheLast(t *testing.T) {
	t.Parallel()
	w, err := Create()
	if err != nil {
		t.Fatal(err)
	}
	if w.Stream(io.Discard) == nil || w.End() == nil {
		t.Error("a workbook without a sheet was streamed")
	}
	s, err := w.Sheet("台账", Layout{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Stream(io.Discard); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Sheet("又一张", Layout{}); err == nil {
		t.Error("another sheet after rows were streamed")
	}
	if s.Merge(1, 0, 1, 2) == nil || s.Row(Bad{Value: 1, Why: "错"}) == nil || s.Row(struct{}{}) == nil {
		t.Error("a merge, a note or no cell at all was streamed")
	}
}

// A sheet is made ready for paper.
func TestPrintSetup(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	streamed(t, &out, Layout{Frozen: 2, Print: true}, 0, nil)
	page := partOf(t, out.Bytes(), "xl/worksheets/sheet1.xml")
	for _, want := range []string{`fitToPage="true"`, `orientation="landscape"`, `paperSize="9"`, `fitToHeight="0"`, "第 &amp;P 页"} {
		if !strings.Contains(page, want) {
			t.Errorf("the sheet says nothing of %s: %s", want, page)
		}
	}
	if book := partOf(t, out.Bytes(), "xl/workbook.xml"); !strings.Contains(book, "台账") || !strings.Contains(book, "!$2:$2") {
		t.Errorf("the heading is not printed on each page: %s", book)
	}
}

// counter counts what was written to it.
type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

// Rows are not held: they are in the file, but for the last, before the sheet
// ends.
func TestStreamedRowsAreNotHeld(t *testing.T) {
	t.Parallel()
	const rows, buffers = 50_000, 128 << 10
	var out counter
	before := 0
	streamed(t, &out, Layout{}, rows, func(i int) []any {
		before = out.n
		return []any{fmt.Sprintf("%x", i*7_919_999_983), i}
	})
	if out.n < 4*buffers || out.n-before > buffers {
		t.Errorf("of %d bytes %d were written at the end", out.n, out.n-before)
	}
}

// Under each page stands what the layout says, in words alone.
func TestPrintFoot(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{
		{"制表人：甲 2019-01-02", "&amp;L制表人：甲 2019-01-02&amp;R第 &amp;P 页"}, {"甲&D\n乙<b>", "&amp;L甲＆D"},
		{strings.Repeat("长", 300), "&amp;L" + strings.Repeat("长", footMost) + "&amp;R"}, {"", "<oddFooter>&amp;R"},
	} {
		var out bytes.Buffer
		streamed(t, &out, Layout{Frozen: 2, Print: true, Foot: c[0]}, 0, nil)
		if page := partOf(t, out.Bytes(), "xl/worksheets/sheet1.xml"); !strings.Contains(page, c[1]) {
			t.Errorf("%.20q is printed as %s", c[0], page[strings.Index(page, "<headerFooter"):])
		}
	}
}
