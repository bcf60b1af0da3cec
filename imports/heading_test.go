package imports

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"laowu/imports/sheet"
	"laowu/internal/area"
	"laowu/internal/value"
)

// paper is an Env that needs no database.
func paper() *Env {
	return &Env{County: "141123", Today: value.DayOf(date("2026-11-24")), Atlas: area.New([]area.Area{
		{Code: "140000", Name: "山西省", Level: area.Province},
		{Code: "141100", Name: "吕梁市", Level: area.Prefecture, Parent: "140000"},
		{Code: "141123", Name: "兴县", Level: area.County, Parent: "141100"},
		{Code: "141123103", Name: "康宁镇", Level: area.Township, Parent: "141123"},
		{Code: "141123201", Name: "恶虎滩乡", Level: area.Township, Parent: "141123"},
		{Code: "141123209", Name: "圪𪣻上乡", Level: area.Township, Parent: "141123", Aliases: []string{"圪垯上乡"}},
		{Code: "141123103v001", Name: "上王家沟", Level: area.Village, Parent: "141123103"},
		{Code: "141123103v002", Name: "前村", Level: area.Village, Parent: "141123103"},
		{Code: "141123201v001", Name: "前村", Level: area.Village, Parent: "141123201"},
	})}
}

// surveyed is what a survey of one file finds.
func surveyed(t *testing.T, kind, name string, data []byte) *planFile {
	t.Helper()
	k, _ := ByName(kind)
	p, err := survey(k, paper(), []File{{Name: name, Data: bytes.NewReader(data), Size: int64(len(data))}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.close() })
	return p.files[0]
}

func surveyedPages(t *testing.T, kind string, all ...page) *planFile {
	t.Helper()
	path := pages(t, "册.xlsx", all...)
	data, err := os.ReadFile(path) //nolint:gosec // the test's own file
	if err != nil {
		t.Fatal(err)
	}
	return surveyed(t, kind, "册.xlsx", data)
}

// columns is the heading row and each named column.
func columns(s *planSheet) string {
	out := []string{fmt.Sprint(s.first, "-", s.last)}
	for c, o := range s.over {
		if o.field != "" {
			out = append(out, fmt.Sprintf("%c=%s(%s)", 'A'+c, o.field, o.written))
		}
	}
	return strings.Join(out, " ")
}

