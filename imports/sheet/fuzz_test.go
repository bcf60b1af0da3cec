package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// read opens a file and reads all of it twice, and tests what every caller may
// rely on: errors with a known code and a way out, rows in order, clean text
// within bounds, and the same rows again. It returns the book and its rows, as
// show writes them, up to the first error.
func read(t *testing.T, name string, data []byte) (*Book, [][]Cell) {
	t.Helper()
	b, err := Open(name, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		checkError(t, err)
		return nil, nil
	}
	var all [][]Cell
	cells := 0
	for i, s := range b.Sheets() {
		if cells > 10*fuzzCells {
			break // a book's cells may only be read so often
		}
		if checkMerges(t, s); !utf8.ValidString(s.Name) {
			t.Fatalf("sheet %q", s.Name)
		}
		first, again := readSheet(t, b, i), readSheet(t, b, i)
		if !slices.EqualFunc(first, again, slices.Equal[[]Cell]) {
			t.Fatalf("sheet %d reads otherwise again", i)
		}
		for _, row := range first {
			cells += len(row)
		}
		all = append(all, first...)
	}
	return b, all
}

func readSheet(t *testing.T, b *Book, i int) (all [][]Cell) {
	t.Helper()
	last, cells := 0, 0
	for r, err := range b.Rows(i) {
		if err != nil {
			checkError(t, err)
			break
		}
		if r.Number <= last || r.Number > b.Sheets()[i].Rows || len(r.Cells) == 0 || len(r.Cells) > maxColumns {
			t.Fatalf("row %d after %d of %d with %d cells", r.Number, last, b.Sheets()[i].Rows, len(r.Cells))
		}
		if r.Cells[len(r.Cells)-1].Kind == Empty {
			t.Fatalf("row %d ends with an empty cell", r.Number)
		}
		last = r.Number
		if cells += len(r.Cells); cells > maxCells {
			t.Fatalf("%d cells", cells)
		}
		for _, c := range r.Cells {
			checkCell(t, c)
		}
		all = append(all, slices.Clone(r.Cells))
		if cells > fuzzCells {
			break
		}
	}
	return all
}

func checkMerges(t *testing.T, s Sheet) {
	t.Helper()
	if len(s.Merges) > maxMerges || s.Rows < 0 || s.Rows > maxRows {
		t.Fatalf("%d merges, %d rows", len(s.Merges), s.Rows)
	}
	for _, m := range s.Merges {
		if m.FirstRow < 1 || m.LastRow < m.FirstRow || m.LastRow > maxRows || m.FirstCol < 0 || m.LastCol < m.FirstCol || m.LastCol >= maxColumns {
			t.Fatalf("merge %+v", m)
		}
	}
}

// checkError wants one of the codes, and a sentence with what to do.
func checkError(t *testing.T, err error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || !slices.Contains([]string{NotAWorkbook, Encrypted, TooLarge, Damaged}, e.Code) {
		t.Fatalf("error without a code: %v", err)
	}
	if !strings.Contains(e.Message, "请") && !strings.Contains(e.Message, "可以上传") || !utf8.ValidString(e.Message) {
		t.Fatalf("no way out in %q", e.Message)
	}
}

func checkCell(t *testing.T, c Cell) {
	t.Helper()
	bad := func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r >= 0x7F && r < 0xA0 }
	if (c.Kind == Empty) != (c.Text == "") || !utf8.ValidString(c.Text) || strings.ContainsFunc(c.Text, bad) || utf8.RuneCountInString(c.Text) > maxCellRunes {
		t.Fatalf("cell %d %q", c.Kind, c.Text)
	}
	if c.Kind == Number || c.Kind == Date {
		if _, ok := appendNumber(nil, []byte(c.Text)); !ok {
			t.Fatalf("number %q", c.Text)
		}
	}
}

// files are the offices' samples and the hostile corpus, by their endings.
func files(f *testing.F, ending string) (all [][]byte) {
	f.Helper()
	for _, dir := range []string{"testdata", "../testdata/samples", "../testdata/hostile"} {
		names, err := filepath.Glob(filepath.Join(dir, "*"+ending))
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			if len(data) <= fuzzSize {
				all = append(all, data)
			}
		}
	}
	return all
}

// fuzzSize bounds what a fuzzer is given and reads: large files say nothing
// that small ones do not, and take its time.
const (
	fuzzSize  = 16 << 10
	fuzzCells = 100_000
)

