package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// parts are the files of an .xlsx by name.
type parts map[string]string

const (
	spreadsheetML = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relationships = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
)

// book1 is a workbook of one sheet with these rows.
func book1(rows string) parts { return bookOf(`<sheetData>` + rows + `</sheetData>`) }

// bookOf is a workbook of one sheet with what stands in its worksheet element.
func bookOf(worksheet string) parts {
	return parts{
		"_rels/.rels":     rels(`Id="rId1" Type="` + relationships + `/officeDocument" Target="xl/workbook.xml"`),
		"xl/workbook.xml": `<workbook ` + spreadsheetML + ` xmlns:r="` + relationships + `"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": rels(
			`Id="rId1" Type="`+relationships+`/worksheet" Target="worksheets/sheet1.xml"`,
			`Id="rId2" Type="`+relationships+`/sharedStrings" Target="sharedStrings.xml"`,
			`Id="rId3" Type="`+relationships+`/styles" Target="styles.xml"`),
		"xl/worksheets/sheet1.xml": `<?xml version="1.0" encoding="UTF-8"?><worksheet ` + spreadsheetML + `>` + worksheet + `</worksheet>`,
	}
}

func rels(each ...string) string {
	out := `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	for _, one := range each {
		out += `<Relationship ` + one + `/>`
	}
	return out + `</Relationships>`
}

// with is the workbook with one part replaced or added.
func (p parts) with(name, content string) parts {
	out := maps.Clone(p)
	out[name] = content
	return out
}

// replace is the workbook with something in one part replaced.
func (p parts) replace(name, old, new string) parts {
	return p.with(name, strings.Replace(p[name], old, new, 1))
}

func (p parts) strings(items string) parts {
	return p.with("xl/sharedStrings.xml", `<sst `+spreadsheetML+`>`+items+`</sst>`)
}

func (p parts) styles(inside string) parts {
	return p.with("xl/styles.xml", `<styleSheet `+spreadsheetML+`>`+inside+`</styleSheet>`)
}

func (p parts) zip(tb testing.TB) []byte {
	tb.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(p[name]))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func testdata(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func mustOpen(tb testing.TB, name string, data []byte) *Book {
	tb.Helper()
	b, err := Open(name, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		tb.Fatalf("open %s: %v", name, err)
	}
	return b
}

// rowsOf reads a sheet, its rows written as show does.
func rowsOf(tb testing.TB, b *Book, i int) []string {
	tb.Helper()
	var out []string
	for r, err := range b.Rows(i) {
		if err != nil {
			tb.Fatalf("sheet %d: %v", i, err)
		}
		out = append(out, show(r))
	}
	return out
}

// show writes a row as its number and its cells, each with a letter for its
// kind unless it is text: 3: 姓名 | n3500 | d43556 | bTRUE | f#N/A.
func show(r Row) string {
	cells := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		cells[i] = [...]string{"", "", "n", "d", "b", "f"}[c.Kind] + c.Text
	}
	return fmt.Sprintf("%d: %s", r.Number, strings.Join(cells, " | "))
}

func wantRows(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// failure reads a whole file and returns the code of the error it meets.
func failure(name string, data []byte) string {
	b, err := Open(name, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return code(err)
	}
	for i := range b.Sheets() {
		for _, err := range b.Rows(i) {
			if err != nil {
				return code(err)
			}
		}
	}
	return ""
}

func code(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return err.Error()
}

// sheetList is each sheet's name, * when hidden, and the number of its last row.
func sheetList(b *Book) []string {
	var out []string
	for _, s := range b.Sheets() {
		hidden := ""
		if s.Hidden {
			hidden = "*"
		}
		out = append(out, fmt.Sprintf("%s%s %d", s.Name, hidden, s.Rows))
	}
	return out
}
