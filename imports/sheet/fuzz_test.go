package sheet

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// read opens a file and reads all of it, and tests what every caller may rely
// on: errors with a code, rows in order, clean text within bounds.
func read(t *testing.T, name string, data []byte) {
	t.Helper()
	b, err := Open(name, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		checkError(t, err)
		return
	}
	for i, s := range b.Sheets() {
		last := 0
		for r, err := range b.Rows(i) {
			if err != nil {
				checkError(t, err)
				break
			}
			if r.Number <= last || r.Number > s.Rows || len(r.Cells) == 0 || len(r.Cells) > maxColumns {
				t.Fatalf("row %d after %d of %d with %d cells", r.Number, last, s.Rows, len(r.Cells))
			}
			last = r.Number
			for _, c := range r.Cells {
				checkCell(t, c)
			}
		}
	}
}

func checkError(t *testing.T, err error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Code == "" || e.Message == "" {
		t.Fatalf("error without a code: %v", err)
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

// The fuzzer writes the parts, not the zip around them, whose checksums it
// would never get right.
func FuzzXLSX(f *testing.F) {
	file := book1(`<row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><r><t>a_x0041_</t></r></is></c><c s="1"><v>43556.5</v></c><c t="d"><v>2019-04-01</v></c></row>`).
		replace("xl/worksheets/sheet1.xml", "</worksheet>", `<mergeCells><mergeCell ref="A1:A3"/></mergeCells></worksheet>`)
	f.Add(file["xl/worksheets/sheet1.xml"], `<sst><si><t>共享</t></si></sst>`, `<styleSheet>`+dateStyles+`</styleSheet>`, file["xl/workbook.xml"])
	f.Add(`<x:worksheet><x:sheetData><x:row><x:c><x:v>1<![CDATA[2]]>&#51;</x:v></x:c></x:row></x:sheetData></x:worksheet>`, "", "", file["xl/workbook.xml"])
	f.Fuzz(func(t *testing.T, sheet1, sst, styles, workbook string) {
		read(t, "a.xlsx", file.with("xl/worksheets/sheet1.xml", sheet1).with("xl/sharedStrings.xml", sst).
			with("xl/styles.xml", styles).with("xl/workbook.xml", workbook).zip(t))
	})
}

// FuzzZip turns the bytes of a whole .xlsx.
func FuzzZip(f *testing.F) {
	f.Add(testdata(f, "bad-empty.xlsx"))
	f.Add(testdata(f, "bad-truncated.xlsx"))
	f.Add(book1(`<row><c><v>1</v></c></row>`).zip(f))
	f.Fuzz(func(t *testing.T, data []byte) { read(t, "a.xlsx", data) })
}

func FuzzXLS(f *testing.F) {
	f.Add(testdata(f, "members-legacy.xls"))
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

func FuzzCSV(f *testing.F) {
	f.Add(testdata(f, "members-gbk.csv"))
	f.Add([]byte("a,\"b\"\"\",=\"1\"\r\n\r\"c\n\";d\te"))
	f.Add([]byte(utf16LE("姓名,a\n")))
	f.Fuzz(func(t *testing.T, data []byte) { read(t, "a.csv", data) })
}
