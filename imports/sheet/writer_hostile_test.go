package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// hostile are texts that a spreadsheet would carry out as formulas.
var hostile = []string{
	`=HYPERLINK("https://evil.example","x")`, "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "\n=1+1", "\r\n=1+1", "\x00=1+1", "\u0085=1+1",
	"＝1+1", "＋1+1", "－1+1", "＠SUM(1,1)", "=cmd|' /C calc'!A0", "=", "-", "<f>1+1</f>", "</t></is></c><c><f>1+1</f></c>", "{=1+1}",
}

// attack is a workbook whose every text is hostile.
func attack(w *Writer) error {
	for _, bad := range hostile {
		s, err := w.Sheet(bad, Layout{Text: []int{4}, Frozen: 2})
		if err != nil {
			return err
		}
		for _, err := range []error{
			s.Title(bad, 3),
			s.Heading(bad, Bad{Value: bad, Why: bad}),
			s.Row(bad, Bad{Value: bad, Why: bad}, Cell{bad, Text}, Bad{Value: Cell{bad, Fault}}, bad),
			s.Row(Cell{bad, Number}, Cell{bad, Date}, Cell{bad, Bool}),
		} {
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// No text that was written is a formula to another reader, and none becomes
// one when its cell is edited.
func TestHostileTextsStayTexts(t *testing.T) {
	t.Parallel()
	f, err := excelize.OpenReader(bytes.NewReader(build(t, attack)))
	if err != nil {
		t.Fatal(err)
	}
	texts := 0
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c, shown := range row {
				cell := ref(r+1, c)
				if formula, err := f.GetCellFormula(name, cell); err != nil || formula != "" {
					t.Errorf("%q %s is the formula %q %v", name, cell, formula, err)
				}
				if shown != "" && strings.ContainsAny(shown[:1], "=+-@\t\r\n") || strings.IndexAny(shown, "＝＋－＠") == 0 {
					texts++
					textual(t, f, name, cell)
				}
			}
		}
	}
	if texts < 100 {
		t.Errorf("only %d hostile cells were looked at", texts)
	}
}

// textual checks that a cell has the format of texts.
func textual(t *testing.T, f *excelize.File, name, cell string) {
	t.Helper()
	id, err := f.GetCellStyle(name, cell)
	if err != nil {
		t.Fatal(err)
	}
	if style, err := f.GetStyle(id); err != nil || style.NumFmt != 49 {
		t.Errorf("%q %s has format %d %v", name, cell, style.NumFmt, err)
	}
	if kind, err := f.GetCellType(name, cell); err != nil || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
		t.Errorf("%q %s has type %v %v", name, cell, kind, err)
	}
}

// Nothing in the file asks for another one, and nothing is computed.
func TestHostileWorkbookIsInert(t *testing.T) {
	t.Parallel()
	data := build(t, attack)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	live := regexp.MustCompile(`<f[ >/]|<hyperlink|<oleObject|<ddeLink|<definedName|TargetMode="External"`)
	for _, part := range z.File {
		if strings.Contains(part.Name, "externalLink") || strings.Contains(part.Name, "vbaProject") || strings.Contains(part.Name, "embeddings") {
			t.Errorf("the file holds %s", part.Name)
		}
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if found := live.FindAll(content, -1); len(found) > 0 {
			t.Errorf("%s holds %q", part.Name, found)
		}
	}
}
