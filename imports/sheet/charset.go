package sheet

import (
	"bufio"
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
			return asGB18030, unmixed(in)
		case end:
			return asUTF8, nil
		}
		kept = copy(buf, text[whole:])
	}
}

// unmixed refuses a file that is not all UTF-8 and yet has lines that are: read
// as GB18030 they would be other Chinese names, and nothing would say so. Three
// common characters (E4 to E9 and two bytes more) make a line one; GB18030 gives
// such bytes by chance hardly ever.
func unmixed(in input) error {
	const enough = 3
	lines := bufio.NewReaderSize(io.NewSectionReader(in, 0, in.size), 64<<10)
	for number := 1; ; number++ {
		line, err := lines.ReadSlice('\n')
		common := 0
		for _, b := range line {
			if b >= 0xE4 && b <= 0xE9 {
				common++
			}
		}
		if common >= enough && utf8.Valid(line) {
			return damaged("第 %d 行是 UTF-8 编码，别处不是", number)
		}
		for errors.Is(err, bufio.ErrBufferFull) { // the rest of a very long line
			_, err = lines.ReadSlice('\n')
		}
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
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
