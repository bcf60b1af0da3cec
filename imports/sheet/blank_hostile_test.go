package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
)

// altered is a blank with parts put in or replaced.
func altered(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	data, err := os.ReadFile("../testdata/forms/05-sum-at-top.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	put := func(name, content string) {
		p, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(p, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range z.File {
		if _, ok := parts[f.Name]; ok {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		put(f.Name, string(content))
	}
	for name, content := range parts {
		put(name, content)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const onSheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</worksheet>`

func inSheet(rows string) map[string]string {
	return map[string]string{"xl/worksheets/sheet1.xml": fmt.Sprintf(onSheet, rows)}
}

// formattedTo are rows that hold formats alone.
func formattedTo(last int) string {
	var b strings.Builder
	b.WriteString("<sheetData>")
	for r := 1; r <= last; r++ {
		fmt.Fprintf(&b, `<row r="%d" s="1" customFormat="1"/>`, r)
	}
	return b.String() + "</sheetData>"
}

// TestHostileBlanks: each is refused with a code and a way out, and takes little
// memory.
func TestHostileBlanks(t *testing.T) {
	for _, c := range []struct {
		about, code, says string
		parts             map[string]string
	}{
		{"macros", NotAWorkbook, "宏", map[string]string{"xl/vbaProject.bin": "x"}},
		{"another file's figures", NotAWorkbook, "断开链接", map[string]string{"xl/externalLinks/externalLink1.xml": "<externalLink/>"}},
		{"a program", NotAWorkbook, "嵌有", map[string]string{"xl/embeddings/oleObject1.bin": "x"}},
		{"a database", NotAWorkbook, "嵌有", map[string]string{"xl/connections.xml": "<connections/>"}},
		{"rows formatted to the end", TooLarge, "右键删除", inSheet(formattedTo(1 << 20))},
		{"one cell at the very end", TooLarge, "第 1048576 行", inSheet(`<sheetData><row r="1048576"><c r="A1048576" s="1"/></row></sheetData>`)},
		{"cells far to the right", TooLarge, "格子太多", inSheet(`<sheetData>` + rightmost(500) + `</sheetData>`)},
		{"all cells merged", TooLarge, "第 1048576 行", inSheet(`<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`)},
		{"many merged cells", TooLarge, "合并单元格", inSheet(`<sheetData/><mergeCells>` + strings.Repeat(`<mergeCell ref="A1:B1"/>`, 3000) + `</mergeCells>`)},
		{"many formulas", TooLarge, "公式", inSheet(`<sheetData><row r="1"><c r="A1">` + strings.Repeat(`<f>1</f>`, 30_000) + `</c></row></sheetData>`)},
		{"entities", Damaged, "损坏", map[string]string{"xl/worksheets/sheet1.xml": `<!DOCTYPE a [<!ENTITY b "c">]>` + fmt.Sprintf(onSheet, "<sheetData>&b;</sheetData>")}},
		{"rows backwards", Damaged, "行号", inSheet(`<sheetData><row r="5"/><row r="2"/></sheetData>`)},
		{"cells backwards", Damaged, "损坏", inSheet(`<sheetData><row r="1"><c r="C1"/><c r="A1"/></row></sheetData>`)},
		{"a bomb beside", TooLarge, "32 MB", map[string]string{"xl/media/image1.png": strings.Repeat("\x00", 40<<20)}},
	} {
		data := altered(t, c.parts)
		before := allocated()
		b, err := OpenBlank("空白.xlsx", data)
		var refused *Error
		if b != nil || !errors.As(err, &refused) || refused.Code != c.code || !strings.Contains(refused.Message, c.says) {
			t.Errorf("%s: %v", c.about, err)
		}
		if took := (allocated() - before) >> 20; took > 200 {
			t.Errorf("%s took %d MB", c.about, took)
		}
	}
}

func rightmost(rows int) string {
	var b strings.Builder
	for r := 1; r <= rows; r++ {
		fmt.Fprintf(&b, `<row r="%d"><c r="XFD%d" s="1"/></row>`, r, r)
	}
	return b.String()
}

// allocated is all that was ever taken.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// TestBlanksOfOtherSorts: what is no .xlsx says what to do.
func TestBlanksOfOtherSorts(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{
		"a.xls": []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "a.csv": []byte("姓名,身份证号码\n"), "a.xlsx": []byte("PK\x03\x04"), "b.xlsx": nil, "c.xlsx": make([]byte, MaxBlank+1),
	} {
		var refused *Error
		if _, err := OpenBlank(name, data); !errors.As(err, &refused) || refused.Message == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzBlank: no sheet makes the program fall over, and what opens is filled or
// refused.
func FuzzBlank(f *testing.F) {
	f.Add(`<sheetData><row r="1"><c r="A1" t="str"><v>姓名</v></c></row><row r="4"><c r="B4" s="1"><f>A4*12</f></c></row></sheetData><mergeCells><mergeCell ref="A5:B5"/></mergeCells>`)
	f.Add(`<sheetData><row r="4"><c r="A4"><f t="shared" ref="A4:A6" si="0">B4</f></c></row><row r="5"><c r="A5"><f t="shared" si="0"/></c></row></sheetData>`)
	f.Add(`<sheetData/><dataValidations count="1"><dataValidation type="list" sqref="A4:A4"><formula1>"是,否"</formula1></dataValidation></dataValidations>`)
	f.Add(`<sheetData/><conditionalFormatting sqref="A4"><cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>1</formula></cfRule></conditionalFormatting>`)
	f.Fuzz(func(t *testing.T, rows string) {
		b, err := OpenBlank("a.xlsx", altered(t, inSheet(rows)))
		var refused *Error
		if err != nil && !errors.As(err, &refused) {
			t.Fatalf("no code: %v", err)
		}
		if err != nil {
			return
		}
		defer b.Close() //nolint:errcheck // read only
		filling := Filling{First: 4, Last: 4, Rows: [][]any{{"a"}, {"b"}, {"c"}}, Columns: make([]FormColumn, 2)}
		if err := b.Fill(0, []Filling{filling}, []Total{{Row: 6, Of: []int{0}, Sum: []int{1}}}); err == nil {
			_ = b.Save(io.Discard)
		}
	})
}