func TestHeadings(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind string
		page page
		want string
	}{
		"any order, stars, spaces, breaks, brackets": {
			"members", page{csv: "*身份证号码⏎（必填）,姓　名*, 联 系 电 话 ：,月工资（元）,行政村【全称】\n{李英}\n"},
			"1-1 A=id_number(*身份证号码（必填）) B=name(姓名*) C=phone(联系电话：) D=wage(月工资（元）) E=village(行政村【全称】)",
		},
		"three title rows and a note": {
			"members", page{csv: "兴县花名册,,\n填报单位：某镇,,2019年\n注：姓名、身份证号码必填,,\n序号,姓名,身份证号码\n1,{李英}\n", merges: []sheet.Merge{block(1, 0, 1, 2)}},
			"4-4 B=name(姓名) C=id_number(身份证号码)",
		},
		"a title above a plain row is no level": {
			"members", page{csv: "乡镇,康宁镇,\n序号,姓名,身份证号码\n1,{李英}\n"},
			"2-2 B=name(姓名) C=id_number(身份证号码)",
		},
		"cells above a plain row are no level": {
			"members", page{csv: "填报单位,某镇,,填报日期,2019年12月31日,,\n序号,姓名,身份证号码,性别,民族,,备注\n1,{李英}\n"},
			"2-2 B=name(姓名) C=id_number(身份证号码) D=sex(性别) E=ethnicity(民族) G=remark(备注)",
		},
		"a row of hints": {
			"members", page{csv: "姓名,身份证号码,月工资\n（必填）,（18位）,元\n{李英},3500\n"},
			"1-2 A=name(姓名（必填）) B=id_number(身份证号码（18位）) C=wage(月工资元)",
		},
		"all in groups": {
			"members", page{csv: "户主信息,,务工人员信息,\n姓名,身份证号码,姓名,身份证号码\n{李英},{王建}\n"},
			"1-2 C=name(务工人员信息姓名) D=id_number(身份证号码)",
		},
		"two merged levels": {
			"members", page{
				csv:    "花名册,,,,,,\n序号,姓名,身份证号码,家庭情况,,务工情况,\n,,,类别,易地搬迁,地点,单位\n1,{李英}\n",
				merges: []sheet.Merge{block(1, 0, 1, 6), block(2, 0, 3, 0), block(2, 1, 3, 1), block(2, 2, 3, 2), block(2, 3, 2, 4), block(2, 5, 2, 6)},
			},
			"2-3 B=name(姓名) C=id_number(身份证号码) D=household_kind(家庭情况类别) E=relocated(易地搬迁) F=place(务工情况地点) G=employer(务工情况单位)",
		},
		"levels that nobody merged": {
			"households", page{csv: "序号,户编号,户主,,家庭成员,,备注\n,,姓名,身份证号码,姓名,身份证号码,\n1,7,{李英},{王建}\n"},
			"1-2 B=household_number(户编号) C=head_name(户主姓名) D=head_id_number(户主身份证号码) E=name(家庭成员姓名) F=id_number(身份证号码) G=remark(备注)",
		},
		"somebody else's name is not the row's": {
			"members", page{csv: "序号,务工人员,,户主信息,,紧急联系人,\n,姓名,身份证号码,姓名,身份证号码,姓名,电话\n1,{李英}\n"},
			"1-2 B=name(务工人员姓名) C=id_number(身份证号码)",
		},
		"places by level": {
			"members", page{csv: "姓名,身份证号码,务工地点,,,备注\n,,省,市,县,\n{李英},山西省,太原市,小店区,\n"},
			"1-2 A=name(姓名) B=id_number(身份证号码) C=place_province(务工地点省) D=place_city(务工地点市) E=place_county(务工地点县) F=remark(备注)",
		},
		"a first row that says 协会 is data": {
			"members", page{csv: "姓名,身份证号码,组织单位,单位性质\n{李英},协会,企业\n"},
			"1-1 A=name(姓名) B=id_number(身份证号码)",
		},
		"two ID columns": {
			"members", page{csv: "身份证号,姓名,18位身份证号\n142325700101998,李英,142325197001019984\n"},
			"1-1 A=id_number(身份证号) B=name(姓名) C=id_number(18位身份证号)",
		},
		"a year's income is no month's, a count of months no date": {
			"members", page{csv: "姓名,身份证号码,年收入（元）,务工时间（月）,就业工种,就业工种2\n{李英},60000,8,焊工,\n"},
			"1-1 A=name(姓名) B=id_number(身份证号码) C=wage_year(年收入（元）) E=trade(就业工种)",
		},
		"head and member": {
			"households", page{csv: "户号,户主姓名,姓名,证件号码,户类型\n7,王建,{李英},一般户\n"},
			"1-1 A=household_number(户号) B=head_name(户主姓名) C=name(姓名) D=id_number(证件号码) E=household_kind(户类型)",
		},
		"contact of an opening": {
			"openings", page{csv: "单位名称,招聘信息,,联系人,\n,工种,人数,姓名,电话\n甲厂,电工,3,王建,14000000001\n"},
			"1-2 A=name(单位名称) B=title(招聘信息工种) C=headcount(招聘信息人数) D=contact(联系人姓名) E=phone(联系人电话)",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.page.name = "Sheet1"
			if got := columns(surveyedPages(t, c.kind, c.page).sheets[0]); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestHundredColumns is a roster as a county of Shanxi keeps it: twice the ID
// number, three trades, and much that is no field.
func TestHundredColumns(t *testing.T) {
	t.Parallel()
	titles := make([]string, 100)
	for i := range titles {
		titles[i] = fmt.Sprintf("其他%d", i)
	}
	for c, title := range map[int]string{
		3: "户主姓名", 7: "姓名", 9: "身份证号", 11: "18位身份证号", 20: "就业工种", 21: "就业工种2", 22: "就业工种3", 30: "年收入", 31: "月收入", 40: "培训工种",
		50: "期望薪资", 51: "输出意向地", 60: "证书编号", 70: "联系电话", 80: "行政村", 99: "备注",
	} {
		titles[c] = title
	}
	f := surveyed(t, "members", "册.csv", []byte(strings.Join(titles, ",")+"\n"))
	want := "1-1 H=name(姓名) J=id_number(身份证号) L=id_number(18位身份证号) U=trade(就业工种) _=wage_year(年收入) `=wage(月收入) " +
		"s=wish_wage(期望薪资) t=wish_places(输出意向地) \u0087=phone(联系电话) \u0091=village(行政村) ¤=remark(备注)"
	if got := columns(f.sheets[0]); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := f.sheets[0].fields["id_number"]; got[0] != 11 {
		t.Errorf("ID numbers are taken from columns %v, want the one of 18 digits first", got)
	}
}

func TestSheets(t *testing.T) {
	t.Parallel()
	const roster = "姓名,身份证号码,务工单位\n{李英},甲厂\n"
	for name, c := range map[string]struct {
		kind          string
		pages         []page
		read, skipped string
	}{
		"of other kinds": {"members", []page{
			{name: "填表说明", csv: "填表说明\n"}, {name: "花名册", csv: roster}, {name: "企业", csv: "企业名称,统一社会信用代码\n甲厂,91141123MA0AL47R7J\n"},
			{name: "培训", csv: "姓名,身份证号码,期次\n{李英},第3期\n"}, {name: "回访", csv: "姓名,身份证号码,回访日期\n{李英},2019.3\n"},
		}, "花名册", "填表说明 企业 培训 回访"},
		"hidden": {"members", []page{{name: "花名册", csv: roster}, {name: "旧", csv: roster, hidden: true}}, "花名册", "旧"},
		"blank":  {"members", []page{{name: "花名册", csv: roster}, {name: "Sheet2", csv: "\n"}}, "花名册", "Sheet2"},
		"members are no associations": {"associations", []page{
			{name: "协会", csv: "乡镇,务工协会,行政村\n康宁镇,甲,甲村\n"}, {name: "会员", csv: "务工协会,行政村,姓名,身份证号码\n甲,甲村,{李英}\n"},
		}, "协会", "会员"},
		"openings are no enterprises": {"enterprises", []page{
			{name: "企业", csv: "企业名称,信用代码\n甲厂,91141123MA0AL47R7J\n"}, {name: "岗位", csv: offer + "\n甲厂,91141123MA0AL47R7J,电工,3,长期,兴县\n"},
		}, "企业", "岗位"},
		"staff are no openings": {"openings", []page{
			{name: "岗位", csv: offer + "\n甲厂,91141123MA0AL47R7J,电工,3,长期,兴县\n"},
			{name: "员工", csv: "企业名称,统一社会信用代码,姓名,身份证号,岗位,用工形式,入职时间,月工资\n甲厂,91141123MA0AL47R7J,{李英},电工,正式,2019.3,3000\n"},
		}, "岗位", "员工"},
		"each a village": {"members", []page{{name: "上王家沟", csv: roster}, {name: "前村", csv: roster}}, "上王家沟 前村", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := surveyedPages(t, c.kind, c.pages...)
			var read []string
			for _, s := range f.sheets {
				read = append(read, s.name)
			}
			if got := strings.Join(read, " "); got != c.read || strings.Join(f.skipped, " ") != c.skipped {
				t.Errorf("read %q and passed over %q, want %q and %q", got, f.skipped, c.read, c.skipped)
			}
		})
	}
}

// TestSaid: what sheet names and title rows say for all rows.
func TestSaid(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		page page
		want string // township, village, form's date, association's title
	}{
		"a sheet named after a township":        {page{name: "康宁镇"}, "141123103   "},
		"a sheet named after it in short":       {page{name: "康宁"}, "141123103   "},
		"a sheet named after an old township":   {page{name: "恶虎滩乡"}, "141123201   "},
		"a township by another character":       {page{name: "圪垯上乡花名册"}, "141123209   "},
		"a sheet named after a village":         {page{name: "上王家沟"}, " 141123103v001  "},
		"with 村":                                {page{name: "上王家沟村委会"}, " 141123103v001  "},
		"a second sheet of a village":           {page{name: "上王家沟 2"}, " 141123103v001  "},
		"a village that two townships have":     {page{name: "前村"}, "   "},
		"in the title's township":               {page{name: "前村", csv: "恶虎滩乡花名册\n"}, "141123201 141123201v001  "},
		"a title with village":                  {page{name: "Sheet1", csv: "兴县康宁镇上王家沟村2019年外出务工人员花名册\n"}, "141123103 141123103v001  "},
		"a title with two townships":            {page{name: "Sheet1", csv: "康宁镇、恶虎滩乡花名册\n"}, "   "},
		"a title with association":              {page{name: "Sheet1", csv: "上王家沟务工协会会员花名册\n"}, "   上王家沟务工协会会员花名册"},
		"a date":                                {page{name: "Sheet1", csv: "花名册\n填报日期：2019年12月31日\n"}, "  2019-12-31 "},
		"a date in the next cell":               {page{name: "Sheet1", csv: "填报单位：某镇,填报日期：,,2019.12.31\n"}, "  2019-12-31 "},
		"a date in the title":                   {page{name: "Sheet1", csv: "花名册（截至2019年12月底）\n"}, "  2019-12-01 "},
		"a date beside a unit, in figures":      {page{name: "Sheet1", csv: "填报日期：2019-12-31 单位：人\n"}, "  2019-12-31 "},
		"what is no date, and a date":           {page{name: "Sheet1", csv: "花名册（截至目前）,填报日期：2019.12.31\n"}, "  2019-12-31 "},
		"a date beside a unit":                  {page{name: "Sheet1", csv: "填报单位：某镇　填报日期：2019年12月31日　单位：人\n"}, "  2019-12-31 "},
		"no date":                               {page{name: "Sheet1", csv: "花名册2019年\n填报日期：　年　月　日\n"}, "   "},
		"a date in figures of the written kind": {page{name: "Sheet1", csv: "填表时间：二〇一九年十二月三十一日\n"}, "  2019-12-31 "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.page.csv += "姓名,身份证号码\n{李英}\n"
			s := surveyedPages(t, "members", c.page).sheets[0]
			if got := strings.Join([]string{s.township, s.village, s.asOf.String(), s.association}, " "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
