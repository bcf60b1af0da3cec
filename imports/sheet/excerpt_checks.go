package sheet

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// check is what a sheet asks of some cells when somebody fills them in, or says
// beside them.
type check struct {
	attributes string // as XML, without the cells
	kind       string // list, whole, date, …; empty asks nothing
	cells      []Merge
	formulas   [2]string
}

// maxChecks bounds those of a sheet, and the cells of each.
const maxChecks = 1000

// checked reads one.
func (a *around) checked(s *scanner) error {
	names := []string{"errorStyle", "operator", "imeMode", "allowBlank", "showDropDown", "showInputMessage", "showErrorMessage", "errorTitle", "error", "promptTitle", "prompt"}
	v, err := s.values(append(names, "type", "sqref")...)
	if err != nil || len(a.checks) == maxChecks {
		return err
	}
	c := check{kind: v[len(names)]}
	var out bytes.Buffer
	for i, name := range names {
		if v[i] != "" {
			attribute(&out, name, v[i])
		}
	}
	c.attributes = out.String()
	for _, r := range strings.Fields(v[len(names)+1]) {
		if m, ok := parseMerge(r); ok && len(c.cells) < maxChecks {
			c.cells = append(c.cells, m)
		}
	}
	for depth := len(s.starts); ; {
		t, err := s.next()
		switch {
		case err != nil:
			return err
		case t == tokenEnd && len(s.starts) < depth:
			a.checks = append(a.checks, c)
			return nil
		case t == tokenStart && (string(s.name) == "formula1" || string(s.name) == "formula2"):
			n := int(s.name[len(s.name)-1] - '1')
			if s.held, err = s.content(s.held[:0]); err != nil {
				return err
			}
			c.formulas[n] = string(s.held)
		}
	}
}

// settle makes a check speak for itself: what it looks up elsewhere in the
// workbook becomes a list of its own, and where that cannot be, it only says
// what it said.
func (c *check) settle(lookUp func(formula string) []string) {
	for _, f := range c.formulas {
		if f == "" || literal(f) {
			continue
		}
		if c.kind == "list" {
			if list := `"` + strings.Join(lookUp(f), ",") + `"`; literal(list) {
				c.formulas = [2]string{list}
				continue
			}
		}
		c.kind, c.formulas = "", [2]string{}
		return
	}
}

// literal says whether a formula points nowhere: a list in quotes, or a number.
func literal(formula string) bool {
	const most = 255 // UTF-16 units, as spreadsheets take
	if inside, ok := strings.CutPrefix(formula, `"`); ok {
		inside, ok = strings.CutSuffix(inside, `"`)
		return ok && inside != "" && !strings.Contains(inside, `"`) && len(utf16.Encode([]rune(inside))) <= most
	}
	_, err := strconv.ParseFloat(formula, 64)
	return err == nil
}

// checksXML are the checks of what stands below the headings, now for the rows
// from first to last.
func checksXML(out *bytes.Buffer, all []check, headings, last int) {
	var each bytes.Buffer
	n := 0
	for _, c := range all {
		var cells []string
		for _, m := range c.cells {
			if m.LastRow > headings {
				cells = append(cells, ref(headings+1, m.FirstCol)+":"+ref(max(last, headings+1), m.LastCol))
			}
		}
		if len(cells) == 0 {
			continue
		}
		n++
		each.WriteString("<dataValidation")
		if c.kind != "" {
			attribute(&each, "type", c.kind)
		}
		each.WriteString(c.attributes)
		attribute(&each, "sqref", strings.Join(cells, " "))
		each.WriteString(">")
		for i, f := range c.formulas {
			if f != "" {
				fmt.Fprintf(&each, "<formula%d>%s</formula%d>", i+1, escaped(f), i+1)
			}
		}
		each.WriteString("</dataValidation>")
	}
	if n > 0 {
		fmt.Fprintf(out, `<dataValidations count="%d">%s</dataValidations>`, n, each.String())
	}
}
