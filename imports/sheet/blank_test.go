package sheet

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func blankForm(t testing.TB, name string) *Blank {
	t.Helper()
	data, err := os.ReadFile("../testdata/forms/" + name + ".xlsx")
	if err != nil {
		t.Fatal(err)
	}
	b, err := OpenBlank(name+".xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

// saved is the form as another program reads it.
func saved(t testing.TB, b *Blank) *excelize.File {
	t.Helper()
	var out bytes.Buffer
	if err := b.Save(&out); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func looksOf(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	custom := ""
	if s.CustomNumFmt != nil {
		custom = *s.CustomNumFmt
	}
	return fmt.Sprintf("%v %+v %+v %v %s", s.Border, *s.Font, *s.Alignment, s.NumFmt, custom)
}

// TestFillKeepsLooks: each filled row looks like the form's own, to its height
// and format; what the sheet is besides stays.
func TestFillKeepsLooks(t *testing.T) {
	t.Parallel()
	b := blankForm(t, "01-roster")
	before := saved(t, b)
	day := time.Date(2019, 4, 1, 0, 0, 0, 0, time.UTC)
	rows := make([][]any, 9)
	for i := range rows {
		rows[i] = []any{i + 1, "=1+1", "男", "142325197603089998", "14000000001", nil, 3500, day, nil, "x"}
	}
	columns := make([]FormColumn, 10)
	columns[3].Text, columns[4].Text = true, true
	if err := b.Fill(0, []Filling{{First: 4, Last: 8, Rows: rows, Columns: columns}}, []Total{{Row: 9, Of: []int{0}, Sum: []int{6}}}); err != nil {
		t.Fatal(err)
	}
	f := saved(t, b)
	for row := 4; row <= 12; row++ {
		for c := range 10 {
			at := ref(row, c)
			was, now := looksOf(t, before, "花名册", ref(5, c)), looksOf(t, f, "花名册", at)
			if c == 3 || c == 4 {
				was = strings.Replace(was, "} 0 ", "} 49 ", 1)
			}
			if now != was {
				t.Fatalf("%s looks\n%s\nnot\n%s", at, now, was)
			}
		}
		if h, err := f.GetRowHeight("花名册", row); err != nil || h != 24 {
			t.Errorf("row %d is %v high, %v", row, h, err)
		}
	}
	for at, want := range map[string]string{"B7": "=1+1", "D12": "142325197603089998", "G12": "3500", "H12": "2019年4月", "A12": "9", "A13": "合计"} {
		if got, err := f.GetCellValue("花名册", at); err != nil || got != want {
			t.Errorf("%s says %q, want %q (%v)", at, got, want, err)
		}
	}
	for at, want := range map[string]string{"B7": "", "I12": "G12*12", "G13": "SUM(G4:G12)", "I13": "SUM(I4:I12)"} {
		if got, err := f.GetCellFormula("花名册", at); err != nil || got != want {
			t.Errorf("%s reckons %q, want %q (%v)", at, got, want, err)
		}
	}
	for at, want := range map[string]string{"G13": "31500", "I13": "378000"} {
		if got, err := f.CalcCellValue("花名册", at); err != nil || got != want {
			t.Errorf("%s comes to %q, want %q (%v)", at, got, want, err)
		}
	}
	if h, err := f.GetRowHeight("花名册", 15); err != nil || h != 36 {
		t.Errorf("the line to sign is %v high, %v", h, err)
	}
	if p, err := f.GetPanes("花名册"); err != nil || !p.Freeze || p.YSplit != 3 {
		t.Errorf("frozen: %+v %v", p, err)
	}
	if w, err := f.GetColWidth("花名册", "D"); err != nil || w != 21 {
		t.Errorf("column D is %v wide, %v", w, err)
	}
}

// TestFillKeepsHidden: a hidden column and another sheet stay as they were.
func TestFillKeepsHidden(t *testing.T) {
	t.Parallel()
	b := blankForm(t, "02-two-levels")
	if err := b.Fill(0, []Filling{{First: 5, Last: 5, Rows: make([][]any, 40), Columns: make([]FormColumn, 12)}}, nil); err != nil {
		t.Fatal(err)
	}
	f := saved(t, b)
	if seen, err := f.GetColVisible("就业台账", "E"); err != nil || seen {
		t.Errorf("the hidden column is seen: %v", err)
	}
	if said, err := f.GetCellValue("填表说明", "A1"); err != nil || !strings.Contains(said, "每月25日") {
		t.Errorf("the other sheet says %q %v", said, err)
	}
	if said, err := f.GetCellValue("就业台账", "B5"); err != nil || said != "" {
		t.Errorf("the example is still there: %q %v", said, err)
	}
	if got, want := b.Choices(0, 44)[7], []string{"是", "否"}; !slices.Equal(got, want) {
		t.Errorf("the last row offers %v", got)
	}
}

// TestFewerRows: rows of the form that nobody needs stay, without what stood in
// them as an example, and no sum counts them.
func TestFewerRows(t *testing.T) {
	t.Parallel()
	b := blankForm(t, "01-roster")
	columns := make([]FormColumn, 10)
	columns[0].Number = true
	if err := b.Fill(0, []Filling{{First: 4, Last: 8, Rows: [][]any{{1, "王建", nil, nil, nil, nil, 3000}}, Columns: columns}}, []Total{{Row: 9, Of: []int{0}}}); err != nil {
		t.Fatal(err)
	}
	f := saved(t, b)
	for at, want := range map[string]string{"A5": "2", "B5": "", "A9": "合计"} {
		if got, err := f.GetCellValue("花名册", at); err != nil || got != want {
			t.Errorf("%s says %q, want %q (%v)", at, got, want, err)
		}
	}
	if got, err := f.GetCellFormula("花名册", "G9"); err != nil || got != "SUM(G4:G4)" {
		t.Errorf("the sum is %q %v", got, err)
	}
}

func TestRewrite(t *testing.T) {
	t.Parallel()
	for formula, want := range map[string]string{
		"F5*12": "F7*12", "$F$5+F$5+$F5": "$F$5+F$5+$F7", "SUM(F5:G$5)": "SUM(F7:G$5)", `IF(A5="A5",LOG10(B5),"F5")`: `IF(A7="A5",LOG10(B7),"F5")`,
		"ROW()-4": "ROW()-4", "'一 表'!A1&Sheet2!B2": "'一 表'!A3&Sheet2!B4", "SUM(F:F)+税率_A1+A1名": "SUM(F:F)+税率_A1+A1名", "MID(D5,7,4)": "MID(D7,7,4)",
	} {
		if got := down(formula, 2); got != want {
			t.Errorf("%s two rows down is %s, want %s", formula, got, want)
		}
	}
}

func TestDayLike(t *testing.T) {
	t.Parallel()
	day := time.Date(2019, 4, 1, 0, 0, 0, 0, time.UTC)
	for example, want := range map[string]string{
		"": "2019-04-01", "2018年12月": "2019年4月", "2018年03月": "2019年04月", "2018年3月5日": "2019年4月1日", "2018.3": "2019.4", "2018.03": "2019.04", "2018.3.5": "2019.4.1",
		"2018/3/5": "2019/4/1", "20180305": "20190401", "201803": "201904", "2018-03": "2019-04", "2018-03-05": "2019-04-01",
	} {
		if got := dayLike(example, day); got != want {
			t.Errorf("like %s it is %s, want %s", example, got, want)
		}
	}
}
