package sheet

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"unicode/utf16"
)

// biffRecord is one record of a workbook stream.
func biffRecord(id uint16, data ...byte) []byte {
	out := binary.LittleEndian.AppendUint16(nil, id)
	out = binary.LittleEndian.AppendUint16(out, uint16(len(data)))
	return append(out, data...)
}

// le is numbers of two bytes each.
func le(values ...int) []byte {
	var out []byte
	for _, v := range values {
		out = binary.LittleEndian.AppendUint16(out, uint16(v))
	}
	return out
}

func le32(v uint32) []byte  { return binary.LittleEndian.AppendUint32(nil, v) }
func le64(f float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(f)) }

func join(each ...[]byte) []byte { return slices.Concat(each...) }

// wide is a text's UTF-16 units.
func wide(text string) (units []byte, count int) {
	u := utf16.Encode([]rune(text))
	for _, v := range u {
		units = append(units, le(int(v))...)
	}
	return units, len(u)
}

// text16 is a BIFF8 text with two bytes for its length.
func text16(text string) []byte {
	units, n := wide(text)
	return join(le(n), []byte{1}, units)
}

// text8 is a BIFF8 text with one byte for its length.
func text8(text string) []byte {
	units, n := wide(text)
	return join([]byte{byte(n), 1}, units)
}

// biffSheet is one sheet of biffBook.
type biffSheet struct {
	name         []byte // as BOUNDSHEET ends
	hidden, kind byte
	records      []byte
}

// biffBook is an .xls of these globals and sheets.
func biffBook(version int, globals []byte, sheets ...biffSheet) []byte {
	bof := func(kind int) []byte { return biffRecord(recBOF, join(le(version, kind), make([]byte, 4))...) }
	length := len(bof(5)) + len(globals) + len(biffRecord(recEOF))
	for _, s := range sheets {
		length += len(biffRecord(recBoundSheet, join(le32(0), le(0), s.name)...))
	}
	stream, tail := append(bof(5), globals...), []byte{}
	for _, s := range sheets {
		stream = append(stream, biffRecord(recBoundSheet, join(le32(uint32(length+len(tail))), []byte{s.hidden, s.kind}, s.name)...)...)
		tail = join(tail, bof(0x10), s.records, biffRecord(recEOF))
	}
	name := "Workbook"
	if version == 0x0500 {
		name = "Book"
	}
	return compoundFile(map[string][]byte{name: join(stream, biffRecord(recEOF), tail)})
}

// compoundFile packs streams into a compound file of sectors of 512 bytes.
// Streams shorter than 4,096 bytes are made as long.
func compoundFile(streams map[string][]byte) []byte {
	const sector, end, free, isFAT = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
	names := slices.Sorted(maps.Keys(streams))
	var body []byte
	var fat []uint32
	chain := func(data []byte) (start uint32) {
		start = uint32(len(fat))
		body = append(body, data...)
		body = append(body, make([]byte, (sector-len(data)%sector)%sector)...)
		for len(fat) < len(body)/sector {
			fat = append(fat, uint32(len(fat)+1))
		}
		fat[len(fat)-1] = end
		return start
	}
	entry := func(name string, kind byte, right, child, start uint32, size int) []byte {
		e := make([]byte, entrySize)
		units, n := wide(name)
		copy(e, units)
		binary.LittleEndian.PutUint16(e[64:], uint16(2*n+2))
		e[66] = kind
		for at, v := range map[int]uint32{68: free, 72: right, 76: child, 116: start, 120: uint32(size)} {
			binary.LittleEndian.PutUint32(e[at:], v)
		}
		return e
	}
	directory := entry("Root Entry", 5, free, 1, end, 0)
	for i, name := range names {
		data := append(slices.Clone(streams[name]), make([]byte, max(0, 4096-len(streams[name])))...)
		right := uint32(i + 2)
		if i == len(names)-1 {
			right = free
		}
		directory = append(directory, entry(name, streamEntry, right, free, chain(data), len(data))...)
	}
	directoryStart := chain(directory)
	fatSectors := len(fat)*4/sector + 1
	fatStart := len(fat)
	for range fatSectors {
		fat = append(fat, isFAT)
	}
	for _, v := range fat {
		body = append(body, le32(v)...)
	}
	for len(body)%sector != 0 {
		body = append(body, 0xFF)
	}
	header := make([]byte, headerSize)
	copy(header, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	copy(header[24:], le(0x3E, 3, 0xFFFE, 9, 6))
	for at, v := range map[int]uint32{44: uint32(fatSectors), 48: directoryStart, 56: 4096, 60: end, 68: end} {
		binary.LittleEndian.PutUint32(header[at:], v)
	}
	for i := range inlineFAT {
		v := uint32(free)
		if i < fatSectors {
			v = uint32(fatStart + i)
		}
		binary.LittleEndian.PutUint32(header[76+4*i:], v)
	}
	return append(header, body...)
}
