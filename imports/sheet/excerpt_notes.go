package sheet

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
)

// note is one at a cell: its row from 1, its column from 0.
type note struct {
	row, col int
	text     string
}

// notes writes the notes of sheet n: the texts, and the boxes that they stand in
// (ECMA-376 part 1, 18.7; part 4, 19).
func (e *Excerpt) notes(n int, all []note) error {
	var texts, boxes, rels bytes.Buffer
	texts.WriteString(xmlHead + `<comments xmlns="` + mainSpace + `"><authors><author>劳务平台</author></authors><commentList>`)
	fmt.Fprintf(&boxes, boxesHead, n)
	for i, one := range all {
		fmt.Fprintf(&texts, `<comment ref="%s" authorId="0"><text><t xml:space="preserve">%s</t></text></comment>`, ref(one.row, one.col), escaped(one.text))
		fmt.Fprintf(&boxes, box, 1024*n+i+1, one.col+1, max(one.row-2, 0), one.col+4, one.row+3, one.row-1, one.col)
	}
	texts.WriteString("</commentList></comments>")
	boxes.WriteString("</xml>")
	fmt.Fprintf(&rels, relationsHead+`<Relationship Id="rId1" Type="%s/vmlDrawing" Target="../drawings/vmlDrawing%d.vml"/><Relationship Id="rId2" Type="%s/comments" Target="../comments%d.xml"/></Relationships>`, relationSpace, n, relationSpace, n)
	parts := map[string][]byte{
		fmt.Sprintf("xl/comments%d.xml", n): texts.Bytes(), fmt.Sprintf("xl/drawings/vmlDrawing%d.vml", n): boxes.Bytes(),
		fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", n): rels.Bytes(),
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		to, err := e.begin(name)
		if err == nil {
			_, err = to.Write(parts[name])
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}

const (
	boxesHead = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
		`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout>` +
		`<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`
	box = `<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:180pt;height:60pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
		`<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>` +
		`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 12, %d, 8, %d, 12, %d, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`
)
