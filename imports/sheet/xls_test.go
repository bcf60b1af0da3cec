package sheet

import (
	"slices"
	"strings"
	"testing"
)

// cellRecord is a record that begins with row, column (from 0) and style.
func cellRecord(id uint16, row, col, style int, rest ...[]byte) []byte {
	return biffRecord(id, join(append([][]byte{le(row, col, style)}, rest...)...)...)
}

func shownAs(kind, value byte) []byte { return []byte{kind, 0, value, 0, 0, 0, 0xFF, 0xFF} }

// rk is a whole number in four bytes, or a hundredth of one.
func rk(n int32, hundredths bool) []byte {
	bits := uint32(n<<2) | 2
	if hundredths {
		bits |= 1
	}
	return le32(bits)
}

// xlsGlobals gives style 1 the built-in date 14, 2 a year and month in Chinese.
func xlsGlobals() []byte {
	format := biffRecord(recFormat, join(le(176), text16(`yyyy"年"m"月"`))...)
	out := format
	for _, id := range []int{0, 14, 176} {
		out = append(out, biffRecord(recXF, join(le(0, id), make([]byte, 16))...)...)
	}
	return out
}

func TestXLSCells(t *testing.T) {
	t.Parallel()
	formula := func(row, col, style int, value []byte) []byte {
		return cellRecord(recFormula, row, col, style, value, make([]byte, 8))
	}
	sst := biffRecord(recSST, join(le32(3), le32(3), text16("共享"), le(2), []byte{0, 'A', 0xE9}, // one byte each: Aé
		le(1), []byte{1 | 4 | 8}, le(2), le32(4), le(0x5F20), make([]byte, 8+4))...) // with runs and phonetic marks
	records := join(
		biffRecord(recRow, le(0, 0, 9)...),
		cellRecord(recLabelSST, 0, 0, 0, le32(0)), cellRecord(recLabelSST, 0, 1, 0, le32(1)), cellRecord(recLabelSST, 0, 3, 0, le32(2)),
		cellRecord(recLabel, 1, 0, 0, text16("在\r\n位\x00\x07")), cellRecord(recRString, 1, 1, 0, text16("𪣻"), le(0)),
		cellRecord(recNumber, 2, 0, 0, le64(142325198108119987)), cellRecord(recNumber, 2, 1, 1, le64(43556.5)),
		cellRecord(recNumber, 2, 2, 2, le64(43556)), cellRecord(recRK, 2, 3, 0, rk(-350, false)), cellRecord(recRK, 2, 4, 0, rk(35, true)),
		cellRecord(recRK, 2, 5, 0, le32(0x3FF80000)), // 1.5
		biffRecord(recMulRK, join(le(3, 1), le(0), rk(1, false), le(1), rk(43556, false), le(2))...),
		cellRecord(recBoolErr, 4, 0, 0, []byte{1, 0}), cellRecord(recBoolErr, 4, 1, 0, []byte{0, 0}), cellRecord(recBoolErr, 4, 2, 0, []byte{0x2A, 1}),
		formula(5, 0, 0, le64(2)), formula(5, 1, 0, shownAs(0, 0)), biffRecord(0x04BC, 1, 2, 3), biffRecord(recString, text16("得数")...),
		formula(5, 2, 0, shownAs(1, 1)), formula(5, 3, 0, shownAs(2, 7)), formula(5, 4, 0, shownAs(3, 0)), formula(5, 5, 1, le64(43556)),
		biffRecord(recString, text16("不是得数")...), cellRecord(recNumber, 5, 6, 0, []byte{0, 0, 0, 0, 0, 0, 0xF0, 0x7F}),
		formula(6, 0, 0, shownAs(0, 0)), cellRecord(recRK, 6, 1, 0, rk(1, false)), biffRecord(recString, text16("不是得数")...),
		biffRecord(recBOF, le(0x600, 0x20)...), cellRecord(recNumber, 0, 0, 0, le64(1)), biffRecord(recEOF), // a chart
		biffRecord(recRow, le(8, 0, 9)...),
	)
	b := mustOpen(t, "a.xls", biffBook(0x600, append(xlsGlobals(), sst...), biffSheet{name: text8("表"), records: records}))
	wantRows(t, rowsOf(t, b, 0), "1: 共享 | Aé |  | 张", "2: 在\n位 | 𪣻", "3: n142325198108120000 | d43556.5 | d43556 | n-350 | n0.35 | n1.5",
		"4:  | n1 | d43556", "5: bTRUE | bFALSE | f#N/A", "6: n2 | 得数 | bTRUE | f#DIV/0! |  | d43556 | f#NUM!", "7:  | n1")
	if b.Sheets()[0].Rows != 9 {
		t.Errorf("last row %d", b.Sheets()[0].Rows)
	}
}

