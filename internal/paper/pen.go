package paper

import (
	"fmt"
	"strings"

	"github.com/signintech/gopdf"
)

// pen writes on one document.
type pen struct {
	*gopdf.GoPdf
	names   []string // of the fonts, the preferred first
	faces   map[rune]string
	widths  map[string]float64 // of one character: size, then character
	missing []rune             // that no font has, in the order of their first use
	y       float64            // of the next line, in mm from the top
}

// stand is written for a character that no font has.
const stand = '□'

func (p *Press) pen(names []string) (*pen, error) {
	w := &pen{GoPdf: &gopdf.GoPdf{}, names: names, faces: map[rune]string{}, widths: map[string]float64{}}
	w.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4, Unit: gopdf.UnitMM})
	for _, name := range names {
		if err := w.AddTTFFontFromFontContainer(name, &p.fonts); err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
	}
	return w, nil
}

// face is the first font that has a character; false where none has.
func (w *pen) face(r rune) (string, bool) {
	if name, known := w.faces[r]; known {
		return name, name != ""
	}
	w.faces[r] = ""
	for _, name := range w.names {
		if err := w.SetFont(name, "", size); err != nil {
			continue
		}
		if ok, err := w.IsCurrFontContainGlyph(r); err == nil && ok {
			w.faces[r] = name
			break
		}
	}
	return w.faces[r], w.faces[r] != ""
}

// plain is a text as it can be written: what no font has becomes a box, and is
// noted; what cannot be seen goes.
func (w *pen) plain(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return -1
		}
		if _, ok := w.face(r); ok {
			return r
		}
		if !strings.ContainsRune(string(w.missing), r) {
			w.missing = append(w.missing, r)
		}
		if _, ok := w.face(stand); ok {
			return stand
		}
		return '?'
	}, text)
}

// width is how wide a text is at a size, in mm.
func (w *pen) width(text string, points float64) (sum float64, err error) {
	for _, r := range text {
		key := fmt.Sprint(points, string(r))
		one, known := w.widths[key]
		if !known {
			name, _ := w.face(r)
			if err := w.SetFont(name, "", points); err != nil {
				return 0, fmt.Errorf("font: %w", err)
			}
			if one, err = w.MeasureTextWidth(string(r)); err != nil {
				return 0, fmt.Errorf("measure: %w", err)
			}
			w.widths[key] = one
		}
		sum += one
	}
	return sum, nil
}

// write writes a plain text on one line, from a point of the page.
func (w *pen) write(x, y float64, text string, points float64) error {
	for _, run := range w.runs(text) {
		if err := w.SetFont(run.name, "", points); err != nil {
			return fmt.Errorf("font: %w", err)
		}
		w.SetXY(x, y)
		if err := w.Cell(nil, run.text); err != nil {
			return fmt.Errorf("write: %w", err)
		}
		wide, err := w.width(run.text, points)
		if err != nil {
			return err
		}
		x += wide
	}
	return nil
}

type run struct{ name, text string }

// runs are the parts of a text that one font has.
func (w *pen) runs(text string) (all []run) {
	for _, r := range text {
		name, _ := w.face(r)
		if n := len(all); n > 0 && all[n-1].name == name {
			all[n-1].text += string(r)
			continue
		}
		all = append(all, run{name, string(r)})
	}
	return all
}

// noStart are marks that begin no line; they hang over its end.
const noStart = "，。；：、）》”’！？%,.;:)!?"

// wrap breaks a text into lines of at most a width.
func (w *pen) wrap(text string, wide, points float64) ([]string, error) {
	var lines []string
	line, filled := "", 0.0
	for _, r := range w.plain(text) {
		one, err := w.width(string(r), points)
		if err != nil {
			return nil, err
		}
		if filled+one > wide && line != "" && !strings.ContainsRune(noStart, r) {
			lines, line, filled = append(lines, line), "", 0
		}
		line, filled = line+string(r), filled+one
	}
	return append(lines, line), nil
}
