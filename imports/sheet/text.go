package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// appendClean appends text without control characters, which a database
// refuses and nobody sees. Line breaks become \n; tabs stay.
func appendClean[T string | []byte](dst []byte, text T) []byte {
	from := 0
	for i := 0; i < len(text); i++ {
		b := text[i]
		if b >= ' ' && b != 0x7F && b != 0xC2 || b == '\n' || b == '\t' {
			continue
		}
		width := 1
		if b == 0xC2 {
			if i+1 == len(text) || text[i+1] >= 0xA0 {
				continue
			}
			width = 2
		}
		dst = append(dst, text[from:i]...)
		if b == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			dst = append(dst, '\n')
		}
		from = i + width
		i = from - 1
	}
	return append(dst, text[from:]...)
}

func clean(s string) string {
	for i := range len(s) {
		if b := s[i]; b < ' ' || b == 0x7F || b == 0xC2 {
			return string(appendClean(nil, s))
		}
	}
	return s
}

// appendEscaped appends text of a workbook, where _x000D_ stands for the
// UTF-16 unit 000D, and _x005F_ for a low line that begins no such thing
// (ECMA-376 part 1, 22.9.2.19 ST_Xstring).
func appendEscaped(dst, text []byte) []byte {
	if !bytes.Contains(text, []byte("_x")) {
		return appendClean(dst, text)
	}
	plain := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		unit, ok := escapedUnit(text[i:])
		if !ok {
			plain = append(plain, text[i])
			i++
			continue
		}
		r := rune(unit)
		i += escapeLength
		if low, ok := escapedUnit(text[i:]); ok && utf16.IsSurrogate(r) {
			if pair := utf16.DecodeRune(r, rune(low)); pair != utf8.RuneError {
				r = pair
				i += escapeLength
			}
		}
		plain = utf8.AppendRune(plain, r)
	}
	return appendClean(dst, plain)
}

const escapeLength = len("_x000D_")

// escapedUnit reads a leading _xHHHH_.
func escapedUnit(s []byte) (uint16, bool) {
	if len(s) < escapeLength || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(s[2:6]), 16, 16)
	return uint16(n), err == nil
}
