package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"
)

func TestNotAWorkbook(t *testing.T) {
	t.Parallel()
	word := parts{"_rels/.rels": rels(`Id="a" Type="x/officeDocument" Target="word/document.xml"`), "word/document.xml": "<document/>"}
	for _, c := range []struct {
		name string
		data []byte
		says string // in the message
	}{
		{"a.xlsx", nil, "空"},
		{"a.xlsx", []byte("姓名,身份证号码\n"), ".csv"},
		{"a.xls", []byte("<html><table><tr><td>姓名</td></tr></table></html>"), "网页"},
		{"a.xls", []byte(bomUTF8 + "\r\n<?xml version=\"1.0\"?><Workbook/>"), "XML"},
		{"a.csv", []byte("<!DOCTYPE html><html></html>"), "网页"},
		{"a.csv", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff"), "不是 Excel"},
		{"a.pdf", []byte("%PDF-1.4\n\x00\x01"), "不是 Excel"},
		{"a.xls", []byte("\x09\x04\x06\x00\x00\x00\x10\x00"), "很旧"},
		{"a.zip", parts{"a.txt": "x"}.zip(t), "压缩包"},
		{"a.xlsx", []byte("PK\x05\x06" + strings.Repeat("\x00", 18)), "压缩包"},
		{"a.xlsx", word.zip(t), "Word"},
		{"a.ods", parts{"content.xml": "<x/>", "mimetype": "x"}.zip(t), "OpenDocument"},
		{"a.xlsb", parts{"_rels/.rels": rels(`Id="a" Type="x/officeDocument" Target="xl/workbook.bin"`), "xl/workbook.bin": "x"}.zip(t), ".xlsb"},
		{"a.xlsx", book1("").with("xl/workbook.xml", "<workbook><sheets/></workbook>").zip(t), "没有工作表"},
		{"a.doc", compoundFile(map[string][]byte{"WordDocument": make([]byte, 5000)}), "Word"},
		{"a.msi", compoundFile(map[string][]byte{"Data": make([]byte, 5000)}), "不是 Excel"},
	} {
		_, err := Open(c.name, bytes.NewReader(c.data), int64(len(c.data)))
		if code(err) != NotAWorkbook || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s %.20q: %v", c.name, c.data, err)
		}
	}
}

