package imports

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"laowu/imports/sheet"
	"laowu/internal/db"
)

// formed is a county with five members in 康宁镇 and two in 瓦塘镇, a household,
// openings, a class and staff.
func formed(t *testing.T) *testDesk {
	t.Helper()
	return story(t,
		act{"associations", "乡镇,协会名称,覆盖行政村\n康宁镇,甲村务工协会,甲村\n瓦塘镇,戊村务工协会,戊村\n", "2/0/0/0"},
		act{"members", "村,姓名,身份证号码,联系电话,务工单位,务工地点,工种,月工资,外出时间,家庭类别,期望工种\n" +
			"甲村,{王建},14000000001,示例厂,内蒙古鄂尔多斯市东胜区,焊工,4000,2019-04-01,脱贫户,瓦工\n甲村,{李英},14000000002,示例厂,太原市小店区,保洁,3000,2019-05-01,一般户,\n" +
			"甲村,{马俊},,甲公司,,,,,,\n甲村,{高秀},,,,,,,,\n甲村,{任小},14000000003,乙公司,太原市,司机,5000,2019-06-01,,\n" +
			"戊村,{张平},14000000004,丙公司,山西省吕梁市,厨师,3500,2019-07-01,脱贫户,\n戊村,{刘兰},14000000005,丙公司,临县,服务员,2500,2019-08-01,,\n", "7/0/0/0"},
		act{"households", "村,户编号,姓名,身份证号码,家庭类别,易地搬迁,就业意愿\n甲村,1,{王建},边缘户,是,有\n甲村,2,{李英},一般户,否,无\n戊村,1,{张平},脱贫户,是,有\n", "3/0/0/0"},
		act{"openings", "企业名称,统一社会信用代码,岗位名称,需求人数,月薪,工作地点,联系电话\n甲厂,91141123MA0AL47R7J,焊工,12,5000,太原市,14000000009\n甲厂,91141123MA0AL47R7J,瓦工,3,4500-6000,太原市,\n", "2/0/0/0"},
		act{"training", "姓名,身份证号码,培训项目,期次,开班日期,培训机构,考核结果,证书名称,证书编号,补贴金额\n{王建},养老护理员,1,2019-03-01,示例学校,合格,培训合格证,001,1200\n{李英},养老护理员,1,2019-03-01,示例学校,合格,培训合格证,002,1200\n", "2/0/0/0"},
		act{"hires", "姓名,身份证号码,用工单位,统一社会信用代码,岗位,用工形式,上岗时间,月工资\n{王建},甲厂,91141123MA0AL47R7J,焊工,长期,2019-04-01,5000\n{李英},甲厂,91141123MA0AL47R7J,保洁,临时,2019-05-01,1800\n{马俊},甲厂,91141123MA0AL47R7J,保安,长期,2019-06-01,3000\n", "3/0/0/0: 2 overlap, 3 overlap, 4 overlap"},
	)
}

// formCases are the blanks of testdata/forms, what they are filled with, and what
// comes of sending them again: created, updated, unchanged, rejected.
var formCases = []struct{ form, kind, again string }{
	{"01-roster", "members", "0/0/7/0"},
	{"02-two-levels", "members", "0/0/7/1"}, // the import takes the row of units for one
	{"03-a-sheet-a-town", "members", "0/0/7/0"}, {"04-towns-in-one", "members", "0/0/7/0"}, {"05-sum-at-top", "members", "0/0/7/0"},
	{"06-register", "households", "0/1/1/0"}, // its list knows only 监测户 of the three kinds
	{"07-openings", "openings", "0/0/2/0"},
	{"08-course", "training", "0/0/0/3"},                                          // nothing says which institution's, and the row of numbers
	{"09-staff", "hires", "0/0/3/0"}, {"10-headings-alone", "members", "0/4/3/0"}, // of a place it asks no more than the prefecture
}

