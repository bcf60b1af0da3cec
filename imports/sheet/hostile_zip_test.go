package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"strconv"
	"strings"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

func split(cells string) []string { return strings.Split(cells, "|") }

// hostileZips are files whose harm is in the zip around the workbook.
func hostileZips() []maker {
	return []maker{
		{"bomb-true-sizes.xlsx", bombTrueSizes},
		{"bomb-lying-small.xlsx", func(tb testing.TB) []byte { return bomb(tb, 45<<20, 1000) }},
		{"bomb-lying-huge.xlsx", func(tb testing.TB) []byte { return bomb(tb, 1<<20, 1<<32-2) }},
		{"bomb-overlap.xlsx", func(tb testing.TB) []byte { return overlapping(tb, 12, 48<<20) }},
		{"bomb-many-entries.xlsx", func(tb testing.TB) []byte { return overlapping(tb, 2500, 1<<20) }},
		{"bomb-nested.xlsx", bombNested},
		fixed("bomb-claimed-entries.xlsx", func() []byte { return endOfZip(0xFFFF, maxParts*512+1) }),
		{"zip-comment.xlsx", func(tb testing.TB) []byte { return commented(tb, strings.Repeat("注", 20_000)) }},
		{"zip-comment-trick.xlsx", func(tb testing.TB) []byte { return commented(tb, string(endOfZip(0, 0))) }},
		{"zip-before.xlsx", func(tb testing.TB) []byte { return append([]byte("MZ\x90\x00 setup"), harmless().zip(tb)...) }},
		{"zip-locked.xlsx", func(tb testing.TB) []byte { return locked(harmless().zip(tb)) }},
		{"zip-method.xlsx", func(tb testing.TB) []byte { return otherMethod(harmless().zip(tb)) }},
		{"zip-truncated.xlsx", func(tb testing.TB) []byte { z := harmless().zip(tb); return z[:len(z)*2/3] }},
		fixed("zip-empty.xlsx", func() []byte { return endOfZip(0, 0) }),
		{"zip-duplicate-parts.xlsx", duplicateParts},
		asZip("zip-climbing-names.xlsx", func() parts {
			return harmless().with("../../../../etc/cron.d/evil", "* * * * * root true").with(`..\..\evil.bat`, "x")
		}),
		asZip("zip-ods.xlsx", func() parts {
			return parts{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<office:document-content/>"}
		}),
	}
}

// bombTrueSizes is honest: four parts of 45 MB, all blanks, within the bounds:
// what no cell points to is not unpacked.
func bombTrueSizes(tb testing.TB) []byte {
	p := harmless()
	for i := range 4 {
		p = p.with("xl/media/"+itoa(i)+".xml", strings.Repeat(" ", 45<<20))
	}
	return p.zip(tb)
}

// overlapping is a zip of entries that all are the same bytes, each of them
// honest: together they unpack past all bounds.
func overlapping(tb testing.TB, entries, size int) []byte {
	tb.Helper()
	var data bytes.Buffer
	w, err := flate.NewWriter(&data, flate.BestCompression)
	if err != nil {
		tb.Fatal(err)
	}
	plain := bytes.Repeat([]byte(" "), size)
	_, _ = w.Write(plain)
	_ = w.Close()
	header := func(signature string, name string, rest int) []byte {
		h := []byte(signature)
		if rest > 0 {
			h = append(h, le(20)...)
		}
		h = append(h, le(20, 0, 8, 0, 0)...)
		h = append(h, join(le32(crc32.ChecksumIEEE(plain)), le32(uint32(data.Len())), le32(uint32(size)), le(len(name), 0))...)
		return append(append(h, make([]byte, rest)...), name...)
	}
	out := append(header("PK\x03\x04", "a", 0), data.Bytes()...)
	at := len(out)
	for i := range entries {
		out = append(out, header("PK\x01\x02", "xl/"+itoa(i), 14)...)
	}
	return append(out, endOfDirectory(entries, len(out)-at, at)...)
}

// endOfZip ends a directory that is not there.
func endOfZip(entries, size int) []byte { return endOfDirectory(entries, size, 0) }

func endOfDirectory(entries, size, at int) []byte {
	return join([]byte("PK\x05\x06"), le(0, 0, entries, entries), le32(uint32(size)), le32(uint32(at)), le(0))
}

// bombNested is a zip of zips of zips, each of ten of the next.
func bombNested(tb testing.TB) []byte {
	inner := parts{"0": strings.Repeat("\x00", 10<<20)}.zip(tb)
	for range 3 {
		next := parts{}
		for i := range 10 {
			next["lib "+itoa(i)+".zip"] = string(inner)
		}
		inner = next.zip(tb)
	}
	return inner
}

func commented(tb testing.TB, comment string) []byte {
	tb.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range sorted(harmless()) {
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		_, _ = w.Write([]byte(text))
	}
	if err := z.SetComment(comment); err != nil {
		tb.Fatal(err)
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// locked marks each entry as encrypted.
func locked(z []byte) []byte {
	eachEntry(z, func(header []byte, flags int) { header[flags] |= 1 })
	return z
}

// otherMethod has each entry packed in a way that nobody knows.
func otherMethod(z []byte) []byte {
	eachEntry(z, func(header []byte, flags int) { binary.LittleEndian.PutUint16(header[flags+2:], 99) })
	return z
}

func eachEntry(z []byte, change func(header []byte, flags int)) {
	for mark, flags := range map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8} {
		for i := 0; ; i++ {
			at := bytes.Index(z[i:], []byte(mark))
			if at < 0 {
				break
			}
			i += at
			change(z[i:], flags)
		}
	}
}

// duplicateParts has the sheet twice; the second names somebody else.
func duplicateParts(tb testing.TB) []byte {
	tb.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	const sheet1 = "xl/worksheets/sheet1.xml"
	write := func(name, text string) {
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		_, _ = w.Write([]byte(text))
	}
	for name, text := range sorted(harmless()) {
		write(name, text)
	}
	write(sheet1, strings.ReplaceAll(harmless()[sheet1], "王建", "李四"))
	write("XL/Worksheets/Sheet1.xml", "<worksheet>")
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}
