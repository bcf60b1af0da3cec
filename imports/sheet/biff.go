package sheet

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Records of a workbook stream ([MS-XLS] 2.3), as far as values need them.
const (
	recFormula    = 0x0006
	recEOF        = 0x000A
	recDateMode   = 0x0022
	recFilePass   = 0x002F
	recColInfo    = 0x007D
	recContinue   = 0x003C
	recBoundSheet = 0x0085
	recMulRK      = 0x00BD
	recRString    = 0x00D6
	recXF         = 0x00E0
	recMergeCells = 0x00E5
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recFormula3   = 0x0206 // what some write in place of recFormula
	recFormula4   = 0x0406
	recRow        = 0x0208
	recRK         = 0x027E
	recFormat     = 0x041E
	recBOF        = 0x0809
)

var errRecord = errors.New("record cut off")

// records goes through a stream record by record. Reading past the end of one
// goes on in the CONTINUE record after it, if there is one; reading past that
// gives zeros and sets err, which is to be looked at once a record is done.
type records struct {
	in   *bufio.Reader
	id   uint16
	data []byte // of the record, or of its part in a CONTINUE
	pos  int
	at   int64  // where the record after it begins in the stream
	raw  []byte // of text
	err  error
	old  bool // BIFF5 (Excel 5 and 95): texts are bytes in a code page
}

const (
	longBuffer  = 64 << 10
	shortBuffer = 4 << 10 // where it is filled again for every row
)

func newRecords(x *extents, from int64, buffer int, old bool) *records {
	return &records{in: bufio.NewReaderSize(x.reader(from), buffer), at: from, old: old}
}

// next moves to the next record that is no CONTINUE.
func (r *records) next() error {
	for {
		if err := r.load(); err != nil || r.id != recContinue {
			return err
		}
	}
}

func (r *records) load() error {
	var head [4]byte
	if _, err := io.ReadFull(r.in, head[:]); err != nil {
		return because(err, "工作簿的内容不完整")
	}
	r.id = binary.LittleEndian.Uint16(head[:])
	length := int(binary.LittleEndian.Uint16(head[2:]))
	if cap(r.data) < length {
		r.data = make([]byte, 1<<16)
	}
	r.data, r.pos, r.at = r.data[:length], 0, r.at+int64(4+length)
	if _, err := io.ReadFull(r.in, r.data); err != nil {
		return because(err, "工作簿的内容不完整")
	}
	return nil
}

// more makes sure that something is left to read.
func (r *records) more() bool {
	for r.err == nil && r.pos == len(r.data) {
		if head, err := r.in.Peek(2); err != nil || binary.LittleEndian.Uint16(head) != recContinue {
			r.err = errRecord
		} else {
			r.err = r.load()
		}
	}
	return r.err == nil
}

func (r *records) u8() int {
	if !r.more() {
		return 0
	}
	r.pos++
	return int(r.data[r.pos-1])
}

func (r *records) u16() int    { return r.u8() | r.u8()<<8 }
func (r *records) u32() uint32 { return uint32(r.u16()) | uint32(r.u16())<<16 }
func (r *records) f64() float64 {
	low := uint64(r.u32())
	return math.Float64frombits(low | uint64(r.u32())<<32)
}

// rk reads a number in four bytes ([MS-XLS] 2.5.217): a whole one or the upper
// half of another, times a hundred or not.
func (r *records) rk() float64 {
	bits := r.u32()
	f := float64(int32(bits) >> 2)
	if bits&2 == 0 {
		f = math.Float64frombits(uint64(bits&^3) << 32)
	}
	if bits&1 != 0 {
		f /= 100
	}
	return f
}

func (r *records) skip(n int) {
	for n > 0 && r.more() {
		step := min(n, len(r.data)-r.pos)
		r.pos += step
		n -= step
	}
}

// text appends a text of so many characters. In BIFF8 a byte of flags stands
// before it; runs of formatting and phonetic marks are passed over.
func (r *records) text(dst []byte, chars int) []byte {
	if r.old {
		return r.bytes(dst, chars)
	}
	flags, runs, marks := r.u8(), 0, 0
	if flags&8 != 0 {
		runs = r.u16()
	}
	if flags&4 != 0 {
		marks = int(min(r.u32(), maxUnpacked))
	}
	r.raw = r.units(r.raw[:0], chars, flags&1 != 0)
	r.skip(4*runs + marks)
	return appendClean(dst, r.raw)
}

// units appends characters of one or two bytes; where they go on in a
// CONTINUE, it begins with a flag for those in it.
func (r *records) units(dst []byte, chars int, wide bool) []byte {
	high := rune(0)
	for ; chars > 0 && r.err == nil; chars-- {
		if r.pos == len(r.data) && r.more() {
			wide = r.u8()&1 != 0
		}
		unit := rune(r.u8())
		if wide {
			unit |= rune(r.u8()) << 8
		}
		switch {
		case unit >= 0xD800 && unit < 0xDC00:
			high = unit
			continue
		case high != 0:
			unit = utf16.DecodeRune(high, unit)
			high = 0
		}
		dst = utf8.AppendRune(dst, unit)
	}
	return dst
}

// bytes appends a text of the time before Unicode. Offices here wrote GBK.
func (r *records) bytes(dst []byte, length int) []byte {
	r.raw = r.raw[:0]
	for ; length > 0 && r.err == nil; length-- {
		r.raw = append(r.raw, byte(r.u8()))
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(r.raw)
	if err != nil {
		r.err = errRecord
	}
	return appendClean(dst, text)
}
