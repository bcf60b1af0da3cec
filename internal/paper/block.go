package paper

// Heading begins a section.
type Heading string

func (h Heading) draw(w *pen) error {
	w.room(24) // never alone at the end of a page
	w.y += 3
	err := w.write(left, w.y, w.plain(string(h)), head)
	w.y += head*leading + 1
	return err
}

// Text is a paragraph.
type Text struct {
	Text  string
	Small bool
}

func (t Text) draw(w *pen) error {
	points := size
	if t.Small {
		points = small
	}
	lines, err := w.wrap(t.Text, right-left, points)
	if err != nil {
		return err
	}
	return w.lines(left, lines, points)
}

// lines writes lines one under the other, over as many pages as it takes.
func (w *pen) lines(x float64, lines []string, points float64) error {
	for _, l := range lines {
		w.room(points * leading)
		if err := w.write(x, w.y, l, points); err != nil {
			return err
		}
		w.y += points * leading
	}
	return nil
}

// Facts are labelled lines: 甲方, then who it is.
type Facts [][2]string

func (f Facts) draw(w *pen) error {
	const label = 34.0
	for _, one := range f {
		lines, err := w.wrap(one[1], right-left-label, size)
		if err != nil {
			return err
		}
		w.room(size * leading)
		if err := w.write(left, w.y, w.plain(one[0]), size); err != nil {
			return err
		}
		if err := w.lines(left+label, lines, size); err != nil {
			return err
		}
	}
	return nil
}

// Seals is the place for two parties to seal and date, side by side; it is not
// torn apart.
type Seals [2]string

func (s Seals) draw(w *pen) error {
	const high = 48.0
	w.room(high)
	w.y += 10
	for i, who := range s {
		x := left + float64(i)*(right-left)/2
		for k, text := range []string{who + "（盖章）", "", "", "年　　月　　日"} {
			lines, err := w.wrap(text, (right-left)/2-6, size)
			if err != nil {
				return err
			}
			for j, l := range lines {
				if err := w.write(x, w.y+(float64(k)*1.4+float64(j))*size*leading, l, size); err != nil {
					return err
				}
			}
		}
	}
	w.y += high - 10
	return nil
}
