package sheet

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// formMaker draws a blank as an office does.
type formMaker struct {
	*testing.T
	file             *excelize.File
	name             string
	head, cell, text int // styles: headings; cells with lines; the same as text
	month, note      int
}

func newForm(t *testing.T, name string) *formMaker {
	t.Helper()
	f := &formMaker{T: t, file: excelize.NewFile(), name: name}
	f.ok(f.file.SetSheetName("Sheet1", name))
	lines := []excelize.Border{{Type: "left", Style: 1, Color: "000000"}, {Type: "right", Style: 1, Color: "000000"}, {Type: "top", Style: 1, Color: "000000"}, {Type: "bottom", Style: 1, Color: "000000"}}
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	months := `yyyy"年"m"月"`
	f.head = f.style(&excelize.Style{Border: lines, Font: &excelize.Font{Family: "黑体", Size: 12, Bold: true}, Alignment: middle, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"D9E1F2"}}})
	f.cell = f.style(&excelize.Style{Border: lines, Font: &excelize.Font{Family: "仿宋", Size: 11}, Alignment: middle})
	f.text = f.style(&excelize.Style{Border: lines, Font: &excelize.Font{Family: "仿宋", Size: 11}, Alignment: middle, NumFmt: 49})
	f.month = f.style(&excelize.Style{Border: lines, Font: &excelize.Font{Family: "仿宋", Size: 11}, Alignment: middle, CustomNumFmt: &months})
	f.note = f.style(&excelize.Style{Font: &excelize.Font{Family: "楷体", Size: 10}})
	return f
}

func (f *formMaker) style(s *excelize.Style) int {
	id, err := f.file.NewStyle(s)
	f.ok(err)
	return id
}

func (f *formMaker) ok(err error) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
}

// add goes on to another sheet.
func (f *formMaker) add(name string) {
	_, err := f.file.NewSheet(name)
	f.ok(err)
	f.name = name
}

// row writes cells that a comma parts; a cell that begins with = is a formula.
func (f *formMaker) row(row, style int, csv string) {
	for c, said := range strings.Split(csv, ",") {
		f.ok(f.file.SetCellStyle(f.name, ref(row, c), ref(row, c), style))
		if formula, is := strings.CutPrefix(said, "="); is {
			f.ok(f.file.SetCellFormula(f.name, ref(row, c), strings.ReplaceAll(formula, ";", ",")))
		} else if said != "" {
			f.ok(f.file.SetCellValue(f.name, ref(row, c), said))
		}
	}
}

// rows draws empty rows of a style.
func (f *formMaker) rows(from, to, width, style int, height float64) {
	f.ok(f.file.SetCellStyle(f.name, ref(from, 0), ref(to, width-1), style))
	for r := from; r <= to; r++ {
		f.ok(f.file.SetRowHeight(f.name, r, height))
	}
}

func (f *formMaker) column(from, to, c, style int) {
	f.ok(f.file.SetCellStyle(f.name, ref(from, c), ref(to, c), style))
}

func (f *formMaker) merge(ranges ...string) {
	for _, r := range ranges {
		from, to, _ := strings.Cut(r, ":")
		f.ok(f.file.MergeCell(f.name, from, to))
	}
}

func (f *formMaker) print(area, titles string) {
	f.ok(f.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: f.name, RefersTo: "'" + f.name + "'!" + area}))
	if titles != "" {
		f.ok(f.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: f.name, RefersTo: "'" + f.name + "'!" + titles}))
	}
}

func (f *formMaker) freeze(at string, rows int) {
	f.ok(f.file.SetPanes(f.name, &excelize.Panes{Freeze: true, YSplit: rows, TopLeftCell: at, ActivePane: "bottomLeft"}))
}

func (f *formMaker) list(cells string, words ...string) {
	v := excelize.NewDataValidation(true)
	v.Sqref = cells
	f.ok(v.SetDropList(words))
	f.ok(f.file.AddDataValidation(f.name, v))
}

func (f *formMaker) widths(all ...float64) {
	for c, w := range all {
		letter, err := excelize.ColumnNumberToName(c + 1)
		f.ok(err)
		f.ok(f.file.SetColWidth(f.name, letter, letter, w))
	}
}

// bytes are those of the file, the same each time.
func (f *formMaker) bytes() []byte {
	f.ok(f.file.SetDocProps(&excelize.DocProperties{Created: "2019-01-01T00:00:00Z", Modified: "2019-01-01T00:00:00Z", Creator: "县人社局"}))
	f.file.SetZipWriter(func(to io.Writer) excelize.ZipWriter { return &sortedZip{to: to} })
	var out bytes.Buffer
	f.ok(f.file.Write(&out))
	return out.Bytes()
}

// TestForms: the blanks in testdata/forms are the ones drawn here. To draw them
// anew: LAOWU_FORMS=write go test ./imports/sheet -run TestForms
func TestForms(t *testing.T) {
	for name, draw := range forms {
		path := filepath.Join("..", "testdata", "forms", name+".xlsx")
		drawn := draw(t).bytes()
		if os.Getenv("LAOWU_FORMS") == "write" {
			if err := os.WriteFile(path, drawn, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		kept, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(kept, drawn) {
			t.Errorf("%s is not what is drawn here: %v", name, err)
		}
	}
}
