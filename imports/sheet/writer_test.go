package sheet

import (
	"bytes"
	"slices"
	"testing"
	"time"
)

func write(t *testing.T) []byte {
	t.Helper()
	w, err := Create()
	if err != nil {
		t.Fatal(err)
	}
	s, err := w.Sheet("花名册", Layout{Widths: []float64{8, 20}, Text: []int{1}, Frozen: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		s.Title("会员花名册", 4), s.Heading("姓名", "身份证号码", "外出时间", "工资"),
		s.Row("王建", "142325197603089998", time.Date(2019, 4, 1, 0, 0, 0, 0, time.UTC), 3500),
		s.Row("=1+1", Bad{Value: "14232"}, nil, 0.6),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Sheet("第二张", Layout{}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := w.Save(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWriterReadsBack(t *testing.T) {
	t.Parallel()
	data := write(t)
	b, err := Open("a.xlsx", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if s := b.Sheets(); len(s) != 2 || s[0].Name != "花名册" || !slices.Contains(s[0].Merges, Merge{1, 0, 1, 3}) {
		t.Errorf("sheets %+v", s)
	}
	want := [][]Cell{
		{{"会员花名册", Text}},
		{{"姓名", Text}, {"身份证号码", Text}, {"外出时间", Text}, {"工资", Text}},
		{{"王建", Text}, {"142325197603089998", Text}, {"43556", Date}, {"3500", Number}},
		{{"=1+1", Text}, {"14232", Text}, {}, {"0.6", Number}},
	}
	n := 0
	for r, err := range b.Rows(0) {
		if err != nil {
			t.Fatal(err)
		}
		if n >= len(want) || !slices.Equal(r.Cells, want[n]) {
			t.Fatalf("row %d: %v", r.Number, r.Cells)
		}
		n++
	}
	if n != len(want) {
		t.Errorf("%d rows", n)
	}
}

func TestWriterIsTheSameTwice(t *testing.T) {
	t.Parallel()
	first := write(t)
	for range 20 {
		if !bytes.Equal(first, write(t)) {
			t.Fatal("the same calls gave other bytes")
		}
	}
}
