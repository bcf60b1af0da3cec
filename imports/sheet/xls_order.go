package sheet

import (
	"cmp"
	"slices"
)

// run is where cells of one row begin in the stream.
type run struct {
	row int
	at  int64
}

// maxRuns bounds the list of runs of a sheet.
const maxRuns = 1 << 20

func byRow(a, b run) int { return cmp.Compare(a.row, b.row) }

// unordered returns the runs in their rows' order, or nil where that is how
// they stand. Excel writes rows in order; some programs do not.
func unordered(runs []run) []run {
	if slices.IsSortedFunc(runs, byRow) {
		return nil
	}
	slices.SortStableFunc(runs, byRow)
	return runs
}

// readRuns reads a sheet run by run.
func (x *xls) readRuns(l xlsSheet, yield func(Row) bool) error {
	r := x.reader(l.at, shortBuffer, yield)
	r.single = true
	for _, one := range l.runs {
		if one.row != r.number {
			if !r.flush() {
				return nil
			}
			r.begin(one.row)
		}
		r.restart(x.stream, one.at)
		if _, err := r.readSheet(); err != nil {
			return because(err, "工作表 %s 第 %d 行后的内容不完整", l.name, r.number)
		}
	}
	r.flush()
	return nil
}

// restart goes on reading elsewhere.
func (r *records) restart(x *extents, at int64) {
	r.in.Reset(x.reader(at))
	r.at, r.data, r.pos = at, r.data[:0], 0
}
