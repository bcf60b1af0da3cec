package sheet

import "errors"

// xls is an opened .xls or .et: BIFF8 (Excel 97 to 2003, WPS) or BIFF5 in a
// compound file. No library is used: those there are drop what formulas show,
// merged cells and hidden sheets, or loop on hostile files.
type xls struct {
	stream  *extents
	old     bool // BIFF5
	list    []xlsSheet
	strings sharedStrings
	formats map[int]bool // by number: shows dates
	styles  []int        // by cell style: its number format
	since04 bool
}

type xlsSheet struct {
	name   string
	hidden bool
	at     int64 // of its first record in the stream
	runs   []run // its rows' cells, where they do not stand in order
	cols   []columns
}

func openXLS(in input) (source, error) {
	c, err := openCompound(in)
	if err != nil {
		return nil, err
	}
	if _, found := c.streams["encryptedpackage"]; found {
		return nil, encrypted()
	}
	e, found := c.streams["workbook"]
	x := &xls{formats: map[int]bool{}}
	if !found {
		if e, found = c.streams["book"]; !found {
			return nil, otherCompound(c)
		}
	}
	if x.stream, err = c.stream(e); err != nil {
		return nil, err
	}
	return x, x.readGlobals()
}

func otherCompound(c *compound) error {
	if _, found := c.streams["worddocument"]; found {
		return notAWorkbook("这是 Word 文档，不是 Excel 工作簿。请把表格复制到 Excel 中，另存为 .xlsx 后再上传")
	}
	return notAWorkbook("这不是 Excel 工作簿。请检查是否选对了文件")
}

func tooOld() error {
	return notAWorkbook("这个 .xls 是很旧的格式，无法读取。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传")
}

// readGlobals reads what stands before the sheets.
func (x *xls) readGlobals() error {
	r := newRecords(x.stream, 0, longBuffer, false)
	if err := r.next(); err != nil {
		return err
	}
	switch version := r.u16(); {
	case r.id != recBOF || version != 0x0500 && version != 0x0600:
		return tooOld()
	default:
		x.old = version == 0x0500
		r.old = x.old
	}
	for {
		if err := r.next(); err != nil {
			return err
		}
		if r.id == recEOF {
			break
		}
		if err := x.readGlobal(r); err != nil {
			return err
		}
		if r.err != nil {
			return because(r.err, "工作簿的内容不完整")
		}
	}
	if len(x.list) == 0 {
		return notAWorkbook("工作簿里没有工作表。请检查是否选对了文件")
	}
	return nil
}

func (x *xls) readGlobal(r *records) error {
	switch r.id {
	case recFilePass:
		return encrypted()
	case recDateMode:
		x.since04 = r.u16() == 1
	case recFormat:
		id := r.u16()
		x.formats[id] = isDateCode(string(r.text(nil, r.length())))
		if errors.Is(r.err, errRecord) {
			r.err = nil // a format written wrongly spoils no value
		}
	case recXF:
		if r.skip(2); len(x.styles) < maxStyles {
			x.styles = append(x.styles, r.u16())
		}
	case recBoundSheet:
		return x.readBoundSheet(r)
	case recSST:
		return x.readStrings(r)
	}
	return nil
}

// length reads a text's number of characters where BIFF8 has two bytes for it
// and BIFF5 one.
func (r *records) length() int {
	if r.old {
		return r.u8()
	}
	return r.u16()
}

func (x *xls) readBoundSheet(r *records) error {
	at, hidden, kind := int64(r.u32()), r.u8()&3 != 0, r.u8()
	name := string(r.text(nil, r.u8()))
	if kind != 0 { // macros or a chart
		return nil
	}
	if len(x.list) == maxSheets {
		return tooLarge("工作表超过 %d 个", maxSheets)
	}
	x.list = append(x.list, xlsSheet{name: name, hidden: hidden, at: at})
	return nil
}

func (x *xls) readStrings(r *records) error {
	var one []byte
	defer x.strings.seal()
	r.skip(4)
	for count := r.u32(); count > 0 && r.err == nil; count-- {
		one = r.text(one[:0], r.u16())
		if err := checkLength(one); err != nil {
			return err
		}
		if err := x.strings.add(one); err != nil {
			return err
		}
	}
	return nil
}

// isDate says whether a cell style shows its number as a date.
func (x *xls) isDate(style int) bool {
	if style >= len(x.styles) {
		return false
	}
	date, custom := x.formats[x.styles[style]]
	return date || !custom && isDateFormat(x.styles[style])
}
