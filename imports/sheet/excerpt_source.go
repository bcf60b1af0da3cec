package sheet

import (
	"bytes"
	"strconv"
)

// cellStyles are the cell styles of one workbook, as XML where they are only
// handed on.
type cellStyles struct {
	fonts, fills, borders []string
	formats               map[string]string // codes by number
	xfs                   []cellStyle
	colors                string // the workbook's own palette
	left                  int    // bytes that may still be kept
}

// cellStyle is one of them: numbers of the lists above.
type cellStyle struct {
	format             string // of numbers
	font, fill, border int
	quoted             bool   // an apostrophe before the text
	alignment          string // as XML
}

// maxStyleText bounds the styles that are kept of a workbook; cells with later
// ones look plain.
const maxStyleText = 8 << 20

// readLooks reads the styles part.
func (x *xlsx) readLooks() (*cellStyles, error) {
	c := &cellStyles{formats: map[string]string{}, left: maxStyleText}
	f := x.zip.parts[x.styles]
	if f == nil {
		return c, nil
	}
	return c, x.zip.again(f, func(s *scanner) error {
		return s.each(func() error { return c.visit(s) })
	})
}

func (c *cellStyles) visit(s *scanner) (err error) {
	switch string(s.name) {
	case "cellStyleXfs", "dxfs", "cellStyles", "tableStyles", "extLst":
		return s.skip()
	case "font":
		return c.keep(s, &c.fonts)
	case "fill":
		return c.keep(s, &c.fills)
	case "border":
		return c.keep(s, &c.borders)
	case "colors":
		var one []string
		err = c.keep(s, &one)
		c.colors = first(one)
	case "numFmt":
		v, err := s.values("numFmtId", "formatCode")
		if err == nil && len(c.formats) < maxStyles && c.left > 0 {
			c.formats[v[0]] = v[1]
			c.left -= len(v[1])
		}
		return err
	case "xf":
		return c.keepStyle(s)
	}
	return err
}

func (c *cellStyles) keep(s *scanner, list *[]string) error {
	if c.left <= 0 || len(*list) == maxStyles {
		return s.skip()
	}
	var out bytes.Buffer
	if err := s.copyElement(&out); err != nil {
		return err
	}
	*list = append(*list, out.String())
	c.left -= out.Len()
	return nil
}

func (c *cellStyles) keepStyle(s *scanner) error {
	v, err := s.values("numFmtId", "fontId", "fillId", "borderId", "quotePrefix")
	if err != nil {
		return err
	}
	one := cellStyle{v[0], whole(v[1]), whole(v[2]), whole(v[3]), isTrue(v[4]), ""}
	for depth := len(s.starts); ; {
		t, err := s.next()
		switch {
		case err != nil:
			return err
		case t == tokenEnd && len(s.starts) < depth:
			if len(c.xfs) < maxStyles {
				c.xfs = append(c.xfs, one)
			}
			return nil
		case t == tokenStart && string(s.name) == "alignment":
			var kept []string
			if err := c.keep(s, &kept); err != nil {
				return err
			}
			one.alignment = first(kept)
		}
	}
}

// whole is a number of at least 0; 0 for anything else.
func whole(s string) int {
	n, err := strconv.Atoi(s)
	return max(n, 0) * b2i(err == nil)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// plainStyles are those of rows that come from a file without any.
func plainStyles() *cellStyles {
	thin := `<left style="thin"></left><right style="thin"></right><top style="thin"></top><bottom style="thin"></bottom><diagonal></diagonal>`
	return &cellStyles{
		fonts:   []string{plainFont, `<font><b></b><sz val="11"></sz><name val="宋体"></name></font>`},
		borders: []string{noBorder, "<border>" + thin + "</border>"},
		formats: map[string]string{ownDayID: dayCode},
		xfs: []cellStyle{
			plainCell:   {format: "0", border: 1},
			textCell:    {format: textFormatID, border: 1},
			dayCell:     {format: ownDayID, border: 1},
			headingCell: {format: "0", font: 1, border: 1, alignment: `<alignment horizontal="center" vertical="center" wrapText="1"></alignment>`},
			aboveCell:   {format: "0"},
		},
	}
}

const (
	plainCell = iota
	textCell
	dayCell
	headingCell
	aboveCell
)

const (
	textFormatID = "49" // the built-in "@"
	ownDayID     = "164"
	dayCode      = "yyyy-mm-dd"
	plainFont    = `<font><sz val="11"></sz><name val="宋体"></name></font>`
	noFill       = `<fill><patternFill patternType="none"></patternFill></fill>`
	greyFill     = `<fill><patternFill patternType="gray125"></patternFill></fill>`
	badFill      = `<fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"></fgColor><bgColor indexed="64"></bgColor></patternFill></fill>`
	noBorder     = `<border><left></left><right></right><top></top><bottom></bottom><diagonal></diagonal></border>`
)
