package sheet

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

const (
	benchRows    = 57_450
	benchColumns = 22
)

// roster is a full county's made-up member list, written by excelize: texts
// in place, a sheet of about 41 MB.
func roster(tb testing.TB) []byte {
	tb.Helper()
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		tb.Fatal(err)
	}
	for i := range benchRows {
		row := []any{
			i + 1, "蔡家崖乡", fmt.Sprintf("上王家沟%d", i%341), fmt.Sprintf("张志%d", i), "男", 20 + i%40,
			fmt.Sprintf("142325%04d0%d%02d996%d", 1960+i%40, 1+i%9, 10+i%18, i%10), "初中", fmt.Sprintf("140%08d", i),
			"脱贫户", "是", fmt.Sprintf("XX%06d", i/4), "本人", "上王家沟务工协会", "鄂尔多斯市东胜区", "示例康养服务有限公司",
			"养老护理员", 3000 + i%50*100, 43101 + i%365, "吕梁山护工", "长期", "",
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func readAll(tb testing.TB, file []byte) (rows, cells int) {
	tb.Helper()
	b, err := Open("roster.xlsx", bytes.NewReader(file), int64(len(file)))
	if err != nil {
		tb.Fatal(err)
	}
	for r, err := range b.Rows(0) {
		if err != nil {
			tb.Fatal(err)
		}
		rows++
		cells += len(r.Cells)
	}
	return rows, cells
}

func excelizeAll(tb testing.TB, file []byte) (rows int) {
	tb.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		tb.Fatal(err)
	}
	r, err := f.Rows("Sheet1")
	if err != nil {
		tb.Fatal(err)
	}
	for r.Next() {
		if _, err := r.Columns(); err != nil {
			tb.Fatal(err)
		}
		rows++
	}
	if err := r.Close(); err != nil {
		tb.Fatal(err)
	}
	return rows
}

// BenchmarkRows reads a full county's list: opening it, which proves it, and
// all its rows. x-excelize is its time as a share of that of excelize's Rows
// over the same bytes, taken turn by turn.
func BenchmarkRows(b *testing.B) {
	file := roster(b)
	var yard time.Duration
	b.ReportAllocs()
	for b.Loop() {
		if rows, cells := readAll(b, file); rows != benchRows || cells != benchRows*(benchColumns-1) {
			b.Fatal(rows, cells)
		}
		b.StopTimer()
		start := time.Now()
		if rows := excelizeAll(b, file); rows != benchRows {
			b.Fatal(rows)
		}
		yard += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed())/float64(yard), "x-excelize")
}

// BenchmarkExcelizeRows is the yardstick.
func BenchmarkExcelizeRows(b *testing.B) {
	file := roster(b)
	b.ReportAllocs()
	for b.Loop() {
		excelizeAll(b, file)
	}
}
