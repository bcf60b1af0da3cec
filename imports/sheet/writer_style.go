package sheet

import "github.com/xuri/excelize/v2"

// look is how a cell looks: what it is, how it is formatted, whether it is
// marked as wrong.
type look struct {
	kind   kind
	format format
	bad    bool
}

type (
	kind   uint8
	format uint8
)

const (
	body kind = iota
	title
	heading
	asked   // a heading of what must be filled in
	wrapped // a text of several lines
)

const (
	general format = iota
	text
	date
)

// styles is the number that each look has in a file.
type styles map[look]int

// make makes every look once, always in the same order.
func (s *styles) make(f *excelize.File) error {
	*s = styles{}
	for _, kind := range []kind{body, title, heading, asked, wrapped} {
		for _, format := range []format{general, text, date} {
			for _, bad := range []bool{false, true} {
				l := look{kind, format, bad}
				if l == (look{}) {
					continue // what a file has anyway
				}
				id, err := f.NewStyle(l.style())
				if err != nil {
					return err
				}
				(*s)[l] = id
			}
		}
	}
	return nil
}

func (l look) style() *excelize.Style {
	out, day := &excelize.Style{}, "yyyy-mm-dd"
	if l.kind != body {
		out.Font = &excelize.Font{Bold: true}
		out.Alignment = &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	}
	if l.kind == wrapped {
		out.Font = nil
		out.Alignment = &excelize.Alignment{Vertical: "top", WrapText: true}
		for _, side := range []string{"left", "right", "top", "bottom"} {
			out.Border = append(out.Border, excelize.Border{Type: side, Color: "BFBFBF", Style: 1})
		}
	}
	if l.kind == asked {
		out.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFE699"}}
	}
	if l.kind == title {
		out.Font.Size = 16
	}
	switch l.format {
	case text:
		out.NumFmt = textFormat
	case date:
		out.CustomNumFmt = &day
	}
	if l.bad {
		out.Font = &excelize.Font{Color: "9C0006"}
		out.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFC7CE"}}
	}
	return out
}
