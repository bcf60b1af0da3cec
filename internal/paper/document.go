package paper

import (
	"fmt"
	"io"
	"strings"
)

// The page, in mm: A4 with room for binding; and the sizes of type, in points.
const (
	left, right, top, bottom = 22.0, 188.0, 22.0, 272.0
	foot                     = 280.0
	size, small, head, big   = 11.0, 9.5, 13.0, 19.0
	leading                  = 0.62 // of a line, in mm a point
)

// Document is what is to be printed: a title, then blocks; Foot stands on each
// page before its number.
type Document struct {
	Title  string
	Lead   string // under the title, in the middle; may be empty
	Foot   string
	Blocks []Block
}

// Block is a part of a document: Heading, Text, Facts, Table or Seals.
type Block interface{ draw(*pen) error }

// Print writes the document as PDF and returns the characters that no font has:
// they are printed as boxes and listed at the end. ErrNoFont.
func (p *Press) Print(out io.Writer, d Document) ([]rune, error) {
	names, err := p.read()
	if err != nil {
		return nil, err
	}
	w, err := p.pen(names)
	if err != nil {
		return nil, err
	}
	w.turn()
	if err := d.title(w); err != nil {
		return nil, err
	}
	for _, b := range d.Blocks {
		if err := b.draw(w); err != nil {
			return nil, err
		}
	}
	if err := w.confess(); err != nil {
		return nil, err
	}
	if err := w.number(d.Foot); err != nil {
		return nil, err
	}
	if _, err := w.WriteTo(out); err != nil {
		return nil, fmt.Errorf("write PDF: %w", err)
	}
	return w.missing, nil
}

func (d Document) title(w *pen) error {
	for _, l := range []struct {
		text   string
		points float64
	}{{d.Title, big}, {d.Lead, size}} {
		if l.text == "" {
			continue
		}
		if err := w.centred(w.plain(l.text), l.points); err != nil {
			return err
		}
	}
	w.y += 4
	return nil
}

func (w *pen) centred(text string, points float64) error {
	wide, err := w.width(text, points)
	if err != nil {
		return err
	}
	err = w.write((left+right-wide)/2, w.y, text, points)
	w.y += points * leading
	return err
}

// turn begins a new page.
func (w *pen) turn() {
	w.AddPage()
	w.y = top
}

// room turns the page where so many mm no longer fit.
func (w *pen) room(high float64) bool {
	if w.y+high <= bottom {
		return false
	}
	w.turn()
	return true
}

// confess lists what could not be printed.
func (w *pen) confess() error {
	if len(w.missing) == 0 {
		return nil
	}
	codes := make([]string, len(w.missing))
	for i, r := range w.missing {
		codes[i] = fmt.Sprintf("U+%04X", r)
	}
	return Text{Text: "字体里没有的字印成了“□”，请手写补上；它们的编码依次是 " + strings.Join(codes, "、") + "。", Small: true}.draw(w)
}

// number writes the foot of each page.
func (w *pen) number(text string) error {
	n := w.GetNumberOfPages()
	for i := 1; i <= n; i++ {
		if err := w.SetPage(i); err != nil {
			return fmt.Errorf("page %d: %w", i, err)
		}
		line := w.plain(fmt.Sprintf("第 %d 页，共 %d 页", i, n))
		wide, err := w.width(line, small)
		if err != nil {
			return err
		}
		if err := w.write(right-wide, foot, line, small); err != nil {
			return err
		}
		if err := w.write(left, foot, w.plain(text), small); err != nil {
			return err
		}
	}
	return nil
}
