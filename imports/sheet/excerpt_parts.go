package sheet

import (
	"bytes"
	"fmt"
	"strings"
)

const (
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace  = "http://schemas.openxmlformats.org/package/2006/"
	contentType   = "application/vnd.openxmlformats-officedocument."
)

// bookParts are the parts that tell of all sheets (ECMA-376 part 2; part 1,
// 12.3).
func (e *Excerpt) bookParts() map[string][]byte {
	var types, book, rels bytes.Buffer
	override := func(name, kind string) {
		fmt.Fprintf(&types, `<Override PartName="/xl/%s" ContentType="%s%s+xml"/>`, name, contentType, kind)
	}
	relation := func(n int, kind, target string) {
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>`, n, relationSpace, kind, target)
	}
	types.WriteString(xmlHead + `<Types xmlns="` + packageSpace + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="` + contentType + `vmlDrawing"/>`)
	rels.WriteString(relationsHead)
	book.WriteString(xmlHead + `<workbook xmlns="` + mainSpace + `" xmlns:r="` + relationSpace + `"><bookViews><workbookView/></bookViews><sheets>`)
	override("workbook.xml", "spreadsheetml.sheet.main")
	override("styles.xml", "spreadsheetml.styles")
	for i, s := range e.sheets {
		n := i + 1
		override(fmt.Sprintf("worksheets/sheet%d.xml", n), "spreadsheetml.worksheet")
		if s.notes {
			override(fmt.Sprintf("comments%d.xml", n), "spreadsheetml.comments")
		}
		relation(n, "worksheet", fmt.Sprintf("worksheets/sheet%d.xml", n))
		book.WriteString("<sheet")
		attribute(&book, "name", s.name)
		fmt.Fprintf(&book, ` sheetId="%d" r:id="rId%d"/>`, n, n)
	}
	relation(len(e.sheets)+1, "styles", "styles.xml")
	override("theme/theme1.xml", "theme")
	relation(len(e.sheets)+2, "theme", "theme/theme1.xml")
	out := map[string][]byte{"xl/styles.xml": e.styles.xml(), "xl/theme/theme1.xml": e.theme, "_rels/.rels": rootRelations()}
	book.WriteString("</sheets>" + e.definedNames() + "</workbook>")
	out["[Content_Types].xml"] = append(types.Bytes(), "</Types>"...)
	out["xl/workbook.xml"] = book.Bytes()
	out["xl/_rels/workbook.xml.rels"] = append(rels.Bytes(), "</Relationships>"...)
	return out
}

const relationsHead = xmlHead + `<Relationships xmlns="` + packageSpace + `relationships">`

func rootRelations() []byte {
	return []byte(relationsHead + `<Relationship Id="rId1" Type="` + relationSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
}

// definedNames say what is printed of each sheet.
func (e *Excerpt) definedNames() string {
	var out strings.Builder
	for _, name := range []string{"_xlnm.Print_Area", "_xlnm.Print_Titles"} {
		for i, s := range e.sheets {
			cells, ok := s.names[name]
			if !ok {
				continue
			}
			quoted := "'" + strings.ReplaceAll(s.name, "'", "''") + "'!"
			cells = quoted + strings.ReplaceAll(cells, ",", ","+quoted)
			fmt.Fprintf(&out, `<definedName name="%s" localSheetId="%d">%s</definedName>`, name, i, escaped(cells))
		}
	}
	if out.Len() == 0 {
		return ""
	}
	return "<definedNames>" + out.String() + "</definedNames>"
}