func TestXLSSheets(t *testing.T) {
	t.Parallel()
	merged := join(cellRecord(recLabel, 0, 0, 0, text16("户")), cellRecord(recRK, 1, 1, 0, rk(2, false)), biffRecord(recMergeCells, le(1, 0, 2, 0, 0)...))
	b := mustOpen(t, "a.xls", biffBook(0x600, append(xlsGlobals(), biffRecord(recDateMode, 1, 0)...),
		biffSheet{name: text8("一"), records: merged}, biffSheet{name: text8("藏"), hidden: 2},
		biffSheet{name: text8("图"), kind: 2}, biffSheet{name: text8("二"), records: cellRecord(recNumber, 4, 0, 1, le64(42094))}))
	if got := sheetList(b); !slices.Equal(got, []string{"一 2", "藏* 0", "二 5"}) {
		t.Errorf("sheets %q", got)
	}
	wantRows(t, rowsOf(t, b, 0), "1: 户", "2: 户 | n2")
	wantRows(t, rowsOf(t, b, 1))
	wantRows(t, rowsOf(t, b, 2), "5: d43556")
	if got := b.Sheets()[0].Merges; !slices.Equal(got, []Merge{{1, 0, 3, 0}}) {
		t.Errorf("merges %v", got)
	}
}

// Texts that a CONTINUE cuts change between one and two bytes a character.
func TestXLSStringsAcrossRecords(t *testing.T) {
	t.Parallel()
	units, n := wide("村委会")
	sst := join(
		biffRecord(recSST, join(le32(3), le32(3), le(n), []byte{1}, units[:4])...),
		biffRecord(recContinue, join([]byte{1}, units[4:], le(4), []byte{0, 'a', 'b'})...),
		biffRecord(recContinue, join([]byte{1}, le('c', 0x5E84))...),
		biffRecord(recContinue, join(le(2), []byte{0 | 8}, le(1))...),
		biffRecord(recContinue, 0, 'x', 'y', 0, 0, 0, 0),
	)
	var records []byte
	for i := range 3 {
		records = append(records, cellRecord(recLabelSST, 0, i, 0, le32(uint32(i)))...)
	}
	b := mustOpen(t, "a.xls", biffBook(0x600, sst, biffSheet{name: text8("表"), records: records}))
	wantRows(t, rowsOf(t, b, 0), "1: 村委会 | abc庄 | xy")
}

// Some programs write rows in another order than Excel.
func TestXLSRowsOutOfOrder(t *testing.T) {
	t.Parallel()
	n := func(row, col int, v int32) []byte { return cellRecord(recRK, row, col, 0, rk(v, false)) }
	records := join(n(3, 0, 1), n(3, 1, 2), n(0, 0, 3), biffRecord(recRow, le(1, 0, 0)...), n(3, 2, 4), n(2, 1, 5), n(0, 1, 6))
	b := mustOpen(t, "a.xls", biffBook(0x600, nil, biffSheet{name: text8("表"), records: records}))
	want := []string{"1: n3 | n6", "3:  | n5", "4: n1 | n2 | n4"}
	wantRows(t, rowsOf(t, b, 0), want...)
	for r := range b.Rows(0) {
		if r.Number == 3 {
			break
		}
	}
	wantRows(t, rowsOf(t, b, 0), want...)
}

// Excel 95 wrote bytes of the machine's code page: here GBK.
func TestExcel95(t *testing.T) {
	t.Parallel()
	records := join(cellRecord(recLabel, 0, 0, 0, le(4), []byte("\xD0\xD5\xC3\xFB")), cellRecord(recNumber, 1, 0, 1, le64(43556)))
	globals := join(biffRecord(recXF, le(0, 0)...), biffRecord(recXF, le(0, 200)...), biffRecord(recFormat, join(le(200), []byte{4}, []byte("yy-m"))...))
	b := mustOpen(t, "a.xls", biffBook(0x500, globals, biffSheet{name: []byte("\x04\xBB\xA8\xC3\xFB"), records: records}))
	if got := sheetList(b); !slices.Equal(got, []string{"花名 2"}) {
		t.Errorf("sheets %q", got)
	}
	wantRows(t, rowsOf(t, b, 0), "1: 姓名", "2: d43556")
}

func TestDamagedXLS(t *testing.T) {
	t.Parallel()
	label := cellRecord(recLabel, 0, 0, 0, text16("x"))
	for name, c := range map[string]struct{ globals, records []byte }{
		"text cut off":   {nil, cellRecord(recLabel, 0, 0, 0, le(9), []byte{1, 'x', 0})},
		"no such string": {nil, cellRecord(recLabelSST, 0, 0, 0, le32(7))},
		"number cut off": {nil, cellRecord(recNumber, 0, 0, 0, []byte{1, 2})},
		"column":         {nil, cellRecord(recRK, 0, maxColumns, 0, rk(1, false))},
		"formula":        {nil, cellRecord(recFormula, 0, 0, 0, []byte{1})},
		"strings":        {biffRecord(recSST, join(le32(1), le32(0xFFFFFFFF), le(2), []byte{1}, le('a'))...), label},
	} {
		if got := failure("a.xls", biffBook(0x600, c.globals, biffSheet{name: text8("表"), records: c.records})); got != Damaged {
			t.Errorf("%s: %q", name, got)
		}
	}
	long := strings.Repeat("x", maxCellRunes+1)
	sst := biffRecord(recSST, join(le32(1), le32(1), le(len(long)), []byte{0}, []byte(long))...)
	if got := failure("a.xls", biffBook(0x600, sst, biffSheet{name: text8("表")})); got != TooLarge {
		t.Errorf("long text: %q", got)
	}
	if got := failure("a.xls", compoundFile(map[string][]byte{"Workbook": biffRecord(recBOF, le(0x200, 5)...)})); got != NotAWorkbook {
		t.Errorf("version: %q", got)
	}
}
