package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// build writes a workbook and returns its bytes.
func build(t *testing.T, fill func(*Writer) error) []byte {
	t.Helper()
	w, err := Create()
	if err != nil {
		t.Fatal(err)
	}
	if err := fill(w); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := w.Save(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// partOf unpacks one part of a workbook.
func partOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestWrittenCells(t *testing.T) {
	t.Parallel()
	noon := time.Date(2019, 4, 1, 12, 0, 0, 0, time.FixedZone("", 8*3600))
	data := build(t, func(w *Writer) error {
		s, err := w.Sheet("表", Layout{Text: []int{1}})
		if err != nil {
			return err
		}
		for _, row := range [][]any{
			{nil, "142325", 3, int64(4), 2.5, true, noon},
			{},
			{Cell{"7", Text}, Cell{"3500", Number}, Cell{"43556", Date}, Cell{"TRUE", Bool}, Cell{"#N/A", Fault}, Cell{}},
			{Bad{Value: "1"}, Bad{Value: noon, Why: "日期不对"}, Bad{Value: Cell{"8", Number}}, Bad{}},
			{"=1+1", "+86", "-", "@x", "a\x00b\r\nc", time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC)},
			{Cell{"142325198108119000", Number}, Cell{"x", Number}},
		} {
			if err := s.Row(row...); err != nil {
				return err
			}
		}
		return nil
	})
	wantRows(t, rowsOf(t, mustOpen(t, "a.xlsx", data), 0),
		"1:  | 142325 | n3 | n4 | n2.5 | bTRUE | d43556", "3: 7 | n3500 | d43556 | bTRUE | #N/A",
		"4: 1 | d43556 | n8", "5: =1+1 | +86 | - | @x | ab\nc | 1800-01-01", "6: n142325198108119000 | x")
	if xml := partOf(t, data, "xl/worksheets/sheet1.xml"); strings.Contains(xml, "<f") {
		t.Error("a text became a formula")
	}
	if notes := partOf(t, data, "xl/comments1.xml"); !strings.Contains(notes, `ref="B4"`) || !strings.Contains(notes, "日期不对") {
		t.Errorf("notes %s", notes)
	}
}

// What another reader makes of it.
func TestWrittenForExcelize(t *testing.T) {
	t.Parallel()
	data := build(t, func(w *Writer) error {
		s, err := w.Sheet("表", Layout{Widths: []float64{0, 22}, Text: []int{1}, Choices: map[int][]string{2: {"是", "否"}}, Frozen: 2})
		if err != nil {
			return err
		}
		if err := s.Title("花名册", 3); err != nil {
			return err
		}
		if err := s.Heading("姓名", "身份证号码", "搬迁"); err != nil {
			return err
		}
		if err := s.Row("=王建", "007", Bad{Value: "x"}); err != nil {
			return err
		}
		_, err = w.Sheet("说明", Layout{Hidden: true})
		return err
	})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("表")
	if err != nil || !slices.EqualFunc(rows, [][]string{{"花名册"}, {"姓名", "身份证号码", "搬迁"}, {"=王建", "007", "x"}}, slices.Equal) {
		t.Errorf("rows %v %v", rows, err)
	}
	if width, err := f.GetColWidth("表", "B"); err != nil || width != 22 {
		t.Errorf("width %v %v", width, err)
	}
	if panes, err := f.GetPanes("表"); err != nil || !panes.Freeze || panes.YSplit != 2 {
		t.Errorf("panes %+v %v", panes, err)
	}
	if choices, err := f.GetDataValidations("表"); err != nil || len(choices) != 1 || choices[0].Sqref != "C3:C1048576" || !strings.Contains(choices[0].Formula1, "是,否") {
		t.Errorf("choices %+v %v", choices, err)
	}
	if visible, err := f.GetSheetVisible("说明"); err != nil || visible {
		t.Errorf("visible %v %v", visible, err)
	}
	for cell, want := range map[string]excelize.Style{"A3": {NumFmt: 49}, "B9": {NumFmt: 49}} {
		id, err := f.GetCellStyle("表", cell)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.GetStyle(id); err != nil || got.NumFmt != want.NumFmt {
			t.Errorf("%s has format %d %v", cell, got.NumFmt, err)
		}
	}
	id, err := f.GetCellStyle("表", "C3")
	if err != nil {
		t.Fatal(err)
	}
	if look, err := f.GetStyle(id); err != nil || !slices.Equal(look.Fill.Color, []string{"FFC7CE"}) {
		t.Errorf("a bad cell looks %+v %v", look, err)
	}
}

func TestSheetNames(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("乡", 40)
	data := build(t, func(w *Writer) error {
		for _, name := range []string{"表", "表", "a/b:[c]", "", "'x'", long, long, strings.Repeat("𪣻", 20), "sheet"} {
			if _, err := w.Sheet(name, Layout{}); err != nil {
				return err
			}
		}
		return nil
	})
	var got []string
	for _, s := range mustOpen(t, "a.xlsx", data).Sheets() {
		got = append(got, s.Name)
	}
	want := []string{"表", "表 2", "a b  c", "Sheet", "x", long[:31*3], long[:29*3] + " 2", strings.Repeat("𪣻", 15), "sheet 2"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// A sheet that excelize would move to a temporary file stays in memory.
func TestNothingOnDisk(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	data := build(t, func(w *Writer) error {
		s, err := w.Sheet("表", Layout{})
		if err != nil {
			return err
		}
		for range 2 * excelize.StreamChunkSize / (1 << 15) {
			if err := s.Row(strings.Repeat("x", 1<<15-1)); err != nil {
				return err
			}
			if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
				t.Fatalf("on disk: %v %v", files, err)
			}
		}
		return nil
	})
	b := mustOpen(t, "a.xlsx", data)
	if n := len(rowsOf(t, b, 0)); n != b.Sheets()[0].Rows || n == 0 {
		t.Errorf("%d rows", n)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
		t.Errorf("on disk: %v %v", files, err)
	}
}
