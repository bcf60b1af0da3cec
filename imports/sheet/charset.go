package sheet

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

const (
	bomUTF8 = "\xEF\xBB\xBF"
	bomLE   = "\xFF\xFE"
	bomBE   = "\xFE\xFF"
)

// charset is how a text file is encoded.
type charset uint8

const (
	asUTF8 charset = iota
	asUTF16
	asGB18030
)

// charsetOf tells by the byte order mark. Without one it is UTF-8 if all of
// the file is, for GB18030 would make characters of nearly anything.
func charsetOf(in input, head []byte) (charset, error) {
	switch {
	case bytes.HasPrefix(head, []byte(bomLE)), bytes.HasPrefix(head, []byte(bomBE)):
		return asUTF16, nil
	}
	marked := bytes.HasPrefix(head, []byte(bomUTF8))
	buf, kept := make([]byte, 64<<10), 0
	for r := io.NewSectionReader(in, 0, in.size); ; {
		n, err := r.Read(buf[kept:])
		end := errors.Is(err, io.EOF)
		if err != nil && !end {
			return 0, err
		}
		text := buf[:kept+n]
		whole := len(text)
		if !end {
			whole = wholeRunes(text)
		}
		switch {
		case !utf8.Valid(text[:whole]) && marked:
			return 0, damaged("文件标明是 UTF-8 编码，却有不合编码的文字")
		case !utf8.Valid(text[:whole]):
			return asGB18030, nil
		case end:
			return asUTF8, nil
		}
		kept = copy(buf, text[whole:])
	}
}

// wholeRunes is the length of the text without a character cut off at its end.
func wholeRunes(text []byte) int {
	for i := len(text) - 1; i >= 0 && i >= len(text)-utf8.UTFMax; i-- {
		if utf8.RuneStart(text[i]) {
			if utf8.FullRune(text[i:]) {
				break
			}
			return i
		}
	}
	return len(text)
}

func (c charset) reader(in input) io.Reader {
	return c.decoded(io.NewSectionReader(in, 0, in.size))
}

// decoded gives UTF-8 without a byte order mark.
func (c charset) decoded(r io.Reader) io.Reader {
	switch c {
	case asUTF16:
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(r)
	case asGB18030:
		return simplifiedchinese.GB18030.NewDecoder().Reader(r)
	}
	return unicode.UTF8BOM.NewDecoder().Reader(r)
}
