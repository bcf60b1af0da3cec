package sheet

import (
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// BenchmarkStream writes a full county's list row by row. x-excelize is its time
// as a share of that of a bare StreamWriter of the same cells, turn by turn.
func BenchmarkStream(b *testing.B) {
	var rows [][]any
	file := roster(b)
	book, err := Open("roster.xlsx", bytes.NewReader(file), int64(len(file)))
	if err != nil {
		b.Fatal(err)
	}
	for r, err := range book.Rows(0) {
		if err != nil {
			b.Fatal(err)
		}
		row := make([]any, len(r.Cells))
		for i, c := range r.Cells {
			row[i], _ = c.plain()
		}
		rows = append(rows, row)
	}
	var yard time.Duration
	b.ReportAllocs()
	for b.Loop() {
		streamed(b, io.Discard, Layout{}, len(rows), func(i int) []any { return rows[i] })
		b.StopTimer()
		start := time.Now()
		bareStream(b, rows)
		yard += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed())/float64(yard), "x-excelize")
}

func bareStream(b *testing.B, rows [][]any) {
	b.Helper()
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for i, row := range rows {
		if err := w.SetRow(ref(i+1, 0), row); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Write(io.Discard); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}
