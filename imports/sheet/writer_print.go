package sheet

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	paperA4  = 9
	pageFoot = "&R第 &P 页，共 &N 页"
	footMost = 200 // UTF-16 units: with the page's number it may have 255
)

// print makes a sheet ready for paper. It comes before the sheet is streamed:
// that begins with what is said here.
func (w *Writer) print(name string, l Layout) error {
	fit, sideways, size, wide, high := true, "landscape", paperA4, 1, 0
	err := w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit})
	if err == nil {
		err = w.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &size, Orientation: &sideways, FitToWidth: &wide, FitToHeight: &high})
	}
	if err == nil {
		err = w.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: footer(l.Foot)})
	}
	if err != nil || l.Frozen == 0 {
		return err
	}
	quoted := "'" + strings.ReplaceAll(name, "'", "''") + "'"
	return w.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: fmt.Sprintf("%s!$%d:$%d", quoted, l.Frozen, l.Frozen),
	})
}

// footer is what stands under a page: in it & begins a word of its own
// (ECMA-376 part 1, 18.3.1.46 oddFooter), and a figure after one a size.
func footer(left string) string {
	if left == "" {
		return pageFoot
	}
	return "&L" + strings.ReplaceAll(cut(clean(left), footMost), "&", "＆") + pageFoot
}
