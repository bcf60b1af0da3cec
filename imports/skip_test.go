package imports

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func date(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

// rowsOf tells of each row under the headings whether it is one (+), blank ( )
// or why it is none.
func rowsOf(t *testing.T, kind, csv string) string {
	t.Helper()
	f := surveyed(t, kind, "册.csv", []byte(people.Replace(csv)))
	k, _ := ByName(kind)
	var out []string
	for r, err := range f.book.Rows(0) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Number <= f.sheets[0].last {
			continue
		}
		ok, why := f.sheets[0].row(k, r)
		switch {
		case ok:
			why = "+"
		case why == "":
			why = "blank"
		}
		out = append(out, fmt.Sprint(r.Number, why))
	}
	return strings.Join(out, " ")
}

func TestRowsThatAreNone(t *testing.T) {
	t.Parallel()
	const head = "花名册,,,,\n序号,行政村,姓名,身份证号码,联系电话,是否易地搬迁\n"
	for name, c := range map[string]struct{ kind, csv, want string }{
		"sums": {"members", head + "1,甲村,{李英},,\n合计,,2人,,\n,小计,,,\n,甲村合计,1,,\n合计：41人,,,,\n本页小计,,,3,\n总 计,,41,41,\n",
			"3+ 4合计行 5合计行 6合计行 7合计行 8合计行 9合计行"},
		"people called so":         {"members", head + "1,甲村,合计,142325197001019984,,\n2,甲村,小计,142325197001019984,,\n3,甲村,注平,142325197001019984,,\n,,制表,142325197001019984,,\n", "3+ 4+ 5+ 6+"},
		"incomplete people":        {"members", head + "1,甲村,王建,,,\n2,甲村,,142325197001019984,,\n,,王建,,,\n", "3+ 4+ 5+"},
		"signatures":               {"members", head + "制表人：王建,,审核人：李英,,\n制表人 王建,,,,\n填表人（签字）：,,,,\n单位负责人：,,,,\n,,制表人：,王建,审核人：,\n（盖章）,,,,\n以下空白,,,,\n", "3签名或说明 4签名或说明 5签名或说明 6签名或说明 7签名或说明 8签名或说明 9签名或说明"},
		"notes":                    {"members", head + "注：请填全,,,,\n备注,,,,\n说明：1、略,,,,\n\"1、本表一式两份，一份留存。\",,,,\n,\"身份证号码请用文本格式，不要用数字。\",,,\n2019年12月31日,,,,\n", "3签名或说明 4签名或说明 5签名或说明 6签名或说明 7签名或说明 8签名或说明"},
		"headings again":           {"members", head + "1,甲村,{李英},,\n花名册,,,,\n序号,行政村,姓 名,身份证号码,联系电话,是否易地搬迁\n2,甲村,{王建},,是\n", "3+ 4重复的标题行 5重复的标题行 6+"},
		"running numbers":          {"members", head + "1,甲村,{李英},,\n2,,,,\n3,　,,,\n", "3+ 4blank 5blank"},
		"是 is no heading":          {"households", "户编号,行政村,是否易地搬迁,是否有就业意愿\n7,甲村,是,是\n,,是,是\n", "2+ 3+"},
		"counts under the names":   {"enterprises", "企业名称,统一社会信用代码\n合计,6\n甲厂,91141123MA0AL47R7J\n合计,\n", "2合计行 3+ 4合计行"},
		"openings":                 {"openings", "企业名称,岗位名称,需求人数\n甲厂,电工,3\n合计,,999\n,合计,3\n联系人：王建　电话：,,\n", "2+ 3合计行 4合计行 5签名或说明"},
		"two-level headings again": {"members", "姓名,身份证号码,务工情况,,备注\n,,地点,单位,\n{李英},太原,甲厂,\n姓名,身份证号码,务工情况,,备注\n,,地点,单位,\n", "3+ 4重复的标题行 5重复的标题行"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := rowsOf(t, c.kind, c.csv); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
