package sheet

import (
	"slices"
	"strings"
	"testing"
)

// dateStyles gives style 1 the built-in date 14, 2 a year and month in
// Chinese, 3 a number, 4 a text format; 0 is general.
const dateStyles = `<numFmts count="2"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="177" formatCode="0.00&quot;元/d&quot;"/></numFmts>` +
	`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="49"/></cellXfs>`

// Each is a way in which some program writes cells.
func TestCells(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, row, want string }{
		{"number", `<row r="1"><c r="A1"><v>3500</v></c><c r="B1" t="n"><v> 2.5 </v></c></row>`, "1: n3500 | n2.5"},
		{"binary fraction", `<row r="1"><c r="A1"><v>2019.4000000000001</v></c></row>`, "1: n2019.4"},
		{"lost digits", `<row r="1"><c r="A1"><v>1.42325198108119E+17</v></c></row>`, "1: n142325198108119000"},
		{"number as text", `<row r="1"><c r="A1" s="4"><v>12</v></c><c r="B1"><v>说明</v></c></row>`, "1: n12 | 说明"},
		{"no references", `<row><c><v>1</v></c><c/><c t="str"><v>二</v></c></row>`, "1: n1 |  | 二"},
		{"gaps", `<row r="7"><c r="C7"><v>1</v></c><c><v>2</v></c></row>`, "7:  |  | n1 | n2"},
		{"out of order", `<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>`, "1: n1 |  | n3"},
		{"small letters", `<row r="1"><c r="ab1"><v>1</v></c></row>`, "1: " + strings.Repeat(" | ", 27) + "n1"},
		{"shared", `<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>`, "1: 富 文本 | 共享"},
		{"in place", `<row r="1"><c r="A1" t="inlineStr"><is><t>文</t></is></c></row>`, "1: 文"},
		{"runs in place", `<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>张</t></r><r><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh><phoneticPr fontId="1"/></is></c></row>`, "1: 张 三"},
		{"formula", `<row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v>得数</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>1/0</f></c><c r="D1"><f>1</f><v></v></c></row>`, "1: 得数 | n2"},
		{"truth and fault", `<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#N/A</v></c><c r="D1" t="b"/></row>`, "1: bTRUE | bFALSE | f#N/A"},
		{"dates", `<row r="1"><c r="A1" s="1"><v>43556</v></c><c r="B1" s="2"><v>43556.5</v></c><c r="C1" s="3"><v>43556</v></c></row>`, "1: d43556 | d43556.5 | n43556"},
		{"written dates", `<row r="1"><c r="A1" t="d"><v>2019-04-01</v></c><c r="B1" t="d"><v>2019-04-01T12:00:00Z</v></c><c r="C1" t="d"><v>06:00:00.000</v></c><c r="D1" t="d"><v>去年</v></c></row>`, "1: d43556 | d43556.5 | d0.25 | 去年"},
		{"entities", `<row r="1"><c r="A1" t="str"><v>&lt;&#24352;&#x5f20;&amp;&quot;&apos;&gt;</v></c></row>`, `1: <张张&"'>`},
		{"CDATA", `<row r="1"><c r="A1" t="str"><v>甲<![CDATA[<乙 & 丙>]]>丁<!-- 戊 --></v></c></row>`, "1: 甲<乙 & 丙>丁"},
		{"escapes", `<row r="1"><c r="A1" t="str"><v>一_x000D__x000a_二_x005F_x0041__xD83D__xDE00__x41_</v></c></row>`, "1: 一\n二_x0041_😀_x41_"},
		{"controls", `<row r="1"><c r="A1" t="str"><v>a&#0;b&#7;c&#x85;d_x0000_e` + "\tf\r\ng" + `</v></c></row>`, "1: abcde\tf\ng"},
		{"attributes", "<row\n r = '1' ><c s='0'\tr=\"A1\" t = 'str' cm='>'><v >x</v ></c ></row>", "1: x"},
		{"extensions", `<row r="1"><c r="A1"><v>1</v><extLst><ext><x:v xmlns:x="u">9</x:v></ext></extLst></c><other><c r="B1"><v>2</v></c></other></row>`, "1: n1"},
		{"blank rows", `<row r="1"/><row r="2"><c r="A2" s="1"/></row><row r="3"><c r="A3" t="s"><v>2</v></c></row><row r="4"><c r="B4"><v>4</v></c></row>`, "4:  | n4"},
		{"hundreds of letters", `<row r="1"><c r="A1" t="str"><v>` + strings.Repeat("字", maxCellRunes) + `</v></c></row>`, "1: " + strings.Repeat("字", maxCellRunes)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			file := book1(c.row).styles(dateStyles).strings(`<si><t>共享</t></si><si><r><t>富</t></r><rPh><t>fu</t></rPh><r><t xml:space="preserve"> 文本</t></r></si><si><t/></si>`)
			wantRows(t, rowsOf(t, mustOpen(t, "a.xlsx", file.zip(t)), 0), c.want)
		})
	}
}