func TestEncrypted(t *testing.T) {
	t.Parallel()
	marked := book1(`<row><c><v>1</v></c></row>`).zip(t)
	for _, mark := range []string{"PK\x03\x04", "PK\x01\x02"} {
		for i := 0; ; {
			at := bytes.Index(marked[i:], []byte(mark))
			if at < 0 {
				break
			}
			i += at + 1
			marked[i-1+map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8}[mark]] |= 1
		}
	}
	locked := append(biffRecord(recBOF, 0, 6, 5, 0), biffRecord(recFilePass, make([]byte, 54)...)...)
	for name, data := range map[string][]byte{
		"zip.xlsx":   marked,
		"agile.xlsx": compoundFile(map[string][]byte{"EncryptedPackage": make([]byte, 5000), "EncryptionInfo": make([]byte, 100)}),
		"old.xls":    compoundFile(map[string][]byte{"Workbook": locked}),
	} {
		if got := failure(name, data); got != Encrypted {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestDamagedXML(t *testing.T) {
	t.Parallel()
	ok := book1(`<row r="1"><c r="A1" t="str"><v>x</v></c></row>`)
	const sheet1 = "xl/worksheets/sheet1.xml"
	for name, file := range map[string]parts{
		"doctype":            ok.replace(sheet1, `<worksheet`, `<!DOCTYPE w [<!ENTITY a "b">]><worksheet`),
		"doctype in strings": ok.with("xl/sharedStrings.xml", `<!DOCTYPE sst [<!ENTITY lol "lol">]><sst><si><t>&lol;</t></si></sst>`),
		"unknown entity":     ok.replace(sheet1, `>x<`, `>&nbsp;<`),
		"open entity":        ok.replace(sheet1, `>x<`, `>a & b<`),
		"bad reference":      ok.replace(sheet1, `>x<`, `>&#x110000;<`),
		"cut off":            ok.replace(sheet1, `</c></row></sheetData></worksheet>`, ``),
		"crossed tags":       ok.replace(sheet1, `</v></c>`, `</c></v>`),
		"attribute":          ok.replace(sheet1, `r="A1"`, `r=A1`),
		"reference":          ok.replace(sheet1, `r="A1"`, `r="1"`),
		"name not UTF-8":     ok.replace("xl/workbook.xml", `"表"`, "\"\xe6\xa2\""),
		"not UTF-8":          ok.replace(sheet1, `>x<`, ">\xff\xfe<"),
		"rows out of order":  ok.replace(sheet1, `</sheetData>`, `<row r="1"/></sheetData>`),
		"row 0":              ok.replace(sheet1, `<row r="1">`, `<row r="0">`),
		"no such string":     ok.replace(sheet1, `t="str"><v>x`, `t="s"><v>3`),
		"string index":       ok.replace(sheet1, `t="str"`, `t="s"`),
		"merge":              ok.replace(sheet1, `</worksheet>`, `<mergeCells><mergeCell ref="B2:A1"/></mergeCells></worksheet>`),
		"no such part":       without(ok, sheet1),
		"second root":        ok.replace(sheet1, `</worksheet>`, `</worksheet></worksheet>`),
		"depth":              ok.replace(sheet1, `</row>`, strings.Repeat("<a>", 200)+strings.Repeat("</a>", 200)+`</row>`),
	} {
		if got := failure("a.xlsx", file.zip(t)); got != Damaged {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Every file cut off anywhere, and every file with a bit turned over, is
// refused or reads as the whole one does: never as another.
func TestDamagedBytes(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"bad-empty.xlsx", "members-legacy.xls"} {
		whole := testdata(t, name)
		want := rowsOf(t, mustOpen(t, name, whole), 0)
		refused := 0
		check := func(data []byte) {
			b, err := Open(name, bytes.NewReader(data), int64(len(data)))
			if err != nil {
				if c := code(err); c != Damaged && c != NotAWorkbook && c != TooLarge && c != Encrypted {
					t.Fatalf("%s: %v", name, err)
				}
				refused++
				return
			}
			if strings.HasSuffix(name, ".xlsx") && !slices.Equal(rowsOf(t, b, 0), want) {
				t.Fatalf("%s reads as another", name)
			}
		}
		for n := 0; n < len(whole); n += 7 {
			check(whole[:n])
		}
		if strings.HasSuffix(name, ".xlsx") && refused < len(whole)/7 {
			t.Errorf("%s cut off was read", name)
		}
		for i := 0; i < len(whole); i += 3 {
			turned := bytes.Clone(whole)
			turned[i] ^= 1 << (i % 8)
			check(turned)
		}
	}
}

func TestTooLarge(t *testing.T) {
	t.Parallel()
	many := parts{}
	for i := range maxParts + 1 {
		many[fmt.Sprint(i)] = ""
	}
	long := strings.Repeat("长", maxCellRunes+1)
	for name, data := range map[string][]byte{
		"declared.xlsx": bomb(t, 1<<20, 600<<20),
		"lying.xlsx":    bomb(t, 600<<20, 1000),
		"parts.xlsx":    many.zip(t),
		"directory.zip": append([]byte("PK\x03\x04"), append(make([]byte, maxParts*512), "PK\x05\x06"+strings.Repeat("\x00", 18)...)...),
		"column.xlsx":   book1(`<row r="1"><c r="XFE1"><v>1</v></c></row>`).zip(t),
		"columns.xlsx":  book1(`<row r="1"><c r="XFD1"/><c><v>1</v></c></row>`).zip(t),
		"row.xlsx":      book1(`<row r="1048577"/>`).zip(t),
		"cell.xlsx":     book1(`<row r="1"><c t="str"><v>` + long + `</v></c></row>`).zip(t),
		"string.xlsx":   book1(``).strings(`<si><t>` + long + `</t></si>`).zip(t),
		"token.xlsx":    book1(`<row r="1"><c t="str"><v>` + strings.Repeat("x", 2*maxToken) + `</v></c></row>`).zip(t),
		"runs.xlsx":     book1(`<row r="1"><c t="str"><v>` + strings.Repeat("x<!---->", maxToken+1) + `</v></c></row>`).zip(t),
		"cell.csv":      []byte(long),
		"quote.csv":     []byte(`"` + strings.Repeat("x\n", maxToken)),
		"column.csv":    []byte(strings.Repeat(",", maxColumns) + "x"),
		"row.csv":       []byte(strings.Repeat("\n", maxRows) + "x"),
	} {
		if got := failure(name, data); got != TooLarge {
			t.Errorf("%s: %q", name, got)
		}
	}
	if _, err := Open("a.xlsx", bytes.NewReader(nil), maxUnpacked+1); code(err) != TooLarge {
		t.Errorf("size: %v", err)
	}
}

// A part that unpacks to other than it declares is damaged, even where its
// checksum is right.
func TestDeclaredSize(t *testing.T) {
	t.Parallel()
	for _, declared := range []int{1<<20 - 1, 3 << 20} {
		if got := failure("a.xlsx", bomb(t, 2<<20, declared)); got != Damaged {
			t.Errorf("declared %d: %q", declared, got)
		}
	}
}

// A chain of sectors that leads back to itself has no end.
func TestCompoundFileInCircles(t *testing.T) {
	t.Parallel()
	data := compoundFile(map[string][]byte{"Workbook": make([]byte, 9000)})
	directory := int(binary.LittleEndian.Uint32(data[48:]))
	fat := (int(binary.LittleEndian.Uint32(data[76:])) + 1) * 512
	binary.LittleEndian.PutUint32(data[fat+4*directory:], uint32(directory))
	if got := failure("a.xls", data); got != Damaged {
		t.Errorf("%q", got)
	}
}

// Few bytes that say that they stand in very many cells take no long time.
func TestTooManyCells(t *testing.T) {
	t.Parallel()
	row := `<row><c r="XFD1"><v>1</v></c></row>`
	if got := failure("a.xlsx", book1(strings.Repeat(row, maxCells/maxColumns+1)).zip(t)); got != TooLarge {
		t.Errorf("cells: %q", got)
	}
}

// bomb is a workbook whose sheet unpacks to about size bytes of comments and declares
// another size.
func bomb(tb testing.TB, size, declared int) []byte {
	tb.Helper()
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		tb.Fatal(err)
	}
	crc, chunk := crc32.NewIEEE(), bytes.Repeat([]byte("<!--"+strings.Repeat(" ", 1024-7)+"-->"), 1<<10)
	content := [][]byte{[]byte(`<worksheet><sheetData>`)}
	for n := 0; n < size; n += len(chunk) {
		content = append(content, chunk)
	}
	for _, data := range append(content, []byte(`</sheetData></worksheet>`)) {
		if _, err := io.MultiWriter(w, crc).Write(data); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range without(book1(""), "xl/worksheets/sheet1.xml") {
		p, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(p, content)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	p, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, CRC32: crc.Sum32(),
		CompressedSize64: uint64(packed.Len()), UncompressedSize64: uint64(declared)})
	if err == nil {
		_, err = packed.WriteTo(p)
	}
	if err = errors.Join(err, z.Close()); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// brokenDisk fails where the file goes on.
type brokenDisk struct {
	data []byte
	good int64
}

var errDisk = errors.New("input/output error")

func (d brokenDisk) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > d.good && off < int64(len(d.data))-100 {
		return 0, errDisk
	}
	return bytes.NewReader(d.data).ReadAt(p, off)
}

// A disk that cannot be read is no damaged file.
func TestReaderFails(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"members-township.xlsx", "members-legacy.xls", "members-gbk.csv"} {
		data := testdata(t, name)
		for _, good := range []int64{0, 300, 600, 4000} {
			_, err := Open(name, brokenDisk{data, good}, int64(len(data)))
			if good < int64(len(data)) && !errors.Is(err, errDisk) {
				t.Errorf("%s after %d bytes: %v", name, good, err)
			}
		}
	}
}

func TestClosedBook(t *testing.T) {
	t.Parallel()
	b := mustOpen(t, "members-gbk.csv", testdata(t, "members-gbk.csv"))
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	for _, err := range b.Rows(0) {
		if !errors.Is(err, fs.ErrClosed) {
			t.Errorf("closed: %v", err)
		}
	}
}

// Loops over one book do not disturb each other, and may be left early.
func TestLoopsAtOnce(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"members-township.xlsx", "members-legacy.xls", "members-gbk.csv"} {
		b := mustOpen(t, name, testdata(t, name))
		want := rowsOf(t, b, 0)
		var got []string
		for r, err := range b.Rows(0) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, show(r))
			for inner := range b.Rows(0) {
				if inner.Number > 3 {
					break
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: loops disturb each other", name)
		}
	}
}
