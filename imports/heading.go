package imports

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"laowu/imports/sheet"
)

// headingDepth is how far down a heading row may stand: titles, units and
// dates come before it.
const headingDepth = 15

// headings is a heading row of one or two levels, with the field of each
// column it names.
type headings struct {
	first, last int            // row numbers as the spreadsheet shows them
	columns     map[int]string // column to field
	titles      map[int]string // column to heading as written, without breaks and spaces
}

// findHeadings looks for the kind's heading row among a sheet's first rows:
// the one, alone or with the row under it, that names most fields.
func findHeadings(k Kind, top []sheet.Row, merges []sheet.Merge) (headings, bool) {
	var best headings
	for i, r := range top {
		one := k.read(texts(r), nil, r.Number)
		if i+1 < len(top) && top[i+1].Number == r.Number+1 {
			two := k.read(spread(r, top[i+1], merges), texts(top[i+1]), r.Number)
			if len(two.columns) > len(one.columns) {
				one = two
			}
		}
		if k.complete(one) && one.better(best) {
			best = one
		}
	}
	return best, len(best.columns) > 0
}

// better prefers more named columns, and of as many the row alone: a title
// above a plain heading row is no upper level of it.
func (h headings) better(than headings) bool {
	if len(h.columns) != len(than.columns) {
		return len(h.columns) > len(than.columns)
	}
	return h.first == h.last && than.first != than.last
}

// complete says whether the headings that make a sheet this kind's are there.
func (k Kind) complete(h headings) bool {
	for _, m := range k.must {
		ok := false
		for _, alternative := range strings.Split(m, "|") {
			ok = ok || h.has(alternative)
		}
		if !ok {
			return false
		}
	}
	return true
}

func (h headings) has(fieldName string) bool {
	for _, f := range h.columns {
		if f == fieldName {
			return true
		}
	}
	return false
}

// read maps columns to fields. Of two columns that say the same, the first
// counts. Under a shared upper heading "户主" a "姓名" is the head's name, so
// both levels together are tried before the lower and the upper alone.
func (k Kind) read(upper, lower []string, number int) headings {
	h := headings{first: number, last: number, columns: map[int]string{}, titles: map[int]string{}}
	if lower != nil {
		h.last++
	}
	taken := map[string]bool{}
	for c := range max(len(upper), len(lower)) {
		u, l := at0(upper, c), at0(lower, c)
		for _, title := range []string{u + l, l, u} {
			f := k.fieldOf(bare(title))
			if f == "" {
				f = k.fieldOf(squeeze(title))
			}
			if f != "" && !taken[f] {
				taken[f], h.columns[c], h.titles[c] = true, f, title
				break
			}
		}
		if h.titles[c] == "" && u+l != "" {
			h.titles[c] = u + l
		}
	}
	return h
}

// spread is the upper heading over each column: a heading merged over several
// columns, or followed by blanks above named columns, belongs to all of them.
func spread(upper, lower sheet.Row, merges []sheet.Merge) []string {
	out, low := texts(upper), texts(lower)
	for len(out) < len(low) {
		out = append(out, "")
	}
	for _, m := range merges {
		if m.FirstRow != upper.Number || m.LastRow != upper.Number {
			continue
		}
		for c := m.FirstCol + 1; c <= m.LastCol && c < len(out); c++ {
			out[c] = out[m.FirstCol]
		}
	}
	return out
}

func texts(r sheet.Row) []string {
	out := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		out[i] = squeeze(c.Text)
	}
	return out
}

// squeeze drops breaks and spaces and makes letters and brackets half-width.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '*' || r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return r
	}, width.Fold.String(s))
}

// bare is a heading without what stands in brackets: 月工资(元) is 月工资.
func bare(s string) string {
	s = strings.TrimRight(squeeze(s), ":")
	if i := strings.IndexAny(s, "([【"); i > 0 {
		if j := strings.LastIndexAny(s, ")]】"); j > i {
			return s[:i] + strings.TrimLeft(s[j:], ")]】")
		}
		return s[:i]
	}
	return s
}

func at0(s []string, i int) string {
	if i < len(s) {
		return s[i]
	}
	return ""
}
