package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// What came back once comes back in the same layout: the reasons have their
// column, and get no second one.
func TestExcerptTwice(t *testing.T) {
	t.Parallel()
	once := excerpt(t, "a.xlsx", office().zip(t), officePart)
	twice := excerpt(t, "a.xlsx", once, Part{First: 2, Last: 3, Why: "退回原因", Rows: map[int]Returned{5: {Bad: map[int]string{0: "错"}, Why: "姓名：错"}}})
	wantRows(t, rowsOf(t, mustOpen(t, "b.xlsx", twice), 0),
		"1: 花名册", "2: 姓名 | 身份证号码 |  | 务工情况 |  | 退回原因", "3: 姓名 | 身份证号码 | 藏 | 外出时间 | 备注 | 退回原因",
		"4: 丙 | 142325197001019984 |  |  | =1+1 | 姓名：错")
	if a, b := allParts(t, once)["xl/worksheets/sheet1.xml"], allParts(t, twice)["xl/worksheets/sheet1.xml"]; cutOut(a, "<mergeCells", "</mergeCells>") != cutOut(b, "<mergeCells", "</mergeCells>") ||
		cutOut(a, "<cols>", "</cols>") == "" {
		t.Errorf("merged or wide otherwise:\n%s\n%s", a, b)
	}
}

func cutOut(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	return s
}

// A cell merged over several rows says the same in each of them that comes back
// alone; days of a workbook that counts from 1904 stay the days they are.
func TestExcerptOfMergedRows(t *testing.T) {
	t.Parallel()
	file := book1(`<row r="1"><c t="inlineStr"><is><t>户编号</t></is></c><c t="inlineStr"><is><t>日期</t></is></c></row><row r="2"><c><v>7</v></c><c s="1"><v>42094</v></c></row><row r="3"><c r="B3" t="d"><v>2019-04-02</v></c></row>`).
		replace("xl/worksheets/sheet1.xml", "</worksheet>", `<mergeCells><mergeCell ref="A2:A3"/></mergeCells></worksheet>`).
		replace("xl/workbook.xml", "<sheets>", `<workbookPr date1904="1"/><sheets>`).
		styles(`<cellXfs><xf/><xf numFmtId="14"/></cellXfs>`)
	rows := map[int]Returned{2: {Why: "甲"}, 3: {Why: "乙"}}
	data := excerpt(t, "a.xlsx", file.zip(t), Part{First: 1, Last: 1, Why: "原因", Rows: rows})
	wantRows(t, rowsOf(t, mustOpen(t, "a.xlsx", data), 0), "1: 户编号 | 日期 | 原因", "2: n7 | d43556 | 甲", "3: n7 | d43557 | 乙")
}

// Files without styles give their values: an .xls its widths, a .csv texts.
func TestExcerptOfPlainFiles(t *testing.T) {
	t.Parallel()
	csv := excerpt(t, "名册.csv", []byte("花名册\n姓名,身份证号码,工资\n王建,=1+1,3500\n李英,142325197001019984,x\n"),
		Part{First: 2, Last: 2, Why: "退回原因", Rows: map[int]Returned{4: {Bad: map[int]string{2: "要写数"}, Why: "工资：要写数"}}})
	wantRows(t, rowsOf(t, mustOpen(t, "a.xlsx", csv), 0), "1: 花名册", "2: 姓名 | 身份证号码 | 工资 | 退回原因", "3: 李英 | 142325197001019984 | x | 工资：要写数")
	f, err := excelize.OpenReader(bytes.NewReader(csv))
	if err != nil {
		t.Fatal(err)
	}
	id, _ := f.GetCellStyle("名册", "B3")
	look, err := f.GetStyle(id)
	if width, _ := f.GetColWidth("名册", "B"); err != nil || look.NumFmt != 49 || width < 18 {
		t.Errorf("the ID number looks %+v, %v wide: %v", look, width, err)
	}
	data := biffBook(0x0600, xlsGlobals(), biffSheet{name: text8("表"), records: join(
		biffRecord(recColInfo, le(0, 0, 20*256, 0, 0, 0)...), biffRecord(recColInfo, le(1, 2, 9*256, 0, 1, 0)...),
		cellRecord(recLabel, 0, 0, 0, text16("姓名")), cellRecord(recLabel, 1, 0, 0, text16("王建")))})
	xls := excerpt(t, "a.xls", data, Part{First: 1, Last: 1, Why: "退回原因", Rows: map[int]Returned{2: {Why: "错"}}})
	wantRows(t, rowsOf(t, mustOpen(t, "a.xlsx", xls), 0), "1: 姓名 | 退回原因", "2: 王建 | 错")
	if cols := cutOut(allParts(t, xls)["xl/worksheets/sheet1.xml"], "<cols>", "</cols>"); !strings.Contains(cols, `min="1" max="1" width="20.00"`) || !strings.Contains(cols, `min="3" max="3" width="9.00" customWidth="1" hidden="1"`) {
		t.Errorf("columns %s", cols)
	}
}

