package paper

// Table is rows under heads. Widths are shares of the page's width; figures stand
// right where Right says so. A row is not torn, and the heads stand on each page.
type Table struct {
	Heads  []string
	Widths []float64
	Right  []bool // by column; may be shorter
	Rows   [][]string
}

// inset is between a line of the table and what stands in it, in mm.
const inset = 1.4

func (t Table) draw(w *pen) error {
	if err := t.row(w, t.Heads, true); err != nil {
		return err
	}
	for _, cells := range t.Rows {
		if err := t.row(w, cells, false); err != nil {
			return err
		}
	}
	w.y += 2
	return nil
}

func (t Table) row(w *pen, cells []string, isHead bool) error {
	wrapped := make([][]string, len(cells))
	most := 1
	for i, c := range cells {
		lines, err := w.wrap(c, t.wide(i)-2*inset, small)
		if err != nil {
			return err
		}
		wrapped[i] = lines
		most = max(most, len(lines))
	}
	high := float64(most)*small*leading + 2*inset
	need := high
	if isHead {
		need *= 2 // with a row under it
	}
	if w.room(need) && !isHead {
		if err := t.row(w, t.Heads, true); err != nil {
			return err
		}
	}
	return t.ink(w, wrapped, high, isHead)
}

// ink draws the row's lines and writes its cells.
func (t Table) ink(w *pen, cells [][]string, high float64, isHead bool) error {
	x := left
	for i, lines := range cells {
		wide := t.wide(i)
		w.SetLineWidth(0.15)
		if isHead {
			w.SetFillColor(240, 238, 230)
			w.RectFromUpperLeftWithStyle(x, w.y, wide, high, "FD")
			w.SetFillColor(0, 0, 0)
		} else {
			w.RectFromUpperLeftWithStyle(x, w.y, wide, high, "D")
		}
		for k, l := range lines {
			at := x + inset
			if i < len(t.Right) && t.Right[i] {
				long, err := w.width(l, small)
				if err != nil {
					return err
				}
				at = x + wide - inset - long
			}
			if err := w.write(at, w.y+inset+float64(k)*small*leading, l, small); err != nil {
				return err
			}
		}
		x += wide
	}
	w.y += high
	return nil
}

func (t Table) wide(i int) float64 {
	sum := 0.0
	for _, s := range t.Widths {
		sum += s
	}
	return t.Widths[i] / sum * (right - left)
}
