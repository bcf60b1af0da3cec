package sheet

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	paperA4  = 9
	pageFoot = "&C第 &P 页，共 &N 页"
)

// print makes a sheet ready for paper. It comes before the sheet is streamed:
// that begins with what is said here.
func (w *Writer) print(name string, frozen int) error {
	fit, sideways, size, wide, high := true, "landscape", paperA4, 1, 0
	err := w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit})
	if err == nil {
		err = w.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &size, Orientation: &sideways, FitToWidth: &wide, FitToHeight: &high})
	}
	if err == nil {
		err = w.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: pageFoot})
	}
	if err != nil || frozen == 0 {
		return err
	}
	quoted := "'" + strings.ReplaceAll(name, "'", "''") + "'"
	return w.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: fmt.Sprintf("%s!$%d:$%d", quoted, frozen, frozen),
	})
}
