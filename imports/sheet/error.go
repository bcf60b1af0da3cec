package sheet

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Codes of an Error.
const (
	NotAWorkbook = "not_a_workbook"
	Encrypted    = "encrypted"
	TooLarge     = "too_large"
	Damaged      = "damaged"
)

// Error says why a file cannot be used: a code for programs, and a sentence
// for people with the way out. Neither holds anything that stands in a cell.
type Error struct{ Code, Message string }

func (e *Error) Error() string { return e.Message }

// Bounds on what is read. Rows, columns and the length of a cell are those of
// Excel; the others are far above any real workbook, and keep a hostile file
// from taking memory or time.
const (
	maxUnpacked   = 512 << 20 // bytes of a file, and of all its parts unpacked
	maxRows       = 1 << 20
	maxColumns    = 1 << 14
	maxCellRunes  = 32767
	maxCells      = 32 << 20     // cells handed over of one sheet, empty ones between included
	maxAllCells   = 4 * maxCells // of all sheets and all times that they are read
	maxStrings    = 10 << 20     // shared strings of a workbook
	maxStringText = 96 << 20     // bytes of their text
	maxMerges     = 1 << 20      // merged blocks of a sheet
	maxParts      = 10_000       // files in a zip
	maxSheets     = 1_000
	maxStyles     = 1 << 16
)

func notAWorkbook(message string) error {
	return &Error{NotAWorkbook, message}
}

func encrypted() error {
	return &Error{Encrypted, "文件设了密码，无法读取。请在 Excel 或 WPS 中打开，取消密码后保存，再重新上传"}
}

func tooLarge(format string, args ...any) error {
	return &Error{TooLarge, says(format, args...) + "，超出可以读取的范围。请拆成几个文件，或删去用不到的部分后再上传"}
}

func damaged(format string, args ...any) error {
	return &Error{Damaged, "文件已损坏（" + says(format, args...) + "）。请在 Excel 或 WPS 中打开并另存一份，或请对方重新发送"}
}

// says makes a sentence that can be shown: the names in it are the file's own,
// and may hold anything.
func says(format string, args ...any) string {
	return clean(strings.ToValidUTF8(fmt.Sprintf(format, args...), "?"))
}

// readError is a failure of the reader below, which is no fault of the file.
type readError struct{ error }

func (e readError) Unwrap() error { return e.error }

// input tells the reader's own failures from places that a damaged file points
// to and does not have.
type input struct {
	r    io.ReaderAt
	size int64
}

func (in input) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 || off > in.size {
		return 0, io.ErrUnexpectedEOF
	}
	n, err := in.r.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) {
		err = readError{fmt.Errorf("read workbook: %w", err)}
	}
	return n, err
}

// because passes on nil and errors that already say what is wrong, and calls
// the file damaged for any other.
func because(err error, format string, args ...any) error {
	var known *Error
	var below readError
	if err == nil || errors.As(err, &known) || errors.As(err, &below) {
		return err
	}
	return damaged(format, args...)
}
