package sheet

import (
	"bytes"
	"io"
	"path"
	"strings"
	"unicode/utf8"
)

// headLength is how much of a file is looked at to tell what it is.
const headLength = 4096

// detect opens the file as what its first bytes say it is.
func detect(name string, r io.ReaderAt, size int64) (source, error) {
	if size > maxUnpacked {
		return nil, tooLarge("文件大于 512 MB")
	}
	in := input{r, size}
	head := make([]byte, min(size, headLength))
	if n, err := in.ReadAt(head, 0); n < len(head) {
		return nil, because(err, "读不到文件开头")
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return openZip(in)
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return openXLS(in)
	case bytes.HasPrefix(head, []byte("\x09\x00\x04\x00")), bytes.HasPrefix(head, []byte("\x09\x02\x06\x00")), bytes.HasPrefix(head, []byte("\x09\x04\x06\x00")):
		return nil, tooOld() // Excel 2 to 4
	case len(head) == 0 && !namedText(name):
		return nil, notAWorkbook("文件是空的，没有任何内容。请检查是否选对了文件")
	case isMarkup(head):
		return nil, notAWorkbook("这是网页或 XML 文件，只是改了名字。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传")
	case namedText(name) && isText(head):
		return openCSV(in, name, head)
	case isText(head):
		return nil, notAWorkbook("这不是 Excel 工作簿，而是文本文件。如果是用逗号或制表符分列的表，请把扩展名改为 .csv，或在 Excel 中另存为 .xlsx")
	}
	return nil, notAWorkbook("这不是 Excel 或 CSV 文件。可以上传 .xlsx、.xlsm、.xls 和 .csv")
}

func namedText(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv", ".txt":
		return true
	}
	return false
}

// isMarkup recognises the HTML and XML that some systems hand out as .xls.
func isMarkup(head []byte) bool {
	s := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte(bomUTF8)), " \t\r\n"))
	for _, tag := range []string{"<?xml", "<!doctype", "<html", "<head", "<meta", "<style", "<table", "<!--", "mime-version:"} {
		if bytes.HasPrefix(s, []byte(tag)) {
			return true
		}
	}
	return false
}

// isText says whether this may be text in an encoding that is read. GB18030
// allows nearly all bytes, so control characters decide.
func isText(head []byte) bool {
	if bytes.HasPrefix(head, []byte(bomLE)) || bytes.HasPrefix(head, []byte(bomBE)) || utf8.Valid(head) && bytes.IndexByte(head, 0) < 0 {
		return true
	}
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1A {
			return false
		}
	}
	return true
}
