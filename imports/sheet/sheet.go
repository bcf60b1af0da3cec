// Package sheet reads .xlsx, .xlsm, .xls and .csv files as rows of typed
// cells, and writes .xlsx workbooks. It is the only package that knows the
// file formats, and imports no other package of the project.
//
// Reading is a stream: a workbook of any length takes the memory of its
// shared strings and of one row, and nothing of it is written to disk.
package sheet

import (
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strconv"
	"sync/atomic"
	"time"
)

// Kind is what a cell holds, as the file says and not as its text looks.
type Kind uint8

// Kinds of cell. A formula has the kind of the value that it last showed.
const (
	Empty  Kind = iota
	Text        // what stands there; line breaks are \n
	Number      // see Cell
	Date        // a number that the spreadsheet shows as a date or a time
	Bool        // TRUE or FALSE
	Fault       // #N/A, #DIV/0! and the like
)

// Cell is one cell of a row.
//
// The text of a Number is plain decimal digits, without an exponent where a
// person would not write one: 3500, 2019.4, 142325198108119000. A fraction is
// rounded to the 15 digits that a spreadsheet works with (2019.4 is often
// stored as 2019.4000000000001); whole numbers keep what the file holds. As a
// spreadsheet keeps 15 digits, a Number of more has lost its last ones,
// whatever stands there.
//
// The text of a Date is such a number too: days in the 1900 system (43556 is
// 2019-04-01), the time of day as its fraction, also where the file counts
// from 1904.
type Cell struct {
	Text string
	Kind Kind
}

// Row is one row that holds something. Cells ends with the last cell that
// does; the cells between are Empty. The slice is good until the next row, the
// texts in it for ever.
type Row struct {
	Number int // as the spreadsheet shows it, from 1
	Cells  []Cell
}

// Merge is a block of merged cells: rows from 1 as the spreadsheet shows them,
// columns from 0, the last ones included.
type Merge struct {
	FirstRow, FirstCol, LastRow, LastCol int
}

// Sheet describes one worksheet; all of it is known once the file is open.
type Sheet struct {
	Name   string // of a .csv its file's, without the ending
	Hidden bool   // hidden from its reader, in whichever way
	Rows   int    // the number of its last row, blank or not: what Row.Number runs up to
	Merges []Merge
}

// source is an opened file of one format.
type source interface {
	// sheets lists the worksheets, and is called once.
	sheets() ([]Sheet, error)
	// rows hands over the rows of a sheet that hold something, in order,
	// until yield returns false.
	rows(i int, yield func(Row) bool) error
}

// Book is an opened file. Several loops over its rows may run at once.
type Book struct {
	src    source
	sheets []Sheet
	cells  atomic.Int64 // that may still be handed over
}

// Open looks at what the file holds, not at its name (but for .csv and .txt,
// which nothing else tells from other text), and reads it through once: what
// is damaged anywhere is refused here. r must stay readable until Close; it is
// the caller's to close.
//
// A file that cannot be used gives an *Error. Any other error is r's own.
func Open(name string, r io.ReaderAt, size int64) (*Book, error) {
	src, err := detect(name, r, size)
	if err != nil {
		return nil, err
	}
	sheets, err := src.sheets()
	if err != nil {
		return nil, err
	}
	b := &Book{src: src, sheets: sheets}
	b.cells.Store(maxAllCells)
	return b, nil
}

// Sheets lists the worksheets in their order, hidden ones included. Sheets
// that hold only a chart or macros are left out.
func (b *Book) Sheets() []Sheet { return b.sheets }

// Rows reads sheet i of Sheets. Rows without a value are passed over. Where
// cells are merged downwards, the first column of the block shows the top
// cell's value in each of its rows that holds something else besides; merging
// sideways leaves the cells beside empty, as Sheet.Merges tells. An error ends
// the loop.
func (b *Book) Rows(i int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if b.src == nil {
			yield(Row{}, fmt.Errorf("rows of a closed workbook: %w", fs.ErrClosed))
			return
		}
		down, budget := newFiller(b.sheets[i].Merges), maxCells
		err := b.src.rows(i, func(r Row) bool {
			r = down.fill(r)
			if budget -= len(r.Cells); b.cells.Add(-int64(len(r.Cells))) < 0 || budget < 0 {
				yield(Row{}, tooLarge("工作表 %s 的单元格太多", b.sheets[i].Name))
				return false
			}
			return yield(r, nil)
		})
		if err != nil {
			yield(Row{}, err)
		}
	}
}

// Close lets go of the file. It does not close the reader given to Open.
func (b *Book) Close() error {
	b.src, b.sheets = nil, nil
	return nil
}

// Day is the day of a Date, at midnight UTC.
func (c Cell) Day() (time.Time, bool) {
	serial, err := strconv.ParseFloat(c.Text, 64)
	if c.Kind != Date || err != nil {
		return time.Time{}, false
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(serial)), true
}
