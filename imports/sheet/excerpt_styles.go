package sheet

import (
	"bytes"
	"fmt"
	"strconv"
)

// stylebook are the styles of the workbook that is written: those of the cells
// in it, each once, wherever they come from.
type stylebook struct {
	fonts, fills, borders, formats, xfs pool
	colors                              string
}

// pool is a list in which each text stands once.
type pool struct {
	all []string
	at  map[string]int
}

func (p *pool) put(text string) int {
	n, ok := p.at[text]
	if !ok {
		if p.at == nil {
			p.at = map[string]int{}
		}
		n = len(p.all)
		p.at[text] = n
		p.all = append(p.all, text)
	}
	return n
}

// worn is how a cell of a source is written: its style there, and what is added.
type worn struct {
	xf     int
	bad    bool // marked
	text   bool // a text that would become a formula where somebody edits it
	reason bool // of the column of reasons
	day    bool // a date, which the style itself may not show as one
}

// wardrobe finds a source's styles in the workbook that is written.
type wardrobe struct {
	book  *stylebook
	of    *cellStyles
	known map[worn]int
}

// dress begins a source. The first one's usual font is the workbook's: widths
// of columns are counted in it.
func (b *stylebook) dress(of *cellStyles) *wardrobe {
	if len(b.xfs.all) == 0 {
		b.fonts.put(nth(of.fonts, 0, plainFont))
		b.fills.put(noFill)
		b.fills.put(greyFill) // both are expected at these places
		b.borders.put(noBorder)
		b.xfs.put(`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`)
		b.colors = of.colors
	}
	return &wardrobe{b, of, map[worn]int{}}
}

func nth(all []string, i int, other string) string {
	if i < len(all) {
		return all[i]
	}
	return other
}

// firstOwn is the first format that a workbook defines: lower ones are built in
// (ECMA-376 part 1, 18.8.30).
const firstOwn = 164

// style is the number of a style in the workbook that is written.
func (w *wardrobe) style(as worn) int {
	n, ok := w.known[as]
	if !ok {
		n = w.book.xfs.put(w.xf(as))
		w.known[as] = n
	}
	return n
}

func (w *wardrobe) xf(as worn) string {
	var c cellStyle
	if as.xf < len(w.of.xfs) {
		c = w.of.xfs[as.xf]
	}
	fill, format, alignment := w.book.fills.put(nth(w.of.fills, c.fill, noFill)), w.format(c.format), c.alignment
	if as.bad {
		fill = w.book.fills.put(badFill)
	}
	if as.reason {
		format, alignment = "0", `<alignment horizontal="left" vertical="center" wrapText="1"></alignment>`
	}
	if as.text {
		format = textFormatID
	}
	if as.day && !w.showsDay(c.format) {
		format = strconv.Itoa(firstOwn + w.book.formats.put(dayCode))
	}
	out := fmt.Sprintf(`<xf numFmtId="%s" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"`,
		format, w.book.fonts.put(nth(w.of.fonts, c.font, plainFont)), fill, w.book.borders.put(nth(w.of.borders, c.border, noBorder)))
	if c.quoted && !as.reason {
		out += ` quotePrefix="1"`
	}
	if alignment == "" {
		return out + "/>"
	}
	return out + ` applyAlignment="1">` + alignment + "</xf>"
}

// showsDay says whether a format shows a number as a date.
func (w *wardrobe) showsDay(id string) bool {
	code, own := w.of.formats[id]
	return own && isDateCode(code) || !own && isDateFormat(whole(id))
}

// format is the number of a format; the source's own get new ones.
func (w *wardrobe) format(id string) string {
	if code, own := w.of.formats[id]; own {
		return strconv.Itoa(firstOwn + w.book.formats.put(code))
	}
	if n := whole(id); n < firstOwn {
		return strconv.Itoa(n)
	}
	return "0"
}

// xml is the styles part.
func (b *stylebook) xml() []byte {
	var out bytes.Buffer
	out.WriteString(xmlHead + `<styleSheet xmlns="` + mainSpace + `">`)
	if len(b.formats.all) > 0 {
		fmt.Fprintf(&out, `<numFmts count="%d">`, len(b.formats.all))
		for i, code := range b.formats.all {
			fmt.Fprintf(&out, `<numFmt numFmtId="%d"`, firstOwn+i)
			attribute(&out, "formatCode", code)
			out.WriteString("/>")
		}
		out.WriteString("</numFmts>")
	}
	for _, l := range []struct {
		name string
		pool
	}{{"fonts", b.fonts}, {"fills", b.fills}, {"borders", b.borders}} {
		b.list(&out, l.name, l.all)
	}
	out.WriteString(`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`)
	b.list(&out, "cellXfs", b.xfs.all)
	out.WriteString(`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>` + b.colors + `</styleSheet>`)
	return out.Bytes()
}

func (b *stylebook) list(out *bytes.Buffer, name string, all []string) {
	fmt.Fprintf(out, `<%s count="%d">`, name, len(all))
	for _, one := range all {
		out.WriteString(one)
	}
	out.WriteString("</" + name + ">")
}
