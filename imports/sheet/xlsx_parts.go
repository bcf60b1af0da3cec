package sheet

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// sharedStrings holds the texts that cells of all sheets point to, one after
// the other: an allocation a block instead of one a text, and none that moves
// what is there.
type sharedStrings struct {
	blocks []string
	ends   []uint32 // of each text: the number of its block, and where in it it ends
	open   strings.Builder
	bytes  int
}

// blockBits is how many bits of an end are the place in a block. The longest
// cell fits into a block.
const blockBits = 20

func (t *sharedStrings) at(i int) (string, bool) {
	if i < 0 || i >= len(t.ends) {
		return "", false
	}
	block, from, to := t.ends[i]>>blockBits, uint32(0), t.ends[i]&(1<<blockBits-1)
	if i > 0 && t.ends[i-1]>>blockBits == block {
		from = t.ends[i-1] & (1<<blockBits - 1)
	}
	return t.blocks[block][from:to], true
}

func (t *sharedStrings) add(text []byte) error {
	if t.bytes += len(text); len(t.ends) == maxStrings || t.bytes > maxStringText {
		return tooLarge("工作簿里的文字太多")
	}
	if t.open.Len()+len(text) >= 1<<blockBits {
		t.seal()
	}
	t.open.Write(text)
	t.ends = append(t.ends, uint32(len(t.blocks)<<blockBits|t.open.Len()))
	return nil
}

// seal ends a block. It is called once more after the last text.
func (t *sharedStrings) seal() {
	t.blocks = append(t.blocks, t.open.String())
	t.open = strings.Builder{}
}

func (t *sharedStrings) read(s *scanner) error {
	var one []byte
	*t = sharedStrings{}
	defer t.seal()
	return s.each(func() error {
		if string(s.name) != "si" {
			return nil
		}
		var err error
		if one, err = s.rich(one[:0]); err != nil {
			return err
		}
		return t.add(one)
	})
}

// rich appends the text of an si or is element, whose start was read last: its
// t, or the t of its runs, without what tells how to pronounce it.
func (s *scanner) rich(dst []byte) ([]byte, error) {
	from := len(dst)
	for depth := len(s.starts); ; {
		t, err := s.next()
		if err != nil {
			return dst, err
		}
		if t == tokenEnd && len(s.starts) < depth {
			return dst, checkLength(dst[from:])
		}
		if t != tokenStart {
			continue
		}
		switch string(s.name) {
		case "rPh":
			err = s.skip()
		case "t":
			s.held, err = s.content(s.held[:0])
			dst = appendEscaped(dst, s.held)
		}
		if err != nil {
			return dst, err
		}
	}
}

// content appends all text up to the end of the element whose start was read
// last.
func (s *scanner) content(dst []byte) ([]byte, error) {
	for depth := len(s.starts); ; {
		t, err := s.next()
		switch {
		case err != nil:
			return dst, err
		case t == tokenEnd && len(s.starts) < depth:
			if !utf8.Valid(dst) {
				return dst, errXML
			}
			return dst, nil
		case t == tokenText:
			if dst = append(dst, s.text...); len(dst) > maxToken {
				return dst, tooLarge("有一个单元格太长")
			}
		}
	}
}

func checkLength(text []byte) error {
	if len(text) > maxCellRunes && utf8.RuneCount(text) > maxCellRunes {
		return tooLarge("有一个单元格超过 %d 个字", maxCellRunes)
	}
	return nil
}

// readStyles learns which cell styles show a number as a date.
func (x *xlsx) readStyles(s *scanner) error {
	custom := map[int]bool{}
	x.dates = nil
	return s.each(func() error {
		switch string(s.name) {
		case "cellStyleXfs", "dxfs":
			return s.skip()
		case "numFmt":
			v, err := s.values("numFmtId", "formatCode")
			if err != nil || len(custom) == maxStyles {
				return err
			}
			if id, err := strconv.Atoi(v[0]); err == nil {
				custom[id] = isDateCode(v[1])
			}
		case "xf":
			v, err := s.values("numFmtId")
			if err != nil || len(x.dates) == maxStyles {
				return err
			}
			id, err := strconv.Atoi(v[0])
			date, known := custom[id]
			x.dates = append(x.dates, err == nil && (date || !known && isDateFormat(id)))
		}
		return nil
	})
}
