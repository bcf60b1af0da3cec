package sheet

import (
	"io"
	"testing"
	"time"
)

// BenchmarkFillBlank fills a form of ten columns with 5,000 rows.
func BenchmarkFillBlank(b *testing.B) {
	day := time.Date(2019, 4, 1, 0, 0, 0, 0, time.UTC)
	rows := make([][]any, 5000)
	for i := range rows {
		rows[i] = []any{i + 1, "王建", "男", "142325197603089998", "14000000001", "内蒙古鄂尔多斯市东胜区", 3500, day, nil, nil}
	}
	columns := make([]FormColumn, 10)
	columns[3].Text, columns[4].Text = true, true
	for range b.N {
		f := blankForm(b, "01-roster")
		if err := f.Fill(0, []Filling{{First: 4, Last: 8, Rows: rows, Columns: columns}}, []Total{{Row: 9, Of: []int{0}}}); err != nil {
			b.Fatal(err)
		}
		if err := f.Save(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
