package imports

import (
	"slices"
	"strings"

	"laowu/imports/sheet"
)

// headingDepth is how far down a heading row may stand: titles, units and
// dates come before it.
const headingDepth = 15

// headings is a heading row of one or two levels.
type headings struct {
	first, last int              // row numbers as the spreadsheet shows them
	over        []heading        // by column
	fields      map[string][]int // the columns of each field, the one that counts first
}

// heading is what stands over one column.
type heading struct {
	upper, lower string // as squeeze writes them; upper is empty where there is one level
	written      string // as the office wrote it, without breaks and spaces
	field        string // empty: no field of the kind
	rank         int    // how good a name for the field it is
}

// findHeadings looks for the kind's heading row among a sheet's first rows:
// the one, alone or with the row under it, that names most columns.
func findHeadings(k Kind, top []sheet.Row, merges []sheet.Merge) (headings, bool) {
	var best headings
	lower := 0 // the row that is certainly a lower level
	for i, r := range top[:min(len(top), headingDepth)] {
		if r.Number == lower {
			continue
		}
		one := k.read(nil, labels(r), r.Number, r.Number)
		if i+1 < len(top) && top[i+1].Number == r.Number+1 && !k.dataUnder(r, top[i+1]) {
			two := k.read(spread(r, top[i+1], merges), labels(top[i+1]), r.Number, r.Number+1)
			if two.better(one) {
				one = two
			}
			if two.grouped(r, k.read(nil, labels(top[i+1]), two.last, two.last)) && k.complete(two) {
				one, lower = two, two.last
			}
		}
		if k.complete(one) && one.better(best) {
			best = one
		}
	}
	return best, len(best.fields) > 0
}

// grouped says whether the upper of two levels is certainly one and no title:
// several headings stand in it, and one of them names a field over nothing, or
// two stand over several columns each, which they make other fields than the
// lower level does alone; or the lower level only says how to fill them in.
func (h headings) grouped(upper sheet.Row, lower headings) bool {
	own, groups, hints, alone, differs := 0, 0, 0, false, false
	for c, l := range labels(upper) {
		if l.key == "" || strings.Contains(l.key, ":") {
			continue
		}
		own++
		low := h.over[c].lower
		switch {
		case low == "" || low == l.key:
		case hint(low):
			hints++
		default:
			hints = -len(h.over)
		}
		alone = alone || (low == "" || low == l.key) && (h.over[c].field != "" || l.key == "序号")
		if c+1 < len(h.over) && low != "" && h.over[c+1].lower != "" && h.over[c+1].upper == l.key {
			groups++
		}
	}
	for c := range h.over {
		differs = differs || h.field(c) != lower.field(c)
	}
	return own >= 2 && (alone || groups >= 2 && differs || hints >= 2)
}

// better prefers more named columns, and of as many the row alone: a title
// above a plain heading row is no upper level of it.
func (h headings) better(than headings) bool {
	if h.named() != than.named() {
		return h.named() > than.named()
	}
	return h.first == h.last && than.first != than.last
}

func (h headings) named() (n int) {
	for _, columns := range h.fields {
		n += len(columns)
	}
	return n
}

// complete says whether the headings that make a sheet this kind's are there,
// and none that make it another's.
func (k Kind) complete(h headings) bool {
	for _, m := range k.must {
		if !slices.ContainsFunc(strings.Split(m, "|"), func(f string) bool { return h.fields[f] != nil }) {
			return false
		}
	}
	return !h.say(k.never)
}

// say tells whether one of some headings stands over a column.
func (h headings) say(titles []string) bool {
	return slices.ContainsFunc(h.over, func(o heading) bool {
		return slices.Contains(titles, bare(o.lower)) || slices.Contains(titles, bare(o.upper))
	})
}

// read names the columns under one heading row, or under two.
func (k Kind) read(upper, lower []label, first, last int) headings {
	h := headings{first: first, last: last, fields: map[string][]int{}}
	for c := range max(len(upper), len(lower)) {
		o := k.name(at0(upper, c), at0(lower, c))
		h.over = append(h.over, o)
		if o.field != "" {
			h.fields[o.field] = append(h.fields[o.field], c)
		}
	}
	h.sort()
	return h
}

// sort puts the column that counts first among those of a field.
func (h *headings) sort() {
	for _, columns := range h.fields {
		slices.SortStableFunc(columns, func(x, y int) int { return h.over[x].rank - h.over[y].rank })
	}
}

// name finds the field of a column.
func (k Kind) name(u, l label) heading {
	h := heading{upper: u.key, lower: l.key, written: l.written}
	if l.key == "" {
		h.written = u.written
	}
	for _, c := range readings(u, l) {
		if f, rank, ok := k.fieldOf(c.key); ok && (c != l || !aside(u, l, f)) {
			h.field, h.rank, h.written = f, rank, c.written
			break
		}
	}
	return h
}

// dataUnder says whether the row under a heading row is data and no lower
// level: under two headings at least that name a field stands something that
// is no heading.
func (k Kind) dataUnder(r, under sheet.Row) bool {
	low, strange := labels(under), 0
	for c, u := range labels(r) {
		l := at0(low, c)
		if _, _, named := k.fieldOf(u.key); !named || l.key == "" || l.key == u.key || hint(l.key) {
			continue
		}
		if k.name(u, l).field == "" {
			strange++
		}
	}
	return strange >= 2
}