// Two workbooks become one, each with its own styles.
func TestExcerptOfSeveral(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	e := NewExcerpt(&out)
	p := Part{First: 1, Last: 1, Why: "原因", Rows: map[int]Returned{2: {Why: "错"}}}
	for _, font := range []string{"楷体", "仿宋"} {
		file := book1(`<row r="1"><c s="1" t="inlineStr"><is><t>姓名</t></is></c></row><row r="2"><c s="1" t="inlineStr"><is><t>王建</t></is></c></row>`).
			styles(`<fonts><font><sz val="11"/></font><font><sz val="12"/><name val="` + font + `"/></font></fonts><cellXfs><xf/><xf fontId="1"/></cellXfs>`)
		if err := e.Add(mustOpen(t, "a.xlsx", file.zip(t)), 0, p); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for name, font := range map[string]string{"表": "楷体", "表 2": "仿宋"} {
		id, err := f.GetCellStyle(name, "A2")
		look, err2 := f.GetStyle(id)
		if err != nil || err2 != nil || look.Font.Family != font {
			t.Errorf("%s: %+v %v %v", name, look, err, err2)
		}
	}
}

// tape notes in what order a file is read and another is written.
type tape struct {
	*bytes.Reader
	events []byte
}

func (r *tape) ReadAt(p []byte, off int64) (int, error) {
	r.events = append(r.events, 'r')
	return r.Reader.ReadAt(p, off)
}

func (r *tape) Write(p []byte) (int, error) {
	r.events = append(r.events, 'w')
	return len(p), nil
}

// Rows go from file to file: most of what is written is written while there is
// still something to read.
func TestExcerptHoldsNoRows(t *testing.T) {
	t.Parallel()
	const rows = 57_450
	var in bytes.Buffer
	streamed(t, &in, Layout{}, rows, func(i int) []any { return []any{fmt.Sprintf("%x", i*7_919_999_983), i} })
	back := map[int]Returned{}
	for n := 3; n < rows; n++ {
		back[n] = Returned{Why: "错"}
	}
	file := &tape{Reader: bytes.NewReader(in.Bytes())}
	b, err := Open("a.xlsx", file, int64(in.Len()))
	if err != nil {
		t.Fatal(err)
	}
	e := NewExcerpt(file)
	if err := e.Add(b, 0, Part{First: 2, Last: 2, Why: "原因", Rows: back}); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	last := bytes.LastIndexByte(file.events, 'r')
	before, after := bytes.Count(file.events[:last], []byte("w")), bytes.Count(file.events[last:], []byte("w"))
	if before < after {
		t.Errorf("%d writes before the file was read, %d after", before, after)
	}
}

// What else stands in a workbook may be anything: it is left out or refused, and
// what is written can be read.
func FuzzExcerpt(f *testing.F) {
	o := office()
	f.Add(o["xl/worksheets/sheet1.xml"], o["xl/styles.xml"], o["xl/workbook.xml"], o["xl/theme/theme1.xml"])
	f.Add(`<worksheet><sheetViews><sheetView><pane xSplit="99999" ySplit="-1" state="frozen"/></sheetView></sheetViews><cols><col min="0" max="99999999" width="1e9" style="77"/><col min="2" max="1"/></cols><sheetData><row r="1" ht="NaN" customHeight="1" s="9" customFormat="1"><c r="XFD1" s="99999"><v>1</v></c></row><row r="2"><c t="s"><v>0</v></c></row></sheetData><dataValidations><dataValidation type="list" sqref="A1:A9 !! A4"><formula1>表!$A$1:$A$9</formula1></dataValidation></dataValidations><pageSetup orientation="&quot;&lt;"/></worksheet>`,
		`<styleSheet><cellXfs><xf fontId="-4" numFmtId="x"/></cellXfs></styleSheet>`, o["xl/workbook.xml"], "<theme>")
	f.Fuzz(func(t *testing.T, sheet1, styles, workbook, theme string) {
		data := o.with("xl/worksheets/sheet1.xml", sheet1).with("xl/styles.xml", styles).with("xl/workbook.xml", workbook).with("xl/theme/theme1.xml", theme).zip(t)
		b, err := Open("a.xlsx", bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		var out bytes.Buffer
		e := NewExcerpt(&out)
		for i := range b.Sheets() {
			if err := e.Add(b, i, officePart); err != nil {
				checkError(t, err)
				return
			}
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		read := mustOpen(t, "a.xlsx", out.Bytes())
		if len(read.Sheets()) != len(b.Sheets()) {
			t.Fatalf("%d sheets of %d", len(read.Sheets()), len(b.Sheets()))
		}
		for name, content := range allParts(t, out.Bytes()) {
			wellFormed(t, name, content)
		}
	})
}

func wellFormed(t *testing.T, name, content string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(content))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%s: %v in %s", name, err, content)
		}
	}
}
