package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// office is a workbook as an office keeps one, with what must not come back.
func office() parts {
	p := bookOf(`<sheetPr codeName="Tabelle1"><tabColor rgb="FF00FF00"/><pageSetUpPr fitToPage="1"/></sheetPr>` +
		`<sheetViews><sheetView workbookViewId="0" showGridLines="0" zoomScale="90" topLeftCell="A40"><pane xSplit="2" ySplit="3" topLeftCell="C40" activePane="bottomRight" state="frozen"/><selection activeCell="C41"/></sheetView></sheetViews>` +
		`<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="6.5" customWidth="1"/><col min="2" max="2" width="21" style="2" customWidth="1"/><col min="3" max="3" width="9" hidden="1"/><col min="4" max="16384" width="12" customWidth="1"/></cols>` +
		`<sheetData><row r="1" ht="30" customHeight="1"><c r="A1" s="1" t="s"><v>0</v></c></row>` +
		`<row r="2"><c r="A2" s="1" t="s"><v>1</v></c><c r="B2" s="1" t="s"><v>2</v></c><c r="D2" s="1" t="s"><v>3</v></c><c r="E2" s="1"/></row>` +
		`<row r="3" ht="20" customHeight="1"><c r="A3" s="1"/><c r="B3" s="1"/><c r="C3" s="1" t="s"><v>4</v></c><c r="D3" s="1" t="s"><v>5</v></c><c r="E3" s="1" t="s"><v>6</v></c></row>` +
		`<row r="4"><c r="A4" t="s"><v>7</v></c><c r="B4" s="2" t="s"><v>8</v></c></row>` +
		`<row r="5" ht="18" customHeight="1" hidden="1"><c r="A5" s="4" t="inlineStr"><is><t>甲&amp;乙</t></is></c><c r="B5" s="3"><v>1.42325198108119E+17</v></c><c r="D5" s="5"><f>DATE(2019,4,1)</f><v>43556</v></c><c r="E5" s="4"><f>A4&amp;B4</f></c></row>` +
		`<row r="6"><c r="A6" t="s"><v>9</v></c><c r="E6" t="str"><f>"="&amp;"1+1"</f><v>=1+1</v></c></row></sheetData>` +
		`<sheetProtection sheet="1"/><autoFilter ref="A3:E6"/><mergeCells count="4"><mergeCell ref="A1:E1"/><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="D2:E2"/></mergeCells>` +
		`<dataValidations count="3"><dataValidation type="list" prompt="提示" sqref="A4:A900"><formula1>"是,否"</formula1></dataValidation><dataValidation type="list" sqref="D4:D900"><formula1>名单</formula1></dataValidation><dataValidation type="custom" promptTitle="题" sqref="E4:E900"><formula1>A4&gt;1</formula1></dataValidation></dataValidations>` +
		`<hyperlinks><hyperlink ref="A4" r:id="rId1"/></hyperlinks><pageMargins left="0.3" right="0.3" top="0.4" bottom="0.4" header="0.1" footer="0.1"/><pageSetup paperSize="9" orientation="landscape" r:id="rId7"/><headerFooter><oddFooter>&amp;C第&amp;P页</oddFooter></headerFooter><legacyDrawing r:id="rId9"/>`)
	p = p.strings(`<si><t>花名册</t></si><si><t>姓名</t></si><si><t>身份证号码</t></si><si><t>务工情况</t></si><si><t>藏</t></si><si><t>外出时间</t></si><si><t>备注</t></si><si><t>秘密的人</t></si><si><t>142325197603089998</t></si><si><t>丙</t></si>`).
		styles(`<numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>` +
			`<fonts><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="14"/><color theme="1"/><name val="楷体"/></font></fonts>` +
			`<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills>` +
			`<borders><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders>` +
			`<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="1"><alignment horizontal="center"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="1"/>` +
			`<xf numFmtId="1" fontId="0" fillId="0" borderId="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="1"/><xf numFmtId="170" fontId="0" fillId="0" borderId="1"/></cellXfs>`)
	p = p.replace("xl/workbook.xml", "</sheets>", `<sheet name="选项" sheetId="2" r:id="rId4"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">表!$A$1:$E$900</definedName>`+
		`<definedName name="_xlnm.Print_Titles" localSheetId="0">表!$2:$3</definedName><definedName name="名单">选项!$A$1:$A$2</definedName><definedName name="link">[1]外部!$A$1</definedName></definedNames>`)
	p = p.replace("xl/_rels/workbook.xml.rels", "</Relationships>", `<Relationship Id="rId4" Type="`+relationships+`/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId5" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/><Relationship Id="rId6" Type="`+relationships+`/theme" Target="theme/theme1.xml"/></Relationships>`)
	return p.with("xl/worksheets/sheet2.xml", `<worksheet `+spreadsheetML+`><sheetData><row><c t="inlineStr"><is><t>甲厂</t></is></c></row><row><c t="inlineStr"><is><t>乙厂</t></is></c></row></sheetData></worksheet>`).
		with("xl/theme/theme1.xml", strings.Replace(string(themeXML(usualColors, usualFonts)), "44546A", "ABCDEF", 1)).with("xl/vbaProject.bin", "macro").with("xl/externalLinks/externalLink1.xml", "<externalLink/>")
}

