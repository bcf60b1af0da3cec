package sheet

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/xuri/excelize/v2"
)

// Writer makes an .xlsx workbook, sheet after sheet, each row after row. The
// same calls give the same bytes. All of it is held in memory, but for the rows
// that Stream sends on, and none in a temporary file, for it may hold personal
// numbers.
type Writer struct {
	file   *excelize.File
	sheets int
	open   *SheetWriter
	styles styles
	names  sheetNames
	direct *direct // where rows are streamed; nil before
}

// Layout of a sheet. Columns are counted from 0.
type Layout struct {
	Widths  []float64        // of the columns, in characters; 0 leaves the usual width
	Text    []int            // columns whose cells are text even where they look like numbers, the still blank ones too
	Days    []int            // columns that show days, the still blank cells too
	Choices map[int][]string // what a column offers below the frozen rows; 255 characters in all, no commas
	Lists   map[int]string   // the name under which what a column offers stands elsewhere in the workbook, where that is longer
	Hints   map[int]Hint     // what is said beside a column's cells below the frozen rows
	Frozen  int              // rows that stay in sight
	Hidden  bool             // not for the first sheet
	Print   bool             // sideways on A4, as wide as the page, the last frozen row again on each
	Foot    string           // at the left under each printed page, beside its number; may be empty
}

// Hint is a title of up to 32 characters and a text of up to 255.
type Hint struct{ Title, Text string }

// Create begins a workbook.
func Create() (*Writer, error) {
	// excelize moves sheets of more than 16 MB to a temporary file, unless it
	// cannot make one.
	w := &Writer{file: excelize.NewFile(excelize.Options{TmpDir: os.DevNull}), names: sheetNames{}}
	if err := w.styles.make(w.file); err != nil {
		return nil, fmt.Errorf("make styles: %w", err)
	}
	return w, nil
}

// Sheet ends the sheet before and begins another one. A name that spreadsheets
// do not take is mended, and one that the workbook has already gets a number.
func (w *Writer) Sheet(name string, l Layout) (*SheetWriter, error) {
	if w.direct != nil {
		return nil, errStreamed
	}
	if err := w.flush(); err != nil {
		return nil, err
	}
	name = w.names.free(name)
	if err := w.add(name, l.Hidden); err != nil {
		return nil, fmt.Errorf("add sheet: %w", err)
	}
	if l.Print {
		if err := w.print(name, l); err != nil {
			return nil, fmt.Errorf("set up printing: %w", err)
		}
	}
	stream, err := w.file.NewStreamWriter(name)
	if err != nil {
		return nil, fmt.Errorf("write sheet: %w", err)
	}
	w.open = &SheetWriter{file: w.file, name: name, stream: stream, styles: w.styles, text: map[int]bool{}}
	return w.open, w.open.layOut(l)
}

func (w *Writer) add(name string, hidden bool) error {
	w.sheets++
	if w.sheets == 1 {
		return w.file.SetSheetName("Sheet1", name)
	}
	_, err := w.file.NewSheet(name)
	if err == nil && hidden {
		err = w.file.SetSheetVisible(name, false)
	}
	return err
}

// Save ends the workbook and writes it out.
func (w *Writer) Save(out io.Writer) error {
	if err := w.flush(); err != nil {
		return err
	}
	if err := w.write(out, &sortedZip{}); err != nil {
		return errors.Join(fmt.Errorf("write workbook: %w", err), w.Close())
	}
	return w.Close()
}

// write writes the workbook's parts into a zip of ours.
func (w *Writer) write(out io.Writer, parts excelize.ZipWriter) error {
	if err := w.file.SetDocProps(&excelize.DocProperties{Creator: "Laowu", LastModifiedBy: "Laowu"}); err != nil {
		return err
	}
	w.file.SetZipWriter(func(to io.Writer) excelize.ZipWriter {
		if sorted, ok := parts.(*sortedZip); ok {
			sorted.to = to
		}
		return parts
	})
	return w.file.Write(out)
}

// Close gives up what Save has not written.
func (w *Writer) Close() error {
	if err := w.file.Close(); err != nil {
		return fmt.Errorf("close workbook: %w", err)
	}
	return nil
}

func (w *Writer) flush() error {
	if w.open == nil {
		return nil
	}
	err := w.open.stream.Flush()
	w.open = nil
	if err != nil {
		return fmt.Errorf("end sheet: %w", err)
	}
	return nil
}
