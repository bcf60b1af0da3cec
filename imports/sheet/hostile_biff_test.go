package sheet

import (
	"encoding/binary"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// hostileBIFF are .xls files whose harm is in the compound file or in the
// records.
func hostileBIFF() []maker {
	good := func() []byte { return biffBook(0x600, xlsGlobals(), rosterSheet()) }
	return []maker{
		fixed("xls-plain.xls", good),
		fixed("xls-agile-encrypted.xlsx", func() []byte {
			return compoundFile(map[string][]byte{"EncryptedPackage": make([]byte, 5000), "EncryptionInfo": []byte("\x04\x00\x04\x00\x40\x00\x00\x00<encryption/>")})
		}),
		fixed("xls-password.xls", func() []byte {
			return biffBook(0x600, biffRecord(recFilePass, make([]byte, 54)...), rosterSheet())
		}),
		fixed("xls-record-past-end.xls", func() []byte {
			return biffBook(0x600, xlsGlobals(), biffSheet{name: text8("表"), records: join(rosterSheet().records, le(recLabel, 0xFFFF))})
		}),
		fixed("xls-strings-cut.xls", func() []byte {
			return biffBook(0x600, biffRecord(recSST, join(le32(1<<31-1), le32(1<<31-1), text16("王建"))...), rosterSheet())
		}),
		fixed("xls-string-huge.xls", func() []byte {
			return biffBook(0x600, biffRecord(recSST, join(le32(1), le32(1), le(0xFFFF), []byte{0x0D}, le(0xFFFF), le32(0xFFFFFFFF), []byte("x"))...), rosterSheet())
		}),
		fixed("xls-string-nowhere.xls", func() []byte {
			return biffBook(0x600, nil, biffSheet{name: text8("表"), records: cellRecord(recLabelSST, 0, 0, 0, le32(1<<31))})
		}),
		fixed("xls-codepage.xls", excel95),
		fixed("xls-sheet-at-zero.xls", func() []byte { return sheetAt(0) }),
		fixed("xls-sheet-past-end.xls", func() []byte { return sheetAt(1 << 31) }),
		fixed("xls-open-charts.xls", func() []byte {
			var deep []byte
			for range 3000 {
				deep = append(deep, biffRecord(recBOF, le(0x600, 0x20, 0, 0)...)...)
			}
			return biffBook(0x600, nil, biffSheet{name: text8("表"), records: deep})
		}),
		fixed("xls-sheets-same-place.xls", sheetsSamePlace),
		fixed("xls-column-beyond.xls", func() []byte {
			return biffBook(0x600, nil, biffSheet{name: text8("表"), records: cellRecord(recNumber, 0, 0xFFFF, 0, le64(1))})
		}),
		fixed("xls-rows-jumping.xls", rowsJumping),
		fixed("cfb-fat-in-circles.xls", func() []byte {
			z := good()
			fat := fatAt(z)
			for i := range 20 { // each sector follows itself
				binary.LittleEndian.PutUint32(z[fat+4*i:], uint32(i))
			}
			return z
		}),
		fixed("cfb-difat-in-circles.xls", func() []byte {
			z := good()
			binary.LittleEndian.PutUint32(z[68:], 0)
			binary.LittleEndian.PutUint32(z[headerSize+508:], 0)
			return z
		}),
		fixed("cfb-directory-in-circles.xls", func() []byte {
			z := good()
			at := (int(binary.LittleEndian.Uint32(z[48:]))+1)*512 + entrySize
			binary.LittleEndian.PutUint32(z[at+68:], 1)
			binary.LittleEndian.PutUint32(z[at+72:], 1)
			return z
		}),
		fixed("cfb-stream-huge.xls", func() []byte {
			z := good()
			at := (int(binary.LittleEndian.Uint32(z[48:]))+1)*512 + entrySize
			binary.LittleEndian.PutUint32(z[at+120:], 0x7FFFFFFF)
			return z
		}),
		{"cfb-truncated.xls", func(testing.TB) []byte { z := good(); return z[:len(z)/2] }},
		fixed("cfb-word.xls", func() []byte { return compoundFile(map[string][]byte{"WordDocument": make([]byte, 5000)}) }),
	}
}

func rosterSheet() biffSheet {
	var records []byte
	for row, cells := range []string{hostileHeading, hostilePerson} {
		for col, text := range split(cells) {
			records = append(records, cellRecord(recLabel, row, col, 0, text16(text))...)
		}
	}
	return biffSheet{name: text8("花名册"), records: records}
}

// excel95 is the roster in BIFF5: its texts are bytes in a code page, which it
// says is 1252 and which is GBK, as offices' old files do.
func excel95() []byte {
	var records []byte
	for row, cells := range []string{hostileHeading, hostilePerson} {
		for col, text := range split(cells) {
			gbk, _ := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text)) // all of it can be written so
			records = append(records, cellRecord(recLabel, row, col, 0, le(len(gbk)), gbk)...)
		}
	}
	return biffBook(0x500, biffRecord(0x42, le(1252)...), biffSheet{name: []byte("\x01a"), records: records})
}

// sheetAt has its only sheet begin elsewhere in the stream.
func sheetAt(at uint32) []byte {
	bof := func(kind int) []byte { return biffRecord(recBOF, join(le(0x600, kind), make([]byte, 4))...) }
	return compoundFile(map[string][]byte{"Workbook": join(bof(5), biffRecord(recBoundSheet, join(le32(at), le(0), text8("表"))...),
		biffRecord(recEOF), bof(0x10), rosterSheet().records, biffRecord(recEOF))})
}

// sheetsSamePlace has a thousand sheets that are one, with cells in the last
// column.
func sheetsSamePlace() []byte {
	bof := func(kind int) []byte { return biffRecord(recBOF, join(le(0x600, kind), make([]byte, 4))...) }
	one := func(at uint32) []byte { return biffRecord(recBoundSheet, join(le32(at), le(0), text8("表"))...) }
	length := len(bof(5)) + maxSheets*len(one(0)) + len(biffRecord(recEOF))
	stream := bof(5)
	for range maxSheets {
		stream = append(stream, one(uint32(length))...)
	}
	stream = join(stream, biffRecord(recEOF), bof(0x10))
	for row := range 2000 {
		stream = append(stream, cellRecord(recRK, row, maxColumns-1, 0, rk(1, false))...)
	}
	return compoundFile(map[string][]byte{"Workbook": append(stream, biffRecord(recEOF)...)})
}

// rowsJumping writes its cells to and fro between the rows.
func rowsJumping() []byte {
	records := rosterSheet().records
	for i := range 6000 {
		records = append(records, cellRecord(recRK, i*7919%6000+2, 5, 0, rk(1, false))...)
	}
	return biffBook(0x600, xlsGlobals(), biffSheet{name: text8("花名册"), records: records})
}

// fatAt is where the file's table of following sectors begins.
func fatAt(z []byte) int { return (int(binary.LittleEndian.Uint32(z[76:])) + 1) * 512 }