// excerpt writes part of a file's first sheet.
func excerpt(t testing.TB, name string, data []byte, p Part) []byte {
	t.Helper()
	b := mustOpen(t, name, data)
	var out bytes.Buffer
	e := NewExcerpt(&out)
	if err := e.Add(b, 0, p); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var officePart = Part{First: 2, Last: 3, Why: "退回原因", Rows: map[int]Returned{
	5: {Bad: map[int]string{1: "号码不完整"}, Why: "身份证号码：号码不完整"},
	6: {Cells: map[int]string{1: "142325197001019984"}, Bad: map[int]string{3: ""}, Why: "外出时间：错"},
}}

// All values of what goes back, and nothing of what went in.
func TestExcerptRows(t *testing.T) {
	t.Parallel()
	data := excerpt(t, "a.xlsm", office().zip(t), officePart)
	wantRows(t, rowsOf(t, mustOpen(t, "b.xlsx", data), 0),
		"1: 花名册",
		"2: 姓名 | 身份证号码 |  | 务工情况 |  | 退回原因",
		"3: 姓名 | 身份证号码 | 藏 | 外出时间 | 备注 | 退回原因", // shown of merged cells
		"4: 甲&乙 | n142325198108119000 |  | d43556 |  | 身份证号码：号码不完整",
		"5: 丙 | 142325197001019984 |  |  | =1+1 | 外出时间：错")
	if theme := allParts(t, data)["xl/theme/theme1.xml"]; !strings.Contains(theme, "ABCDEF") {
		t.Errorf("another theme: %s", theme)
	}
	for name, content := range allParts(t, data) {
		for _, gone := range []string{"秘密", "142325197603089998", "vba", "external", "外部", "<f>", "Protection", "autoFilter", "hyperlink", "sharedStrings"} {
			if strings.Contains(name, gone) || strings.Contains(content, gone) {
				t.Errorf("%s holds %s", name, gone)
			}
		}
	}
}

// allParts are the files of a workbook.
func allParts(t testing.TB, data []byte) parts {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := parts{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(content)
	}
	return out
}

// books opens the original and what came back with another reader.
func books(t *testing.T) (before, after *excelize.File) {
	t.Helper()
	for i, data := range [][]byte{office().zip(t), excerpt(t, "a.xlsx", office().zip(t), officePart)} {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			before = f
		} else {
			after = f
		}
	}
	return before, after
}

func styleOf(t *testing.T, f *excelize.File, cell string) excelize.Style {
	t.Helper()
	id, err := f.GetCellStyle("表", cell)
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return *s
}

