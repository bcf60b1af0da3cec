package imports

import (
	"bytes"
	"slices"
	"testing"

	"laowu/imports/sheet"
)

// FuzzHeadings looks for each kind's headings in whatever is a table, and tells
// its rows from what is none: nothing may panic, and columns are there.
func FuzzHeadings(f *testing.F) {
	f.Add("花名册,,\n村,姓名,身份证号码\n丙村,王建,1\n合计,,1\n制表人：,,\n")
	f.Add("户主,,务工情况,\n姓名,身份证号码,单位,\n（必填）,,,\n")
	f.Add("姓名*,姓 名,身份证号码(18位),月工资【元】\n")
	f.Fuzz(func(t *testing.T, text string) {
		book, err := sheet.Open("a.csv", bytes.NewReader([]byte(text)), int64(len(text)))
		if err != nil {
			return
		}
		top, err := head(book.Rows(0), headingDepth+1)
		if err != nil {
			return
		}
		merges := []sheet.Merge{{FirstRow: 1, FirstCol: 0, LastRow: 1, LastCol: 3}, {FirstRow: 1, FirstCol: 2, LastRow: 2, LastCol: 2}}
		for _, k := range Kinds() {
			h, ok := findHeadings(k, top, merges)
			if !ok {
				continue
			}
			if h.first < 1 || h.last < h.first || h.last > h.first+1 {
				t.Fatalf("%s: headings in rows %d to %d", k.Name, h.first, h.last)
			}
			for field, columns := range h.fields {
				if len(columns) == 0 || slices.Min(columns) < 0 || slices.Max(columns) >= len(h.over) || !k.has(field) {
					t.Fatalf("%s: %s in columns %v of %d", k.Name, field, columns, len(h.over))
				}
			}
			s := &planSheet{headings: h}
			for _, r := range top {
				if row, why := s.row(k, r); row && why != "" {
					t.Fatalf("%s: row %d is one and is %s", k.Name, r.Number, why)
				}
			}
		}
	})
}
