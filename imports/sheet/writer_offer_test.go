package sheet

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Columns offer what stands elsewhere, say how they are filled in, and show
// texts and days as such down to the last row.
func TestOfferedElsewhere(t *testing.T) {
	t.Parallel()
	data := build(t, func(w *Writer) error {
		s, err := w.Sheet("表", Layout{
			Text: []int{1}, Days: []int{2}, Frozen: 1, Lists: map[int]string{0: "选项_乡镇"}, Choices: map[int][]string{3: {"是", "否"}},
			Hints: map[int]Hint{0: {"乡镇", "从列表里选"}, 1: {"身份证号码", "18 位"}},
		})
		if err != nil {
			return err
		}
		if err := s.Heading(Asked("*乡镇"), "身份证号码", "日期"); err != nil {
			return err
		}
		if s, err = w.Sheet("选项", Layout{Hidden: true}); err != nil {
			return err
		}
		for _, name := range []string{"康宁镇", "瓦塘镇"} {
			if err := s.Row(name); err != nil {
				return err
			}
		}
		return s.Name("选项_乡镇", 0, 2)
	})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	checks, err := f.GetDataValidations("表")
	if err != nil || len(checks) != 3 {
		t.Fatalf("%d checks %v", len(checks), err)
	}
	if c := checks[0]; c.Sqref != "A2:A1048576" || c.Formula1 != "选项_乡镇" || *c.PromptTitle != "乡镇" || *c.Prompt != "从列表里选" || !c.ShowInputMessage {
		t.Errorf("the list is %+v", c)
	}
	if c := checks[1]; c.Type != "" || *c.Prompt != "18 位" {
		t.Errorf("the hint is %+v", c)
	}
	if names := f.GetDefinedName(); len(names) != 1 || names[0].Name != "选项_乡镇" || names[0].RefersTo != "'选项'!$A$1:$A$2" {
		t.Errorf("names %+v", names)
	}
	if shown, err := f.GetSheetVisible("选项"); shown || err != nil {
		t.Error("the list is in sight")
	}
	for col, want := range map[string]int{"B": 49, "C": 0} {
		id, err := f.GetColStyle("表", col)
		look, err2 := f.GetStyle(id)
		if err != nil || err2 != nil || look.NumFmt != want || col == "C" && (look.CustomNumFmt == nil || *look.CustomNumFmt != "yyyy-mm-dd") {
			t.Errorf("column %s looks %+v", col, look)
		}
	}
	for cell, fill := range map[string]int{"A1": 1, "B1": 0} {
		id, _ := f.GetCellStyle("表", cell)
		if look, err := f.GetStyle(id); err != nil || len(look.Fill.Color) != fill {
			t.Errorf("%s looks %+v", cell, look)
		}
	}
	// What comes back of such a sheet offers the same.
	back := excerpt(t, "a.xlsx", data, Part{First: 1, Last: 1, Why: "原因", Rows: map[int]Returned{}})
	if f, err = excelize.OpenReader(bytes.NewReader(back)); err != nil {
		t.Fatal(err)
	}
	if checks, err = f.GetDataValidations("表"); err != nil || len(checks) != 3 || checks[0].Formula1 != `"康宁镇,瓦塘镇"` || checks[1].Type != "" {
		t.Errorf("came back as %+v %v", checks, err)
	}
}
