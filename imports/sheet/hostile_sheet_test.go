package sheet

import (
	"fmt"
	"strings"
)

// hostileSheets are files whose harm is in rows, columns, merged cells and
// formulas.
func hostileSheets() []maker {
	return []maker{
		asZip("columns-beyond.xlsx", func() parts { return book1(line(1, hostileHeading) + `<row r="2"><c r="XFE2"><v>1</v></c></row>`) }),
		asZip("columns-million.xlsx", func() parts { return book1(`<row r="1">` + strings.Repeat(`<c><v>1</v></c>`, 1_000_000) + `</row>`) }),
		asZip("columns-last.xlsx", func() parts { return book1(line(1, hostileHeading) + farRows(1900)) }),
		asZip("columns-headings.xlsx", wideHeadings),
		asZip("cells-too-many.xlsx", func() parts {
			return book1(line(1, hostileHeading) + strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, maxCells/maxColumns+1))
		}),
		asZip("row-negative.xlsx", func() parts { return harmless().replace(sheet1Part, `<row r="2">`, `<row r="-2">`) }),
		asZip("row-zero.xlsx", func() parts { return harmless().replace(sheet1Part, `<row r="1">`, `<row r="0">`) }),
		asZip("rows-descending.xlsx", func() parts { return book1(line(9, hostileHeading) + line(2, hostilePerson)) }),
		asZip("row-two-thousand-million.xlsx", func() parts { return harmless().replace(sheet1Part, `<row r="2">`, `<row r="2147483648">`) }),
		asZip("row-beyond.xlsx", func() parts { return harmless().replace(sheet1Part, `<row r="2">`, `<row r="1048577">`) }),
		asZip("row-last.xlsx", func() parts { return book1(line(1, hostileHeading) + line(maxRows, hostilePerson)) }),
		asZip("rows-blank.xlsx", func() parts { return book1(strings.Repeat(`<row><c t="str"><v> </v></c></row>`, maxRows)) }),
		asZip("rows-bad.xlsx", func() parts { return book1(line(1, hostileHeading) + badRows(600_000)) }),
		asZip("merges-whole-sheet.xlsx", func() parts { return merged(`<mergeCell ref="A1:XFD1048576"/>`) }),
		asZip("merges-overlapping.xlsx", func() parts {
			return merged(`<mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/><mergeCell ref="A2:C2"/><mergeCell ref="A1:B2"/><mergeCell ref="C1:C9"/>`)
		}),
		asZip("merges-in-circles.xlsx", func() parts { return merged(`<mergeCell ref="A1:B2"/><mergeCell ref="B2:A1"/>`) }),
		asZip("merges-beyond.xlsx", func() parts { return merged(strings.Repeat(`<mergeCell ref="A1"/>`, maxMerges+1)) }),
		asZip("merges-across.xlsx", func() parts {
			return book1(wideRow(1)+wideRow(2)).replace(sheet1Part, "</sheetData>", "</sheetData><mergeCells>"+strings.Repeat(`<mergeCell ref="A1:XFD1"/>`, 900_000)+"</mergeCells>")
		}),
		asZip("merges-down.xlsx", mergesDown),
		asZip("formulas-nowhere.xlsx", formulasNowhere),
		asZip("cell-too-long.xlsx", func() parts { return harmless().replace(sheet1Part, "王建", strings.Repeat("长", maxCellRunes+1)) }),
	}
}

// farRows are one person many times, each with something in the last column.
func farRows(n int) string {
	var b strings.Builder
	for i := range n {
		row := line(i+2, hostilePerson)
		b.WriteString(strings.Replace(row, "</row>", fmt.Sprintf(`<c r="XFD%d"><v>1</v></c></row>`, i+2), 1))
	}
	return b.String()
}

func wideRow(number int) string {
	return fmt.Sprintf(`<row r="%d">`, number) + strings.Repeat(`<c t="str"><v>姓名</v></c>`, maxColumns) + `</row>`
}

// wideHeadings fills the rows that are looked at for headings.
func wideHeadings() parts {
	var b strings.Builder
	for i := range 16 {
		b.WriteString(wideRow(i + 1))
	}
	return book1(b.String())
}

func badRows(n int) string {
	return strings.Repeat(`<row><c t="str"><v>丙村</v></c><c t="str"><v>王</v></c><c t="str"><v>1</v></c></row>`, n)
}

func merged(merges string) parts {
	return harmless().replace(sheet1Part, "</sheetData>", "</sheetData><mergeCells>"+merges+"</mergeCells>")
}

// mergesDown merges every column through all rows.
func mergesDown() parts {
	var b strings.Builder
	for col := range maxColumns {
		fmt.Fprintf(&b, `<mergeCell ref="%s:%s"/>`, ref(1, col), ref(maxRows, col))
	}
	return book1(wideRow(1)+strings.Repeat(`<row><c><v>1</v></c></row>`, 100_000)).
		replace(sheet1Part, "</sheetData>", "</sheetData><mergeCells>"+b.String()+"</mergeCells>")
}

// formulasNowhere has formulas that show nothing, that show themselves, and
// that point to sheets that are not there.
func formulasNowhere() parts {
	formula := func(f, shown string) string { return `<c t="str"><f>` + f + `</f>` + shown + `</c>` }
	return book1(line(1, hostileHeading) + line(2, hostilePerson) +
		`<row r="3"><c t="str"><v>丙村</v></c>` + formula("B3", "") + formula("Nowhere!C9", "") + `</row>` +
		`<row r="4">` + formula("A2", "<v>丙村</v>") + formula("[9]x!B4", "<v>李英</v>") + formula("C4", "<v>142325197001019984</v>") + `</row>` +
		`<row r="5"><c t="str"><v>丙村</v></c>` + formula("B5", "<v>张平</v>") + `<c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`)
}