// Cells look as they did; bad ones are filled on top of that.
func TestExcerptStyles(t *testing.T) {
	t.Parallel()
	before, after := books(t)
	for was, is := range map[string]string{"A1": "A1", "A2": "A2", "E3": "F2", "C3": "C3", "A5": "A4", "D5": "D4", "E5": "E4"} {
		a, b := styleOf(t, before, was), styleOf(t, after, is)
		if a.Font.Family != b.Font.Family || a.Font.Bold != b.Font.Bold || a.Font.Size != b.Font.Size || a.NumFmt != b.NumFmt && a.CustomNumFmt == nil ||
			len(a.Border) != len(b.Border) || !slices.Equal(a.Fill.Color, b.Fill.Color) || (a.CustomNumFmt == nil) != (b.CustomNumFmt == nil) || a.CustomNumFmt != nil && *a.CustomNumFmt != *b.CustomNumFmt {
			t.Errorf("%s was %+v %+v, %s is %+v %+v", was, a, a.Font, is, b, b.Font)
		}
	}
	bad := styleOf(t, after, "B4")
	if !slices.Equal(bad.Fill.Color, []string{"FFC7CE"}) || bad.NumFmt != 1 || len(bad.Border) != 4 {
		t.Errorf("the bad number looks %+v", bad)
	}
	if s := styleOf(t, after, "D5"); !slices.Equal(s.Fill.Color, []string{"FFC7CE"}) {
		t.Errorf("the missing cell looks %+v", s)
	}
	if s := styleOf(t, after, "E5"); s.NumFmt != 49 {
		t.Errorf("=1+1 is no text: %+v", s)
	}
	notes, err := after.GetComments("表")
	if err != nil || len(notes) != 1 || notes[0].Cell != "B4" || notes[0].Text != "号码不完整" {
		t.Errorf("notes %+v %v", notes, err)
	}
}

// The sheet is laid out as it was.
func TestExcerptLayout(t *testing.T) {
	t.Parallel()
	before, after := books(t)
	for _, col := range []string{"A", "B", "C", "D", "E"} {
		a, err := before.GetColWidth("表", col)
		b, err2 := after.GetColWidth("表", col)
		if err != nil || err2 != nil || a != b {
			t.Errorf("column %s is %v wide, was %v (%v %v)", col, b, a, err, err2)
		}
	}
	if shown, err := after.GetColVisible("表", "C"); shown || err != nil {
		t.Error("a hidden column is shown")
	}
	if shown, err := after.GetRowVisible("表", 4); !shown || err != nil {
		t.Error("a row that a filter hid stays hidden")
	}
	for was, is := range map[int]int{1: 1, 3: 3, 5: 4} {
		a, _ := before.GetRowHeight("表", was)
		if b, err := after.GetRowHeight("表", is); err != nil || a != b {
			t.Errorf("row %d is %v high, was %v", is, b, a)
		}
	}
	var merged []string
	cells, err := after.GetMergeCells("表")
	for _, m := range cells {
		merged = append(merged, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	if err != nil || !slices.Equal(merged, []string{"A1:E1", "A2:A3", "B2:B3", "D2:E2", "F2:F3"}) {
		t.Errorf("merged %v", merged)
	}
	panes, err := after.GetPanes("表")
	if err != nil || !panes.Freeze || panes.XSplit != 2 || panes.YSplit != 3 || panes.TopLeftCell != "C4" {
		t.Errorf("panes %+v %v", panes, err)
	}
	page, err := after.GetPageLayout("表")
	if err != nil || *page.Orientation != "landscape" || *page.Size != 9 {
		t.Errorf("page %+v %v", page, err)
	}
	margins, err := after.GetPageMargins("表")
	if err != nil || *margins.Left != 0.3 {
		t.Errorf("margins %+v %v", margins, err)
	}
	var named []string
	for _, n := range after.GetDefinedName() {
		named = append(named, n.Name+" "+n.RefersTo)
	}
	if want := []string{"_xlnm.Print_Area '表'!$A$1:$E$5", "_xlnm.Print_Titles '表'!$2:$3"}; !slices.Equal(named, want) {
		t.Errorf("names %v", named)
	}
}

// What cells may hold stays said, where it can be without the rest of the file.
func TestExcerptChecks(t *testing.T) {
	t.Parallel()
	_, after := books(t)
	checks, err := after.GetDataValidations("表")
	if err != nil || len(checks) != 3 {
		t.Fatalf("%d checks %v", len(checks), err)
	}
	for i, want := range []struct{ cells, kind, formula string }{{"A4:A5", "list", `"是,否"`}, {"D4:D5", "list", `"甲厂,乙厂"`}, {"E4:E5", "", ""}} {
		if c := checks[i]; c.Sqref != want.cells || c.Type != want.kind || c.Formula1 != want.formula {
			t.Errorf("check %d: %s %s %s, want %+v", i, c.Sqref, c.Type, c.Formula1, want)
		}
	}
}
