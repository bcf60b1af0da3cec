package imports

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"laowu/imports/sheet"
	"laowu/internal/value"
)

// File is one workbook to import.
type File struct {
	Name string // its base name, as reports call it
	Data io.ReaderAt
	Size int64

	reading reading // of a kept file: what people said of it since
}

// FileError is a file that cannot be read at all: contract section 4's codes
// of files, with a sentence for people.
type FileError struct {
	File    string `json:"file,omitempty"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *FileError) Error() string {
	if e.File == "" {
		return e.Message
	}
	return e.File + "：" + e.Message
}

// plan is what an import found in its files before it reads their rows.
type plan struct {
	kind  Kind
	files []*planFile
	rows  int // rows of all planned sheets, for progress
}

type planFile struct {
	File
	name    string
	book    *sheet.Book
	sheets  []*planSheet
	skipped []string
}

// planSheet is a sheet of the kind, with what its title rows say.
type planSheet struct {
	headings
	name        string
	index       int
	township    string    // code, from the title or the sheet's name
	village     string    // code, from the title or the sheet's name
	association string    // what the title or the sheet's name calls one, squeezed; empty where neither does
	asOf        value.Day // 填报日期, zero where none
	titles      []string  // the texts above the headings, squeezed
	rows        int
	skips       []SkippedRow
}

// heading is what stands over a field's column, or the usual heading where the
// sheet has no such column.
func (s *planSheet) heading(k Kind, fieldName string) string {
	if columns := s.fields[fieldName]; len(columns) > 0 {
		return s.over[columns[0]].written
	}
	return k.title(fieldName)
}

// survey opens every file and finds its sheets of the kind. One file that
// cannot be read stops all.
func survey(k Kind, env *Env, files []File) (*plan, error) {
	p := &plan{kind: k}
	for _, f := range files {
		pf, err := surveyFile(k, env, f)
		if err != nil {
			return nil, errors.Join(err, p.close())
		}
		pf.name = p.freeName(f.called())
		p.files = append(p.files, pf)
		for _, s := range pf.sheets {
			p.rows += pf.book.Sheets()[s.index].Rows
		}
	}
	return p, nil
}

// freeName tells files of one name apart, as reports know them by it alone.
func (p *plan) freeName(name string) string {
	free := name
	for n := 2; slices.ContainsFunc(p.files, func(f *planFile) bool { return f.name == free }); n++ {
		free = fmt.Sprintf("%s (%d)", name, n)
	}
	return free
}

func (p *plan) close() error {
	var errs []error
	for _, f := range p.files {
		errs = append(errs, f.book.Close())
	}
	return errors.Join(errs...)
}

func surveyFile(k Kind, env *Env, f File) (*planFile, error) {
	book, err := sheet.Open(f.called(), f.Data, f.Size)
	if err != nil {
		return nil, fileError(f.called(), err)
	}
	pf, err := surveyBook(k, env, f, book)
	if err != nil {
		return nil, errors.Join(err, book.Close())
	}
	return pf, nil
}

// surveyBook chooses a workbook's sheets. Hidden ones are passed over, and
// those that also have headings of another kind where others have none.
func surveyBook(k Kind, env *Env, f File, book *sheet.Book) (*planFile, error) {
	name := f.called()
	pf := &planFile{File: f, name: name, book: book}
	blank, hidden, pure, cells := true, false, false, 0
	found := make([]*planSheet, len(book.Sheets()))
	for i, s := range book.Sheets() {
		top, err := head(book.Rows(i), headingDepth+1)
		if err != nil {
			return nil, fileError(name, err)
		}
		for _, r := range top {
			cells += len(r.Cells)
		}
		if cells > headingCells {
			return nil, &FileError{name, "too_large", "工作表太多太宽，标题行看不过来，请拆成几个文件，或删去用不到的工作表和列"}
		}
		blank = blank && len(top) == 0
		h, ok := f.headings(k, i, top, s.Merges)
		hidden = hidden || ok && s.Hidden
		if ok && !s.Hidden {
			found[i] = env.sheet(s, i, h, top)
			pure = pure || !h.say(k.other)
		}
	}
	for i, s := range found {
		if s == nil || pure && s.say(k.other) {
			pf.skipped = append(pf.skipped, sheetCalled(i, book.Sheets()[i]))
			continue
		}
		pf.sheets = append(pf.sheets, s)
	}
	if len(pf.sheets) == 0 {
		return nil, noSheet(k, name, blank, hidden)
	}
	return pf, nil
}

func noSheet(k Kind, file string, blank, hidden bool) error {
	if blank {
		return &FileError{file, "empty", "这个文件里没有内容，请检查是否选对了文件"}
	}
	if hidden {
		return &FileError{file, "no_heading", k.Title + "的工作表是隐藏的，没有读；请取消隐藏再送"}
	}
	var want []string
	for _, m := range k.must {
		first, _, _ := strings.Cut(m, "|")
		want = append(want, "“"+k.title(first)+"”")
	}
	return &FileError{file, "no_heading", fmt.Sprintf("没有找到%s的标题行：前 %d 行里要有 %s 这几列", k.Title, headingDepth, strings.Join(want, "、"))}
}

func fileError(name string, err error) error {
	var e *sheet.Error
	if errors.As(err, &e) {
		return &FileError{name, e.Code, value.Redact(e.Message)}
	}
	return fmt.Errorf("read %s: %w", name, err)
}

// Bounds on what is looked through for headings: a form has no more columns, and
// no more rows of nothing but spaces above its table.
const (
	headingColumns = 1000
	headingCells   = 300_000 // of all sheets of a file
	blankRows      = 10_000
)

// head copies the first n rows that say anything.
func head(rows iter.Seq2[sheet.Row, error], n int) ([]sheet.Row, error) {
	var out []sheet.Row
	blank := 0
	for r, err := range rows {
		if err != nil {
			return nil, err
		}
		r.Cells = r.Cells[:min(len(r.Cells), headingColumns)]
		if !slices.ContainsFunc(r.Cells, filled) {
			if blank++; blank == blankRows {
				break
			}
			continue
		}
		out = append(out, sheet.Row{Number: r.Number, Cells: append([]sheet.Cell(nil), r.Cells...)})
		if len(out) == n {
			break
		}
	}
	return out, nil
}