// TestFillForms fills ten offices' blanks. What they say then stands beside each,
// as somebody has looked at it: NAME.txt; it is written anew as TestForms tells.
// What was filled can be sent again.
func TestFillForms(t *testing.T) {
	t.Parallel()
	d := formed(t)
	for _, c := range formCases {
		k, _ := ByName(c.kind)
		f := d.fillForm(t, c.form, Export{Kind: k, Reveal: true})
		got := f.dump()
		path := "testdata/forms/" + c.form + ".txt"
		if os.Getenv("LAOWU_FORMS") == "write" {
			if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil || got != string(want) {
			t.Errorf("%s says\n%s\nwant %v\n%s", c.form, got, err, want)
		}
		if r := summary(d.again(t, k, f.data)); !strings.HasPrefix(r, c.again) {
			t.Errorf("%s sent again: %s", c.form, r)
		}
	}
}

// TestNoTown: where nothing tells of whose township a row is, it goes into no
// township's sheet, and that is told.
func TestNoTown(t *testing.T) {
	t.Parallel()
	d := formed(t)
	k, _ := ByName("hires")
	for _, form := range []string{"03-a-sheet-a-town", "04-towns-in-one"} {
		if said := d.fillForm(t, form, Export{Kind: k}).said; said.Rows != 0 || said.LeftOut != 3 || !strings.Contains(said.Said(), "3 行所在的乡镇") {
			t.Errorf("%s: %+v", form, said)
		}
	}
}

// TestGuessForm: the kind of a blank is known by its headings.
func TestGuessForm(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, c := range formCases {
		data, err := os.ReadFile("testdata/forms/" + c.form + ".xlsx")
		if err != nil {
			t.Fatal(err)
		}
		err = d.do(t, func(tx *db.Tx) error {
			k, err := GuessForm(t.Context(), tx, Blank{Name: "a.xlsx", Data: data})
			if k.Name != c.kind {
				t.Errorf("%s is taken for %s (%v), want %s", c.form, k.Name, err, c.kind)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestFactsFill: whatever a form is offered, a ledger has a column for or it is
// reckoned.
func TestFactsFill(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, k := range Kinds() {
		var names []string
		err := d.do(t, func(tx *db.Tx) error {
			return k.out.ledger.Each(t.Context(), tx, nil, func(all []string) error { names = all; return nil }, func([]any) error { return nil })
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range k.Facts() {
			reckoned := slices.ContainsFunc(k.derived(), func(d fact) bool { return d.name == f.Name })
			if !reckoned && !slices.Contains(names, f.Name) {
				t.Errorf("%s offers %s (%s), which nothing fills", k.Name, f.Name, f.Title)
			}
		}
	}
}

// TestRefusedForms: what cannot be filled says why, and what to do.
func TestRefusedForms(t *testing.T) {
	t.Parallel()
	for csv, says := range map[string]string{
		"序号,联系电话,备注\n": "没有认出", "姓名,身份证号码,电话,姓名,身份证号码,电话\n,,,,,\n": "左右并排", "名单\n": "没有认出会员花名册的标题行", "姓名,颜色\n": "没有认出", "": "没有内容",
	} {
		data, err := os.ReadFile(pages(t, "表.xlsx", page{name: "表", csv: csv}))
		if err != nil {
			t.Fatal(err)
		}
		k, _ := ByName("members")
		if _, err := ReadForm(k, paper(), "表.xlsx", data); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %s", csv, err, says)
		}
	}
}

// filledForm is a form that was filled.
type filledForm struct {
	*testing.T
	data []byte
	said Filled
}

func (d *testDesk) fillForm(t *testing.T, name string, q Export) *filledForm {
	t.Helper()
	blank, err := os.ReadFile("testdata/forms/" + name + ".xlsx")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	f := &filledForm{T: t}
	err = d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) (err error) {
		f.said, err = q.Fill(t.Context(), tx, d.service.Vault, Blank{Name: name + ".xlsx", Data: blank}, &out)
		return err
	})
	if err != nil {
		t.Fatalf("fill %s: %v", name, err)
	}
	f.data = out.Bytes()
	return f
}

func (f *filledForm) part(name string) string {
	z, err := zip.NewReader(bytes.NewReader(f.data), int64(len(f.data)))
	if err != nil {
		f.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		f.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		f.Fatal(err)
	}
	return string(b)
}

var formula = regexp.MustCompile(`<c r="([A-Z]+[0-9]+)"[^>]*><f>([^<]*)</f>`)

func (f *filledForm) dump() string {
	b, err := sheet.Open("a.xlsx", bytes.NewReader(f.data), int64(len(f.data)))
	if err != nil {
		f.Fatal(err)
	}
	var out strings.Builder
	for i, s := range b.Sheets() {
		fmt.Fprintf(&out, "[%s] %v\n", s.Name, s.Merges)
		for r, err := range b.Rows(i) {
			if err != nil {
				f.Fatal(err)
			}
			fmt.Fprintf(&out, "%d:", r.Number)
			for _, c := range r.Cells {
				out.WriteString(" " + c.Text + map[sheet.Kind]string{sheet.Date: "d", sheet.Number: "n"}[c.Kind] + " |")
			}
			out.WriteString("\n")
		}
		for _, m := range formula.FindAllStringSubmatch(f.part(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)), -1) {
			out.WriteString(m[1] + "=" + html.UnescapeString(m[2]) + "  ")
		}
		out.WriteString("\n")
		x := f.part(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
		out.WriteString(x[strings.Index(x, "</sheetData>"):] + "\n")
	}
	w := f.part("xl/workbook.xml")
	if i := strings.Index(w, "<definedNames>"); i >= 0 {
		out.WriteString(w[i:])
	}
	return out.String()
}
