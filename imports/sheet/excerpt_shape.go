package sheet

import (
	"fmt"
	"strings"
)

// shape is how wide the rows are that are written.
type shape struct {
	why    int       // the column of reasons
	new    bool      // the sheet has none yet
	widths []columns // that the rows need
}

// measure finds the column of reasons: the one that the headings call so, else
// the one after all that the rows hold.
func (b *Book) measure(i int, p Part) (shape, error) {
	s := shape{why: none}
	var wide []int
	for r, err := range b.Rows(i) {
		if err != nil {
			return s, err
		}
		back, kept := p.Rows[r.Number]
		if !kept && r.Number > p.Last {
			continue
		}
		wide = stretched(wide, max(len(r.Cells), back.width()))
		for c, cell := range r.Cells {
			if r.Number >= p.First {
				wide[c] = max(wide[c], shown(cell.Text))
			}
			if r.Number >= p.First && r.Number <= p.Last && strings.TrimSpace(cell.Text) == p.Why {
				s.why = c
			}
		}
	}
	if s.why == none {
		s.why, s.new = min(len(wide), maxColumns-1), true
	}
	const least, most = 9, 30
	for c, n := range wide {
		s.widths = append(s.widths, columns{first: c, last: c, width: fmt.Sprint(min(max(n+2, least), most))})
	}
	return s, nil
}

func stretched(wide []int, to int) []int {
	for len(wide) < to {
		wide = append(wide, 0)
	}
	return wide
}

// width is how many columns are spoken of.
func (r Returned) width() int {
	n := 0
	for c := range r.Cells {
		n = max(n, c+1)
	}
	for c := range r.Bad {
		n = max(n, c+1)
	}
	return n
}

// shown is how wide a text is, in characters of a Latin letter's width.
func shown(text string) int {
	n := 0
	for _, r := range text {
		if n++; r > 0x2E80 {
			n++
		}
	}
	return n
}
