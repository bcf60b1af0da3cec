package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/xuri/excelize/v2"
)

// Blank is another office's empty form that is being filled in: its layout,
// formats and formulas stay as they are, and rows are put in where it has too
// few.
type Blank struct {
	book     *Book
	file     *excelize.File
	formulas [][]cellAt // of each sheet
	styles   map[restyled]int
}

// MaxBlank is how large the file of a form may be, in bytes.
const MaxBlank = 4 << 20

// OpenBlank opens a form, an .xlsx, and proves it through and through before
// another library looks at it: no macros, nothing outside of the file, and no
// more than a form has. What cannot be used gives an *Error.
func OpenBlank(name string, data []byte) (b *Blank, err error) {
	// The library was not made for files that mean harm.
	defer func() {
		if r := recover(); r != nil {
			b, err = nil, damaged("表格的内容不合规范")
		}
	}()
	clean, formulas, err := provenBlank(name, data)
	if err != nil {
		return nil, err
	}
	// Nothing goes to a temporary file: a form may hold people's numbers.
	f, err := excelize.OpenReader(bytes.NewReader(clean), excelize.Options{
		UnzipSizeLimit: maxBlankUnpacked, UnzipXMLSizeLimit: maxBlankUnpacked, TmpDir: os.DevNull,
	})
	if err != nil {
		return nil, damaged("表格的内容不合规范")
	}
	book, err := Open(name, bytes.NewReader(clean), int64(len(clean)))
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	b = &Blank{book: book, file: f, formulas: formulas, styles: map[restyled]int{}}
	if err := b.check(); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// check makes sure that both readers see the same sheets, and reads each once.
func (b *Blank) check() error {
	all := b.file.GetSheetList()
	for _, s := range b.book.Sheets() {
		if !slices.Contains(all, s.Name) {
			return damaged("工作表的名字不合规范")
		}
		if _, err := b.file.GetCellFormula(s.Name, "A1"); err != nil {
			return damaged("工作表 %s 的内容不合规范", s.Name)
		}
	}
	if err := b.unshare(); err != nil {
		return damaged("表格里的公式不合规范")
	}
	_, err := b.file.GetCellStyle(b.book.Sheets()[0].Name, "A1")
	if err != nil || b.file.Styles == nil || b.file.Styles.CellXfs == nil || len(b.file.Styles.CellXfs.Xf) == 0 {
		return damaged("表格的样式不合规范")
	}
	return nil
}

// unshare gives each cell its own formula: those that cells share by pointing
// to the first of them would be lost with it. What formulas last showed is of
// the empty form; without it, each program reckons them anew.
func (b *Blank) unshare() error {
	for i, s := range b.book.Sheets() {
		own := make([]string, len(b.formulas[i]))
		for n, c := range b.formulas[i] {
			var err error
			if own[n], err = b.file.GetCellFormula(s.Name, ref(c.row, c.col)); err != nil {
				return err
			}
		}
		for n, c := range b.formulas[i] {
			if err := b.setFormula(s.Name, ref(c.row, c.col), own[n]); err != nil {
				return err
			}
		}
	}
	return nil
}

// setFormula puts a formula, and nothing of what stood there before.
func (b *Blank) setFormula(sheet, at, formula string) error {
	if err := b.file.SetCellDefault(sheet, at, ""); err != nil {
		return err
	}
	return b.file.SetCellFormula(sheet, at, formula)
}

// Book is the form as it reads.
func (b *Blank) Book() *Book { return b.book }

// Save writes the filled form. Spreadsheets reckon its formulas when they open
// it.
func (b *Blank) Save(out io.Writer) error {
	yes := true
	if err := b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes}); err != nil {
		return fmt.Errorf("save form: %w", err)
	}
	b.file.SetZipWriter(func(to io.Writer) excelize.ZipWriter { return &sortedZip{to: to} })
	if err := b.file.Write(out); err != nil {
		return fmt.Errorf("save form: %w", err)
	}
	return nil
}

// Close lets go of the file.
func (b *Blank) Close() error { return errors.Join(b.book.Close(), b.file.Close()) }

// repacked writes proven parts as a zip that holds each once, unpacked.
func repacked(parts []*zip.File, content [][]byte) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i, f := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: partSpelling(f.Name), Method: zip.Store})
		if err == nil {
			_, err = w.Write(content[i])
		}
		if err != nil {
			return nil, fmt.Errorf("repack form: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("repack form: %w", err)
	}
	return out.Bytes(), nil
}