// The fuzzer writes the parts, not the zip around them, whose checksums it
// would never get right.
func FuzzXLSX(f *testing.F) {
	file := book1(`<row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><r><t>a_x0041_</t></r></is></c><c s="1"><v>43556.5</v></c><c t="d"><v>2019-04-01</v></c></row>`).
		replace("xl/worksheets/sheet1.xml", "</worksheet>", `<mergeCells><mergeCell ref="A1:A3"/></mergeCells></worksheet>`)
	f.Add(file["xl/worksheets/sheet1.xml"], `<sst><si><t>共享</t></si></sst>`, `<styleSheet>`+dateStyles+`</styleSheet>`, file["xl/workbook.xml"])
	f.Add(`<x:worksheet><x:sheetData><x:row><x:c><x:v>1<![CDATA[2]]>&#51;</x:v></x:c></x:row></x:sheetData></x:worksheet>`, "", "", file["xl/workbook.xml"])
	f.Add(file["xl/worksheets/sheet1.xml"], "", "", strings.ReplaceAll(file["xl/workbook.xml"], `"表"`, "\"西刘家\xe6\"")) // a name that is no UTF-8
	for _, data := range files(f, ".xls[xm]") {
		if p := unzipped(data); p != nil {
			f.Add(p["xl/worksheets/sheet1.xml"], p["xl/sharedStrings.xml"], p["xl/styles.xml"], p["xl/workbook.xml"])
		}
	}
	f.Fuzz(func(t *testing.T, sheet1, sst, styles, workbook string) {
		if len(sheet1)+len(sst)+len(styles)+len(workbook) > fuzzSize {
			return
		}
		read(t, "a.xlsx", file.with("xl/worksheets/sheet1.xml", sheet1).with("xl/sharedStrings.xml", sst).
			with("xl/styles.xml", styles).with("xl/workbook.xml", workbook).zip(t))
	})
}

// unzipped are the parts of a workbook that is one, where they are small.
func unzipped(data []byte) parts {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	out := parts{}
	for _, f := range z.File {
		if f.UncompressedSize64 > fuzzSize {
			return nil
		}
		r, err := f.Open()
		if err != nil {
			return nil
		}
		text, err := io.ReadAll(io.LimitReader(r, fuzzSize))
		if err != nil {
			return nil
		}
		out[f.Name] = string(text)
	}
	return out
}

// FuzzZip turns the bytes of a whole .xlsx.
func FuzzZip(f *testing.F) {
	for _, data := range files(f, ".xls[xm]") {
		f.Add(data)
	}
	f.Add(book1(`<row><c><v>1</v></c></row>`).zip(f))
	f.Fuzz(func(t *testing.T, data []byte) { read(t, "a.xlsx", data) })
}

func FuzzXLS(f *testing.F) {
	for _, data := range files(f, ".xls") {
		f.Add(data)
	}
	f.Add(biffBook(0x600, xlsGlobals(), biffSheet{name: text8("表"), records: cellRecord(recLabel, 0, 0, 0, text16("x"))}))
	f.Add(biffBook(0x500, nil, biffSheet{name: []byte("\x01a"), records: cellRecord(recLabel, 0, 0, 0, le(1), []byte("x"))}))
	f.Fuzz(func(t *testing.T, data []byte) { read(t, "a.xls", data) })
}

// FuzzBIFF puts its bytes into a compound file that holds together.
func FuzzBIFF(f *testing.F) {
	sst := biffRecord(recSST, join(le32(1), le32(1), text16("共享"))...)
	f.Add(uint16(0x600), append(xlsGlobals(), sst...), join(cellRecord(recLabelSST, 0, 0, 0, le32(0)),
		cellRecord(recFormula, 1, 0, 0, shownAs(0, 0), make([]byte, 8)), biffRecord(recString, text16("得数")...),
		cellRecord(recRK, 0, 1, 1, rk(1, true)), biffRecord(recMergeCells, le(1, 0, 2, 0, 0)...)))
	f.Add(uint16(0x500), []byte{}, cellRecord(recLabel, 0, 0, 0, le(2), []byte("\xD0\xD5")))
	f.Fuzz(func(t *testing.T, version uint16, globals, records []byte) {
		read(t, "a.xls", biffBook(int(version), globals, biffSheet{name: text8("表"), records: records}))
	})
}

// FuzzCSV also tests that nothing is made up: what the cells say stands in the
// file in that order, and there are no more cells than the file has separators
// for.
func FuzzCSV(f *testing.F) {
	for _, data := range files(f, ".csv") {
		f.Add(data)
	}
	f.Add([]byte("a,\"b\"\"\",=\"1\"\r\n\r\"c\n\";d\te"))
	f.Add([]byte(utf16LE("姓名,a\n")))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, rows := read(t, "a.csv", data)
		if b == nil {
			return
		}
		c := b.src.(*csv)
		text, err := io.ReadAll(c.as.reader(c.in))
		if err != nil {
			t.Fatal(err)
		}
		rest, cells := string(text), 0
		for _, row := range rows {
			for _, cell := range row {
				if cell.Kind != Empty {
					cells++
				}
				for _, r := range cell.Text {
					if r == '\n' { // \r\n and \r are written so
						continue
					}
					_, after, found := strings.Cut(rest, string(r))
					if !found {
						t.Fatalf("%q in cell %q is not in the file", r, cell.Text)
					}
					rest = after
				}
			}
		}
		if most := bytes.Count(text, []byte{c.comma}) + bytes.Count(text, []byte("\n")) + bytes.Count(text, []byte("\r")) + 1; cells > most {
			t.Fatalf("%d cells, the file has room for %d", cells, most)
		}
	})
}
