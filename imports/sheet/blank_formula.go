package sheet

import (
	"regexp"
	"strconv"
	"strings"
)

// place is a cell that a formula names: $F5.
type place struct {
	column   string // with its $
	row      int
	absolute bool // F$5
}

// reach is one cell or a range in a formula; sheet is empty where the formula
// names none, and whole tells F5:F9 from F5.
type reach struct {
	sheet       string
	first, last place
	ranged      bool
}

// reaches finds what formulas name, with what may stand before it: texts and
// names are passed over.
var reaches = regexp.MustCompile(`"[^"]*"|((?:'(?:[^']|'')*'|[\p{L}\p{N}_.]+)!)?(\$?[A-Za-z]{1,3})(\$?)([0-9]{1,7})(?::(\$?[A-Za-z]{1,3})(\$?)([0-9]{1,7}))?|[\p{L}\p{N}_.\\]+`)

// rewrite changes what a formula names.
func rewrite(formula string, change func(reach) reach) string {
	var out strings.Builder
	from := 0
	for _, m := range reaches.FindAllStringSubmatchIndex(formula, -1) {
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return formula[m[2*i]:m[2*i+1]]
		}
		next := byte(0)
		if m[1] < len(formula) {
			next = formula[m[1]]
		}
		if part(2) == "" || next == '(' || next == '_' || next == '.' || next == '!' || next >= 0x80 || isWord(next) {
			continue // a text, a name, a function
		}
		r := reach{sheet: part(1), first: readPlace(part(2), part(3), part(4)), ranged: part(5) != ""}
		if r.last = r.first; r.ranged {
			r.last = readPlace(part(5), part(6), part(7))
		}
		out.WriteString(formula[from:m[0]])
		out.WriteString(change(r).String())
		from = m[1]
	}
	out.WriteString(formula[from:])
	return out.String()
}

func isWord(b byte) bool {
	return b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}

func readPlace(column, dollar, row string) place {
	n, _ := strconv.Atoi(row) // figures, and few
	return place{column, n, dollar != ""}
}

func (p place) String() string {
	if p.absolute {
		return p.column + "$" + strconv.Itoa(p.row)
	}
	return p.column + strconv.Itoa(p.row)
}

// String is the range as a formula writes it.
func (r reach) String() string {
	if !r.ranged {
		return r.sheet + r.first.String()
	}
	return r.sheet + r.first.String() + ":" + r.last.String()
}

// on says whether a range lies on a sheet; own is the formula's.
func (r reach) on(sheet, own string) bool {
	if r.sheet == "" {
		return own == sheet
	}
	name := strings.TrimSuffix(r.sheet, "!")
	if strings.HasPrefix(name, "'") {
		name = strings.ReplaceAll(strings.Trim(name, "'"), "''", "'")
	}
	return name == sheet
}

// down is a formula as it reads that many rows further down.
func down(formula string, rows int) string {
	move := func(p place) place {
		if !p.absolute {
			p.row += rows
		}
		return p
	}
	return rewrite(formula, func(r reach) reach {
		r.first, r.last = move(r.first), move(r.last)
		return r
	})
}
