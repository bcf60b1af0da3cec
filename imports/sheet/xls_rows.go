package sheet

import (
	"cmp"
	"errors"
	"strconv"
)

// xlsReader goes through one worksheet's records.
type xlsReader struct {
	*records
	book *xls
	rowMaker
	yield  func(Row) bool
	last   int // the highest row seen
	merges []Merge
	cols   []columns
	shown  int   // column of the formula whose text the next STRING gives, or none
	runs   []run // where the cells of each row begin
	single bool  // stop at the end of a run
}

const none = -1

// sheets goes through every worksheet once, which proves the file and finds
// the merged cells.
func (x *xls) sheets() ([]Sheet, error) {
	out, left, cells := make([]Sheet, len(x.list)), int64(maxUnpacked), maxCells
	for i := range x.list {
		l := &x.list[i]
		r, err := x.read(*l, func(r Row) bool { cells -= len(r.Cells); return cells >= 0 })
		if err != nil {
			return nil, err
		}
		if left -= r.at - l.at; left < 0 || cells < 0 { // many sheets that are one, or few bytes far to the right
			return nil, tooLarge("文件解开后大于 512 MB")
		}
		l.runs, l.cols = unordered(r.runs), r.cols
		out[i] = Sheet{Name: l.name, Hidden: l.hidden, Rows: r.last, Merges: r.merges}
	}
	return out, nil
}

func (x *xls) rows(i int, yield func(Row) bool) error {
	if l := x.list[i]; l.runs != nil {
		return x.readRuns(l, yield)
	}
	_, err := x.read(x.list[i], yield)
	return err
}

func (x *xls) reader(at int64, buffer int, yield func(Row) bool) *xlsReader {
	return &xlsReader{records: newRecords(x.stream, at, buffer, x.old), book: x, yield: yield, shown: none}
}

func (x *xls) read(l xlsSheet, yield func(Row) bool) (*xlsReader, error) {
	r := x.reader(l.at, longBuffer, yield)
	if err := r.next(); err != nil || r.id != recBOF {
		return r, because(err, "缺少工作表 %s", l.name)
	}
	ended, err := r.readSheet()
	if ended {
		r.flush()
	}
	return r, because(err, "工作表 %s 第 %d 行后的内容不完整", l.name, r.number)
}

// readSheet reads up to the sheet's EOF, or until no more is wanted. Charts in
// it are streams of their own, from BOF to EOF.
func (r *xlsReader) readSheet() (ended bool, err error) {
	for depth := 1; depth > 0; {
		if err := r.next(); err != nil {
			return false, err
		}
		switch {
		case r.id == recBOF:
			depth++
		case r.id == recEOF:
			depth--
		case depth == 1:
			if going, err := r.readRecord(); err != nil || r.err != nil || !going {
				return false, cmp.Or(err, r.err)
			}
		}
	}
	return true, nil
}

func (r *xlsReader) flush() bool {
	row, ok := r.row()
	return !ok || r.yield(row)
}

// readRecord takes one record of the sheet's own; going is false once no more
// rows are wanted.
func (r *xlsReader) readRecord() (going bool, err error) {
	switch r.id {
	case recRow:
		r.last = max(r.last, r.u16()+1)
	case recMergeCells:
		r.readMerges()
	case recColInfo:
		r.readColumns()
	case recString:
		col := r.shown
		if r.shown = none; col != none {
			return true, r.putText(col, r.u16())
		}
	case recFormula, recFormula3, recFormula4, recMulRK, recRString, recLabelSST, recNumber, recLabel, recBoolErr, recRK:
		start := r.at - int64(len(r.data)) - 4
		number, col := r.u16()+1, r.u16()
		if number != r.number {
			if r.single || !r.flush() {
				return false, nil
			}
			if r.begin(number); len(r.runs) == maxRuns {
				return false, tooLarge("工作表的行太乱")
			}
			r.runs = append(r.runs, run{number, start})
			r.last = max(r.last, number)
		}
		r.shown = none
		return true, r.readCell(col)
	}
	return true, nil
}

func (r *xlsReader) readMerges() {
	for count := r.u16(); count > 0 && r.err == nil; count-- {
		m := Merge{FirstRow: r.u16() + 1, LastRow: r.u16() + 1, FirstCol: r.u16(), LastCol: r.u16()}
		if r.err == nil && m.FirstRow <= m.LastRow && m.FirstCol <= m.LastCol && m.LastCol < maxColumns && len(r.merges) < maxMerges {
			r.merges = append(r.merges, m)
		}
	}
}

// readColumns reads how wide some columns are, in 256ths of a character.
func (r *xlsReader) readColumns() {
	c := columns{first: r.u16(), last: r.u16(), width: strconv.FormatFloat(float64(r.u16())/256, 'f', 2, 64)}
	r.skip(2)
	if c.hidden = r.u16()&1 != 0; r.err == nil && len(r.cols) < maxColumns {
		r.cols = append(r.cols, c)
	}
	if errors.Is(r.err, errRecord) {
		r.err = nil // a width written wrongly spoils no value
	}
}
