package sheet

import (
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// hostileTexts are .csv files, and other things under a workbook's name.
func hostileTexts() []maker {
	const roster = "村,姓名,身份证号码\n丙村,王建,142325197603089998\n"
	text := func(name string, s func() string) maker { return fixed(name, func() []byte { return []byte(s()) }) }
	gb := func(s string) string {
		out, _ := simplifiedchinese.GB18030.NewEncoder().String(s) // all of it can be written so
		return out
	}
	return []maker{
		text("csv-line-huge.csv", func() string { return roster + strings.Repeat("1,", 60_000) + "\n" }),
		text("csv-cell-huge.csv", func() string { return roster + "丙村," + strings.Repeat("王", 40_000) + ",1\n" }),
		text("csv-quote-open.csv", func() string { return roster + "\"丙村," + strings.Repeat("王建,1\n", 10_000) }),
		text("csv-quotes-many.csv", func() string { return roster + strings.Repeat(`""`, 90_000) + "\n" }),
		text("csv-nul.csv", func() string { return strings.ReplaceAll(roster, "姓名", "姓\x00名") }),
		text("csv-nul-late.csv", func() string { return roster + strings.Repeat("\n", 5000) + "丙村,李\x00英,142325197001019984\n" }),
		text("csv-gb-then-utf8.csv", func() string {
			return gb(roster) + "丙村,李英兰,142325197001019984\n丙村,张平,142325198005129974\n"
		}),
		text("csv-utf8-then-gb.csv", func() string { return roster + gb("丙村,李英,142325197001019984\n") }),
		text("csv-utf16.csv", func() string { return utf16Text(roster) }),
		text("csv-utf16-half.csv", func() string { s := utf16Text(roster); return s[:len(s)-1] }),
		text("csv-bytes.csv", func() string { return roster + "丙村,\xff\xfe\xfd,142325197001019984\n" }),
		text("csv-formulas.csv", func() string { return roster + "丙村,=cmd|' /C calc'!A0,142325197001019984\n" }),
		text("html-as.xls", func() string { return "<html><meta charset=gbk><table><tr><td>姓名</td></tr></table></html>" }),
		text("xml-2003-as.xls", func() string { return `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>` }),
		text("mht-as.xls", func() string { return "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" }),
		text("pdf-as.xlsx", func() string { return "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<<>>\nendobj\n\x00\x01" }),
		text("text-as.xlsx", func() string { return roster }),
		text("nothing.xlsx", func() string { return "" }),
		text("nothing.csv", func() string { return "" }),
	}
}

// utf16Text is the text in UTF-16, as a spreadsheet saves "Unicode text".
func utf16Text(s string) string {
	units, _ := wide(s)
	return bomLE + string(units)
}
