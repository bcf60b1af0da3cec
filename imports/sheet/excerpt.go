package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
)

// Excerpt writes some rows of workbooks as a new .xlsx, in the layout that they
// have in their own: columns, titles, merged headings, styles, widths, heights,
// what stays in sight, what is printed and what cells may hold. Formulas become
// what they showed last. Nothing else of the workbooks comes along: no other
// row, no sheet, no macro, no link.
//
// Rows go from file to file one by one; of a workbook only its styles are held.
type Excerpt struct {
	zip     *zip.Writer
	styles  stylebook
	names   sheetNames
	sheets  []excerptSheet
	theme   []byte
	dressed map[*Book]*wardrobe
}

// excerptSheet is one that was written.
type excerptSheet struct {
	name  string
	names map[string]string // its own, of what is printed
	notes bool
}

// Part says which rows of a sheet are written.
type Part struct {
	First, Last int              // the heading rows; all rows above them are written too
	Why         string           // the heading of the column of reasons, which comes last, or where the sheet has one already
	Rows        map[int]Returned // the rows, by their number
}

// Returned says what is wrong with a row.
type Returned struct {
	Cells map[int]string // what cells say now, by column from 0; others say what they said
	Bad   map[int]string // the cells that are marked, each with its note, which may be empty
	Why   string         // for the column of reasons
}

// NewExcerpt begins a workbook.
func NewExcerpt(out io.Writer) *Excerpt {
	return &Excerpt{zip: zip.NewWriter(out), names: sheetNames{}, dressed: map[*Book]*wardrobe{}}
}

// Add writes part of a book's sheet i under the sheet's name. Errors: *Error
// where the file cannot be read to the end.
func (e *Excerpt) Add(b *Book, i int, p Part) error {
	w, err := e.dress(b)
	if err != nil {
		return err
	}
	a, names, err := b.surroundings(i)
	if err != nil {
		return err
	}
	shape, err := b.measure(i, p)
	if err != nil {
		return err
	}
	if a.cols == nil && a.print == nil { // no .xlsx, which has its own usual width
		a.cols = shape.widths
	}
	if shape.new {
		a.with(shape.why)
	}
	to, err := e.begin(fmt.Sprintf("xl/worksheets/sheet%d.xml", len(e.sheets)+1))
	if err != nil {
		return err
	}
	s := &excerptWriter{part: p, around: a, w: w, shape: shape, merges: b.sheets[i].Merges, out: to}
	if err := s.write(b, i); err != nil {
		return err
	}
	e.sheets = append(e.sheets, excerptSheet{e.names.free(b.sheets[i].Name), names.printed(b.sheets[i].Name, p.Last, s.row), len(s.notes) > 0})
	if len(s.notes) == 0 {
		return nil
	}
	return e.notes(len(e.sheets), s.notes)
}

// dress finds the styles of a book, the first book's theme with them.
func (e *Excerpt) dress(b *Book) (*wardrobe, error) {
	if w := e.dressed[b]; w != nil {
		return w, nil
	}
	of := plainStyles()
	if e.theme == nil {
		e.theme = themeXML(usualColors, usualFonts)
	}
	if x, ok := b.src.(*xlsx); ok {
		var err error
		if of, err = x.readLooks(); err != nil {
			return nil, err
		}
		if theme := x.readTheme(); theme != nil && len(e.dressed) == 0 {
			e.theme = theme
		}
	}
	e.dressed[b] = e.styles.dress(of)
	return e.dressed[b], nil
}

// surroundings are what stands beside a sheet's rows, and the workbook's names.
func (b *Book) surroundings(i int) (*around, named, error) {
	switch src := b.src.(type) {
	case *xlsx:
		names, err := src.names()
		if err != nil {
			return nil, nil, err
		}
		a, err := src.around(i)
		if err != nil {
			return nil, nil, err
		}
		for n := range a.checks {
			a.checks[n].settle(func(formula string) []string { return b.lookUp(names, b.sheets[i].Name, formula) })
		}
		return a, names, nil
	case *xls:
		return &around{cols: inOrder(slices.Clone(src.list[i].cols))}, nil, nil
	}
	return &around{}, nil, nil
}

func (e *Excerpt) begin(name string) (io.Writer, error) {
	to, err := e.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", name, err)
	}
	return to, nil
}

// Close ends the workbook. At least one part must have been added.
func (e *Excerpt) Close() error {
	parts := e.bookParts()
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		to, err := e.begin(name)
		if err != nil {
			return err
		}
		if _, err := bytes.NewReader(parts[name]).WriteTo(to); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	if err := e.zip.Close(); err != nil {
		return fmt.Errorf("end workbook: %w", err)
	}
	return nil
}
