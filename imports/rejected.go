package imports

import (
	"io"
	"slices"
	"strings"

	"laowu/imports/sheet"
)

// whyColumn is the heading of the added column; an import passes it over.
const whyColumn = "退回原因"

// Rejected writes the rows that an import rejected back as a workbook, each
// sheet in its own layout: the rows above its headings, its columns in their
// order, bad cells marked and noted, and a last column that says why. Mended, it
// can be sent again. The report tells the headings; cells that were mended since
// say what they were mended to. Errors: *FileError where a file cannot be read any more.
func Rejected(out io.Writer, files []File, report Report) error {
	e := sheet.NewExcerpt(out)
	back := returned(report)
	for i, f := range files {
		if err := rejectedFile(e, f, report.Files[i], back); err != nil {
			return err
		}
	}
	return e.Close()
}

// place is a sheet of a file, as the report calls both.
type place struct{ file, sheet string }

func rejectedFile(e *sheet.Excerpt, file File, f FileReport, back map[place]map[int]sheet.Returned) error {
	book, err := sheet.Open(file.called(), file.Data, file.Size)
	if err != nil {
		return fileError(file.called(), err)
	}
	defer book.Close() //nolint:errcheck // read only; nothing is lost
	for i, about := range book.Sheets() {
		name := sheetCalled(i, about)
		rows := back[place{f.File, name}]
		at := slices.IndexFunc(f.Sheets, func(s SheetReport) bool { return s.Sheet == name })
		if len(rows) == 0 || at < 0 {
			continue
		}
		file.reading.over(rows, i)
		p := sheet.Part{First: f.Sheets[at].HeadingRow, Last: f.Sheets[at].LastHeading, Why: whyColumn, Rows: rows}
		if err := e.Add(book, i, p); err != nil {
			return fileError(file.called(), err)
		}
	}
	return nil
}

// over lets rows say what cells of theirs were mended to.
func (r reading) over(rows map[int]sheet.Returned, index int) {
	for number, mended := range r.mends[index] {
		row, ok := rows[number]
		if !ok {
			continue
		}
		row.Cells = map[int]string{}
		for _, m := range mended {
			row.Cells[m.column] = m.text
		}
		rows[number] = row
	}
}

// returned gathers what is wrong with each row that was rejected. A cell's note
// says what is wrong with it; of several columns of a field, the first has it.
func returned(report Report) map[place]map[int]sheet.Returned {
	out := map[place]map[int]sheet.Returned{}
	fields := map[place][]string{}
	for _, f := range report.Files {
		for _, s := range f.Sheets {
			fields[place{f.File, s.Sheet}] = s.Fields
		}
	}
	for _, p := range report.Problems {
		if p.Severity != "error" {
			continue
		}
		at := place{p.File, p.Sheet}
		if out[at] == nil {
			out[at] = map[int]sheet.Returned{}
		}
		out[at][p.Row] = with(out[at][p.Row], p, fields[at])
	}
	return out
}

// with adds a problem to what is wrong with a row.
func with(row sheet.Returned, p Problem, fields []string) sheet.Returned {
	if row.Bad == nil {
		row.Bad = map[int]string{}
	}
	row.Why = strings.TrimPrefix(row.Why+"；"+p.Column+"："+p.Message, "；")
	note := p.Message
	for c, field := range fields {
		if field == "" || field != p.Field {
			continue
		}
		row.Bad[c] = strings.Trim(row.Bad[c]+"；"+note, "；")
		note = ""
	}
	return row
}
