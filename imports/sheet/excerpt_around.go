package sheet

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// around is what stands in a sheet beside its rows, as far as it is handed on.
type around struct {
	tab, fit string // of its properties, as XML
	view     string // attributes of how it is seen
	pane     pane
	usual    string // of rows and columns, as XML
	cols     []columns
	checks   []check
	print    map[string]string // options, margins, page and header, as XML
}

// columns are some that look alike; the first and the last counted from 0.
type columns struct {
	first, last int
	width       string // in characters; empty: the usual
	hidden      bool
	style       int
}

// pane is what stays in sight.
type pane struct{ columns, rows int }

// printParts are handed on as they are, in this order.
var printParts = []string{"printOptions", "pageMargins", "pageSetup", "headerFooter"}

// around reads what stands beside the rows of a sheet.
func (x *xlsx) around(i int) (*around, error) {
	a := &around{print: map[string]string{}}
	err := x.zip.again(x.list[i].part, func(s *scanner) error {
		return s.each(func() error { return a.visit(s) })
	})
	a.cols = inOrder(a.cols)
	return a, err
}

func (a *around) visit(s *scanner) error {
	name := string(s.name)
	switch len(s.starts) {
	case 2:
		switch {
		case name == "customSheetViews":
			return s.skip()
		case name == "sheetFormatPr":
			return copied(s, &a.usual)
		case slices.Contains(printParts, name):
			var one string
			err := copied(s, &one)
			a.print[name] = one
			return err
		}
	case rowDepth:
		switch name {
		case "row":
			return s.skipUnread()
		case "tabColor":
			return copied(s, &a.tab)
		case "pageSetUpPr":
			return copied(s, &a.fit)
		case "sheetView":
			return a.seen(s)
		case "col":
			return a.column(s)
		case "dataValidation":
			return a.checked(s)
		}
	case rowDepth + 1:
		if name == "pane" {
			return a.frozen(s)
		}
	}
	return nil
}

func copied(s *scanner, to *string) error {
	var out bytes.Buffer
	err := s.copyElement(&out)
	*to = out.String()
	return err
}

// seen reads how the sheet is seen by its reader.
func (a *around) seen(s *scanner) error {
	names := []string{"showGridLines", "showZeros", "rightToLeft", "view", "zoomScale", "zoomScaleNormal"}
	v, err := s.values(names...)
	if err != nil || a.view != "" {
		return err
	}
	var out bytes.Buffer
	for i, name := range names {
		if v[i] != "" {
			attribute(&out, name, v[i])
		}
	}
	a.view = out.String() + " "
	return nil
}

func (a *around) frozen(s *scanner) error {
	v, err := s.values("xSplit", "ySplit", "state")
	if err == nil && (v[2] == "frozen" || v[2] == "frozenSplit") {
		a.pane = pane{whole(v[0]), whole(v[1])}
	}
	return err
}

func (a *around) column(s *scanner) error {
	v, err := s.values("min", "max", "width", "hidden", "style")
	if err != nil || len(a.cols) == maxColumns {
		return err
	}
	if w, err := strconv.ParseFloat(v[2], 64); err != nil || w < 0 || w > 255 {
		v[2] = ""
	}
	a.cols = append(a.cols, columns{whole(v[0]) - 1, whole(v[1]) - 1, v[2], isTrue(v[3]), whole(v[4])})
	return nil
}

// inOrder leaves out columns that are none, and what is said twice of one.
func inOrder(all []columns) []columns {
	slices.SortStableFunc(all, func(a, b columns) int { return cmp.Compare(a.first, b.first) })
	var out []columns
	next := 0
	for _, c := range all {
		if c.first >= next && c.last >= c.first && c.last < maxColumns {
			out = append(out, c)
			next = c.last + 1
		}
	}
	return out
}

// with makes room for the column of reasons.
func (a *around) with(why int) {
	var out []columns
	for _, c := range a.cols {
		before, after := c, c
		before.last, after.first = min(c.last, why-1), max(c.first, why+1)
		for _, part := range []columns{before, after} {
			if part.first <= part.last {
				out = append(out, part)
			}
		}
	}
	a.cols = inOrder(append(out, columns{first: why, last: why, width: "44"}))
}

// head is the sheet's part up to its rows. Nothing stays in sight but the
// headings.
func (a *around) head(out *bytes.Buffer, headings int, w *wardrobe) {
	out.WriteString(xmlHead + `<worksheet xmlns="` + mainSpace + `" xmlns:r="` + relationSpace + `"><sheetPr>` + a.tab + a.fit + `</sheetPr><sheetViews><sheetView` + a.view + ` workbookViewId="0">`)
	if p := (pane{a.pane.columns, min(a.pane.rows, headings)}); p != (pane{}) && p.columns < maxColumns {
		p.write(out)
	}
	out.WriteString(`</sheetView></sheetViews>` + a.usual)
	if len(a.cols) == 0 {
		return
	}
	out.WriteString("<cols>")
	for _, c := range a.cols {
		fmt.Fprintf(out, `<col min="%d" max="%d"`, c.first+1, c.last+1)
		if c.width != "" {
			fmt.Fprintf(out, ` width="%s" customWidth="1"`, c.width)
		}
		if c.hidden {
			out.WriteString(` hidden="1"`)
		}
		if c.style != 0 {
			fmt.Fprintf(out, ` style="%d"`, w.style(worn{xf: c.style}))
		}
		out.WriteString("/>")
	}
	out.WriteString("</cols>")
}

func (p pane) write(out *bytes.Buffer) {
	active := "bottomLeft"
	out.WriteString("<pane")
	if p.columns > 0 {
		active = "topRight"
		fmt.Fprintf(out, ` xSplit="%d"`, p.columns)
	}
	if p.rows > 0 {
		fmt.Fprintf(out, ` ySplit="%d"`, p.rows)
	}
	if p.columns > 0 && p.rows > 0 {
		active = "bottomRight"
	}
	fmt.Fprintf(out, ` topLeftCell="%s" activePane="%s" state="frozen"/>`, ref(p.rows+1, p.columns), active)
}
