package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"
)

// csv is an opened .csv or .txt. Its cells are all Text: 142325… stays as it
// is written. What a checker wrote as ="142325…", so that a spreadsheet leaves
// the digits alone, is handed over without the wrapping.
type csv struct {
	in    input
	name  string
	as    charset
	comma byte
}

func openCSV(in input, name string, head []byte) (source, error) {
	as, err := charsetOf(in, head)
	if err != nil {
		return nil, err
	}
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	c := &csv{in: in, as: as, name: strings.TrimSuffix(base, path.Ext(base))}
	start, err := io.ReadAll(as.decoded(bytes.NewReader(head)))
	c.comma = guessComma(start)
	return c, err
}

// guessComma counts what may stand between columns, outside of quotes.
func guessComma(text []byte) byte {
	var count [128]int
	quoted := false
	for _, b := range text {
		if b == '"' {
			quoted = !quoted
		}
		if !quoted && b < 128 {
			count[b]++
		}
	}
	best := byte(',')
	for _, b := range []byte("\t;") {
		if count[b] > count[best] {
			best = b
		}
	}
	return best
}

// sheets reads the whole file once, which proves it.
func (c *csv) sheets() ([]Sheet, error) {
	s := Sheet{Name: clean(strings.ToValidUTF8(c.name, "?"))}
	count, err := c.each(func(r Row) bool { return true })
	s.Rows = count
	return []Sheet{s}, err
}

func (c *csv) rows(_ int, yield func(Row) bool) error {
	_, err := c.each(yield)
	return err
}

// each hands over the records that hold something, and returns how many
// records it read, blank ones included.
func (c *csv) each(yield func(Row) bool) (count int, err error) {
	r := &csvReader{in: bufio.NewReaderSize(c.as.reader(c.in), 64<<10), comma: c.comma}
	for more := true; more; {
		r.begin(count + 1)
		if more, err = r.record(); err != nil {
			return count, err
		}
		row, ok := r.row()
		if more || ok {
			count++
		}
		if c.as != asUTF8 && bytes.ContainsRune(r.arena, utf8.RuneError) {
			return count, damaged("第 %d 行有无法识别的文字，文件的编码不是 UTF-8 或 GB18030", count)
		}
		if ok && !yield(row) {
			return count, nil
		}
	}
	return count, nil
}

// csvReader reads records as a spreadsheet does: quotes count only where a
// field begins with one, and a line break inside them belongs to the field.
type csvReader struct {
	in    *bufio.Reader
	comma byte
	rowMaker
	field []byte
}

// record reads one record; more is false after the last.
func (r *csvReader) record() (more bool, err error) {
	if r.number > maxRows {
		if _, err := r.in.Peek(1); errors.Is(err, io.EOF) {
			return false, nil
		}
		return false, tooLarge("表格超过 %d 行", maxRows)
	}
	for col := 0; ; col++ {
		end, err := r.readField()
		if err != nil && !errors.Is(err, io.EOF) {
			return false, because(err, "第 %d 行读不出来", r.number)
		}
		if err := r.put(col); err != nil {
			return false, err
		}
		if end != r.comma {
			return err == nil, nil
		}
	}
}

// readField reads up to the byte that ends the field, \n for any line break.
func (r *csvReader) readField() (end byte, err error) {
	r.field = r.field[:0]
	b, err := r.in.ReadByte()
	if err == nil && b == '"' {
		if err = r.readQuoted(); err == nil {
			b, err = r.in.ReadByte()
		}
	}
	for ; err == nil; b, err = r.in.ReadByte() {
		switch {
		case b == r.comma || b == '\n':
			return b, nil
		case b == '\r':
			if next, err := r.in.Peek(1); err == nil && next[0] == '\n' {
				continue
			}
			return '\n', nil
		case len(r.field) > maxToken:
			return 0, tooLarge("第 %d 行有一个单元格太长", r.number)
		}
		r.field = append(r.field, b)
	}
	return 0, err
}

// readQuoted reads up to the closing quote.
func (r *csvReader) readQuoted() error {
	for {
		part, err := r.in.ReadSlice('"')
		r.field = append(r.field, part...)
		switch {
		case len(r.field) > maxToken:
			return tooLarge("第 %d 行有一个单元格太长，可能是引号没有配对", r.number)
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF):
			return damaged("第 %d 行的引号没有配对", r.number)
		case err != nil:
			return err
		}
		if next, _ := r.in.Peek(1); len(next) == 0 || next[0] != '"' {
			r.field = r.field[:len(r.field)-1]
			return nil
		}
		_, _ = r.in.Discard(1)
	}
}

func (r *csvReader) put(col int) error {
	from := len(r.arena)
	r.arena = appendClean(r.arena, unwrapped(r.field))
	if col >= maxColumns && from < len(r.arena) {
		return tooLarge("第 %d 行超过 %d 列", r.number, maxColumns)
	}
	r.take(col, Text, from)
	return checkLength(r.arena[from:])
}

// unwrapped is the field without ="…".
func unwrapped(field []byte) []byte {
	f := bytes.TrimSpace(field)
	if n := len(f) - 1; n >= 2 && f[0] == '=' && f[1] == '"' && f[n] == '"' && bytes.IndexByte(f[2:n], '"') < 0 {
		return f[2:n]
	}
	return field
}