// Each is a way in which some program puts a workbook together.
func TestWorkbooks(t *testing.T) {
	t.Parallel()
	const workbook, workbookRels, sheet1 = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"
	plain := book1(`<row r="1"><c r="A1" s="1"><v>43556</v></c></row>`).styles(dateStyles)
	moved := plain.with("Office/Blatt.XML", plain[sheet1])
	delete(moved, sheet1)
	for _, c := range []struct {
		name string
		file parts
		want string
	}{
		{"plain", plain, "1: d43556"},
		{"absolute target", plain.replace(workbookRels, `"worksheets/`, `"/xl/worksheets/`), "1: d43556"},
		{"dots in target", plain.replace(workbookRels, `"worksheets/`, `"../xl/./worksheets/`), "1: d43556"},
		{"backslashes and capitals", moved.replace(workbookRels, `worksheets/sheet1.xml`, `\office\blatt.xml`), "1: d43556"},
		{"1904", plain.replace(workbook, `<sheets>`, `<workbookPr date1904="true"/><sheets>`).replace(sheet1, "43556", "42094.5"), "1: d43556.5"},
		{"1904 and an extension", plain.replace(workbook, `<sheets>`, `<workbookPr date1904="1"/><sheets>`).
			replace(workbook, `</workbook>`, `<extLst><ext><x15:workbookPr xmlns:x15="u" chartTrackingRefBase="1"/></ext></extLst></workbook>`).replace(sheet1, "43556", "42094"), "1: d43556"},
		{"1904, time of day", plain.replace(workbook, `<sheets>`, `<workbookPr date1904="1"/><sheets>`).replace(sheet1, "43556", "0.5"), "1: d0.5"},
		{"prefixes", plain.with(workbook, `<x:workbook xmlns:x="main" xmlns:rel="r"><x:sheets><x:sheet xmlns:id="u" rel:id="rId1" name="表" sheetId="1"/></x:sheets></x:workbook>`).
			with(sheet1, `<x:worksheet xmlns:x="main"><x:sheetData><x:row r="1"><x:c r="A1" s="1"><x:v>43556</x:v></x:c></x:row></x:sheetData></x:worksheet>`), "1: d43556"},
		{"strict", plain.replace("_rels/.rels", relationships, "http://purl.oclc.org/ooxml/officeDocument/relationships").
			with(workbookRels, strings.ReplaceAll(plain[workbookRels], relationships, "http://purl.oclc.org/ooxml/officeDocument/relationships")), "1: d43556"},
		{"tags in CDATA", plain.replace(sheet1, `</row>`, `<c t="str"><v><![CDATA[</row><row r="9">]]></v></c></row>`), "1: d43556 | </row><row r=\"9\">"},
		{"UTF-16", plain.with(sheet1, utf16LE(plain[sheet1])), "1: d43556"},
		{"byte order mark", plain.with(sheet1, bomUTF8+plain[sheet1]), "1: d43556"},
		{"anchors before and after the rows", plain.replace(sheet1, `<sheetData>`, `<a><b><xdr:row>5</xdr:row></b></a><sheetData>`).
			replace(sheet1, `</worksheet>`, `<oleObjects><anchor><xdr:row>11</xdr:row></anchor></oleObjects></worksheet>`), "1: d43556"},
		{"no .rels", without(plain, "_rels/.rels"), "1: d43556"},
		{"a module without a part", plain.replace(workbook, `</sheets>`, `<sheet name="Module" sheetId="2" r:id=""/></sheets>`), "1: d43556"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := mustOpen(t, "a.xlsx", c.file.zip(t))
			if got := sheetList(b); !slices.Equal(got, []string{"表 1"}) {
				t.Errorf("sheets %q", got)
			}
			wantRows(t, rowsOf(t, b, 0), c.want)
		})
	}
}

