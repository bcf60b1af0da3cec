package imports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"laowu/imports/sheet"
	"laowu/internal/db"
)

// Numbers in open text are not kept, and that is said; what is read as a figure
// is left alone.
func TestVeil(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, kind, csv, want, columns, kept string }{
		{"words", "members", "姓名,身份证号码,务工协会,备注,务工单位,务工地点,技能\n李英,142325197001019984,甲村务工协会,家里 142325 19760308 9998,王老板１４００００００１０７,太原 0358-0000109,电工\n",
			"2 unknown_value remark, 2 unknown_value employer, 2 unknown_value place", "SELECT concat_ws('|', p.remark, p.skills, w.employer, w.place_text) FROM person p JOIN placement w ON w.person = p.id WHERE p.name = '李英'",
			"家里 ***|电工|王老板***|太原 ***"},
		{"figures", "members", "姓名,身份证号码,务工协会,联系电话,户编号,行政村,年收入,务工时间\n李英,142325197001019984,甲村务工协会,14000000001,14000310001,甲村,15000-200000,1998-3-15至2019-1-5\n",
			"", "SELECT concat_ws('|', h.number, w.wage_max, w.started, p.phone_hash IS NOT NULL) FROM person p JOIN placement w ON w.person = p.id JOIN household h ON h.id = p.household WHERE p.name = '李英'",
			"14000310001|16667|1998-03-15|t"},
		{"a household's number", "members", "姓名,身份证号码,务工协会,户编号,行政村\n李英,142325197001019984,甲村务工协会,142325197001019984,甲村\n", "2 unknown_value household_number", "SELECT count(*)::text FROM household", "0"},
		{"the head's number for the household's", "households", "行政村,户编号,姓名,身份证号码\n甲村,142325 19700101 9984,李英,142325197001019984\n", "2 unknown_value household_number", "SELECT count(*)::text FROM household", "0"},
		{"a telephone beside the name", "enterprises", "企业名称,统一社会信用代码,联系人\n示例公司,91141123MA0AL47R7J,王经理 14000000001\n示例铝业有限公司,91141123MA0AL47R7J,\n",
			"2 unknown_value contact, 3 duplicate_in_file uscc", "SELECT contact || '|' || (phone_sealed IS NOT NULL) FROM enterprise WHERE name = '示例公司'", "王经理 ***|true"},
		{"two telephones", "enterprises", "企业名称,统一社会信用代码,联系人,联系电话\n示例公司,91141123MA0AL47R7J,王经理 14000000001,无\n",
			"2 unknown_value contact", "SELECT contact || '|' || (phone_sealed IS NOT NULL) FROM enterprise WHERE name = '示例公司'", "王经理 ***|false"},
		{"a wage in words", "openings", "企业名称,岗位名称,需求人数,工作地点,月薪\n示例铝业有限公司,电工,3,兴县,面议（14000000001）\n",
			"", "SELECT wage_text FROM opening", "面议（***）"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			for _, first := range county {
				if first.kind != "enterprises" || c.kind == "openings" {
					d.csv(t, first.kind, first.csv)
				}
			}
			var have []string
			for _, p := range d.csv(t, c.kind, c.csv).Problems {
				have = append(have, fmt.Sprint(p.Row, " ", p.Code, " ", p.Field))
			}
			if got := strings.Join(have, ", "); got != c.want {
				t.Errorf("problems %s, want %s", got, c.want)
			}
			if got := d.said(t, c.columns); got != c.kept {
				t.Errorf("kept %q, want %q", got, c.kept)
			}
		})
	}
}

func (d *testDesk) said(t *testing.T, sql string) (text string) {
	t.Helper()
	err := d.service.DB.ReadTx(t.Context(), d.actor, func(tx *db.Tx) error { return tx.QueryRow(t.Context(), sql).Scan(&text) })
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// A file, its sheets and headings may be called by numbers: reports are not, and
// rejected rows go back all the same.
func TestNamedByNumbers(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.csv(t, county[0].kind, county[0].csv)
	path := filepath.Join(t.TempDir(), "王建14000000001.xlsx")
	w, err := sheet.Create()
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"14000000002", "142325197603089998", "14000000003"} {
		s, err := w.Sheet(name, sheet.Layout{})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Row("姓名", "身份证号码", "务工协会", "联系电话（14000000004也行）", "14000000005"); err != nil {
			t.Fatal(err)
		}
		for range i {
			if err := s.Row("王建", "142325197603089998", "甲村务工协会", "不知道"); err != nil {
				t.Fatal(err)
			}
		}
	}
	var book bytes.Buffer
	if err := w.Save(&book); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, book.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := d.run(t, "members", false, path)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(r)
	if err != nil || strings.Contains(string(text), "140000") || strings.Contains(string(text), "142325") || r.Files[0].File != "王建***.xlsx" || r.Rejected != 3 {
		t.Errorf("%s, %v", text, err)
	}
	var out bytes.Buffer
	if err := Rejected(&out, []File{{Name: filepath.Base(path), Data: bytes.NewReader(book.Bytes()), Size: int64(book.Len())}}, r); err != nil {
		t.Fatal(err)
	}
	back, err := sheet.Open("a.xlsx", bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{2, 3} { // a heading, and as many rows
		if got := back.Sheets()[i].Rows; got != want {
			t.Errorf("sheet %d has %d rows, want %d", i, got, want)
		}
	}
}
