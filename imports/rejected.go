package imports

import (
	"errors"
	"io"
	"strings"

	"laowu/imports/sheet"
)

// whyColumn is the heading of the added column; an import passes it over.
const whyColumn = "退回原因"

// Rejected writes the rows that an import rejected back as a workbook, each
// sheet in its own layout: the rows above its headings, its columns in their
// order, bad cells marked, and a last column that says why. Mended, it can be
// sent again.
func Rejected(out io.Writer, k Kind, files []File, report Report) error {
	w, err := sheet.Create()
	if err != nil {
		return err
	}
	wrong := map[string]map[int][]Problem{}
	for _, p := range report.Problems {
		if p.Severity == "error" {
			key := p.File + "\x00" + p.Sheet
			if wrong[key] == nil {
				wrong[key] = map[int][]Problem{}
			}
			wrong[key][p.Row] = append(wrong[key][p.Row], p)
		}
	}
	for i, f := range files {
		if err := rejectedFile(w, k, f, report.Files[i], wrong); err != nil {
			return errors.Join(err, w.Close())
		}
	}
	return w.Save(out)
}

func rejectedFile(w *sheet.Writer, k Kind, file File, f FileReport, wrong map[string]map[int][]Problem) error {
	book, err := sheet.Open(file.called(), file.Data, file.Size)
	if err != nil {
		return fileError(file.called(), err)
	}
	defer book.Close() //nolint:errcheck // read only; nothing is lost
	for i, s := range book.Sheets() {
		rows := wrong[f.File+"\x00"+sheetCalled(i, s)]
		if len(rows) == 0 {
			continue
		}
		if err := rejectedSheet(w, k, file, book, i, rows); err != nil {
			return err
		}
	}
	return nil
}

func rejectedSheet(w *sheet.Writer, k Kind, file File, book *sheet.Book, i int, wrong map[int][]Problem) error {
	top, err := head(file.rows(book, i), headingDepth+1)
	if err != nil {
		return err
	}
	about := book.Sheets()[i]
	h, _ := file.headings(k, i, top, about.Merges)
	width, err := widest(book, i, wrong, len(h.over))
	if err != nil {
		return err
	}
	text := make([]int, width+1)
	for c := range text {
		text[c] = c
	}
	out, err := w.Sheet(about.Name, sheet.Layout{Text: text, Frozen: h.last})
	if err != nil {
		return err
	}
	for r, err := range file.rows(book, i) {
		if err != nil {
			return err
		}
		switch {
		case r.Number <= h.last:
			err = copyAbove(out, r, h, width)
		case len(wrong[r.Number]) > 0:
			err = out.Row(rejectedRow(r, h, width, wrong[r.Number])...)
		}
		if err != nil {
			return err
		}
	}
	for _, m := range about.Merges {
		if m.LastRow <= h.last {
			if err := out.Merge(m.FirstRow, m.FirstCol, m.LastRow, m.LastCol); err != nil {
				return err
			}
		}
	}
	return nil
}

// widest is how many columns the headings and the wrong rows have.
func widest(book *sheet.Book, i int, wrong map[int][]Problem, width int) (int, error) {
	for r, err := range book.Rows(i) {
		if err != nil {
			return 0, err
		}
		if len(wrong[r.Number]) > 0 {
			width = max(width, len(r.Cells))
		}
	}
	return width, nil
}

// copyAbove copies a title or heading row to its own number, so that merged
// cells keep their places.
func copyAbove(out *sheet.SheetWriter, r sheet.Row, h headings, width int) error {
	for out.Next() < r.Number {
		if err := out.Row(); err != nil {
			return err
		}
	}
	cells := make([]any, 0, width+1)
	for _, c := range r.Cells {
		cells = append(cells, c)
	}
	if r.Number < h.first {
		return out.Row(cells...)
	}
	for len(cells) < width {
		cells = append(cells, nil)
	}
	if r.Number == h.first {
		cells = append(cells[:width], whyColumn)
	}
	return out.Heading(cells...)
}

// rejectedRow is the row as it was sent, bad cells marked, with the reasons. A
// number stays a number: as text a lost ID number could pass for a whole one,
// and an ambiguous 2019.1 for January.
func rejectedRow(r sheet.Row, h headings, width int, problems []Problem) []any {
	cells := make([]any, width+1)
	for c, cell := range r.Cells {
		cells[c] = cell
	}
	var why []string
	for _, p := range problems {
		why = append(why, p.Column+"："+p.Message)
		for _, c := range h.fields[p.Field] {
			cells[c] = sheet.Bad{Value: cells[c]}
		}
	}
	cells[width] = strings.Join(why, "；")
	return cells
}