func without(p parts, name string) parts {
	out := p.with(name, "")
	delete(out, name)
	return out
}

func utf16LE(s string) string {
	out := []byte(bomLE)
	for _, r := range s {
		out = append(out, byte(r), byte(r>>8))
	}
	return string(out)
}

func TestSheetsAreListed(t *testing.T) {
	t.Parallel()
	file := book1(``).with("xl/workbook.xml", `<workbook xmlns:r="r"><sheets>
		<sheet name="乡&amp;镇" r:id="rId1"/><sheet name="隐" state="hidden" r:id="rId4"/>
		<sheet name="深" state="veryHidden" r:id="rId5"/><sheet name="图" r:id="rId6"/></sheets></workbook>`).
		with("xl/_rels/workbook.xml.rels", rels(`Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"`,
			`Id="rId4" Type="x/worksheet" Target="worksheets/sheet1.xml"`, `Id="rId5" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"`,
			`Id="rId6" Type="x/chartsheet" Target="chartsheets/sheet1.xml"`)).
		replace("xl/worksheets/sheet1.xml", `<sheetData></sheetData>`, `<sheetData/>`)
	b := mustOpen(t, "a.xlsx", file.zip(t))
	if got := sheetList(b); !slices.Equal(got, []string{"乡&镇 0", "隐* 0", "深* 0"}) {
		t.Errorf("sheets %q", got)
	}
	wantRows(t, rowsOf(t, b, 0))
}

func TestMergedCells(t *testing.T) {
	t.Parallel()
	b := mustOpen(t, "a.xlsx", bookOf(`<sheetData>
		<row r="1"><c r="A1" t="str"><v>户</v></c><c r="B1" t="str"><v>情况</v></c></row>
		<row r="2"><c r="A2"/><c r="B2" t="str"><v>姓名</v></c><c r="C2" t="str"><v>性别</v></c></row>
		<row r="3"><c r="A3" t="str"><v>甲</v></c><c r="B3"><v>1</v></c><c r="D3" t="str"><v>高</v></c></row>
		<row r="4"><c r="B4"><v>2</v></c></row>
		<row r="5"><c r="A5"><v>9</v></c><c r="B5"><v>3</v></c></row>
		<row r="6"/>
		<row r="7"><c r="B7"><v>4</v></c></row>
		</sheetData><mergeCells count="5"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="D3:E6"/><mergeCell ref="A3:A6"/><mergeCell ref="C3:C7"/></mergeCells>`).zip(t))
	wantRows(t, rowsOf(t, b, 0), "1: 户 | 情况", "2: 户 | 姓名 | 性别",
		"3: 甲 | n1 |  | 高", "4: 甲 | n2 |  | 高", "5: 甲 | n3 |  | 高", "7:  | n4")
	if got := b.Sheets()[0].Merges; !slices.Contains(got, Merge{1, 1, 1, 2}) || !slices.Contains(got, Merge{3, 3, 6, 4}) || len(got) != 5 {
		t.Errorf("merges %v", got)
	}
}

// A row that is cut off by the reader's buffer must read like any other.
func TestRowsAcrossBuffers(t *testing.T) {
	t.Parallel()
	var rows strings.Builder
	var want []string
	for i := range 3000 {
		text := strings.Repeat("长", i%97)
		rows.WriteString(`<row><c t="str"><v>` + text + `&amp;</v></c><!-- ! --><c t="inlineStr"><is><t>` + text + `x</t></is></c></row>`)
		want = append(want, show(Row{i + 1, []Cell{{text + "&", Text}, {text + "x", Text}}}))
	}
	b := mustOpen(t, "a.xlsx", book1(rows.String()).zip(t))
	if b.Sheets()[0].Rows != 3000 {
		t.Errorf("%d rows", b.Sheets()[0].Rows)
	}
	if got := rowsOf(t, b, 0); !slices.Equal(got, want) {
		t.Error("rows differ")
	}
}
