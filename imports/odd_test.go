package imports

import (
	"strings"
	"testing"
)

// TestOddText puts into every open column of each kind what nobody means: the
// row goes in or is rejected, and never fails the import.
func TestOddText(t *testing.T) {
	t.Parallel()
	odd := map[string]string{
		"as long as a cell may be": strings.Repeat("很长的文字", 6500), "quite long": strings.Repeat("长", 10_000), "a hundred": strings.Repeat("长", 100),
		"random": random(30_000), "control": "甲\x01乙\x7f", "emoji": "👷‍♀️电工🔧", "formula": "=1+1", "quote": "甲'); DROP TABLE person; --", "signs": "-+@%_\\", "rare": "𪣻𠮷",
		"directions": "\u202e甲\u200b", "number": "1e300", "digits": strings.Repeat("9", 400), "negative": "-1", "percent": "%d%s",
	}
	heads := map[string][]string{}
	for _, k := range Kinds() {
		for _, f := range k.fields {
			if f.name != "" {
				heads[k.Name] = append(heads[k.Name], f.titles[0])
			}
		}
	}
	d := story(t, founding, act{"enterprises", "企业名称,统一社会信用代码\n甲厂,91141123MA0AL47R7J\n", "1/0/0/0"},
		act{"members", "村,姓名,身份证号码\n丙村,{王建}\n丙村,{李英}\n", "2/0/0/0"},
		act{"hires", "企业名称,姓名,身份证号,入职时间\n甲厂,{李英},2019-03-01\n", "1/0/0/0"})
	d.undoes = false // 130 imports of what nobody means
	valid := map[string]map[string]string{
		"associations": {"乡镇": "康宁镇", "协会名称": "新协会", "覆盖行政村": "新村"},
		"members":      {"姓名": "王建", "身份证号码": "142325197603089998", "乡镇": "康宁镇", "行政村": "丙村"},
		"households":   {"姓名": "王建", "身份证号码": "142325197603089998", "乡镇": "康宁镇", "行政村": "丙村", "户编号": "7", "户主姓名": "王建"},
		"enterprises":  {"企业名称": "甲厂", "统一社会信用代码": "91141123MA0AL47R7J", "用工协议起始日期": "2019.1"},
		"openings":     {"企业名称": "甲厂", "统一社会信用代码": "91141123MA0AL47R7J", "岗位名称": "电工", "需求人数": "3", "用工形式": "长期", "工作地点": "兴县"},
		"training":     {"姓名": "李英", "身份证号码": "142325197001019984", "培训项目": "护工", "期次": "1", "培训机构": "甲校"},
		"placements":   {"姓名": "王建", "身份证号码": "142325197603089998", "用工单位": "村委会", "就业渠道": "公益性岗位", "上岗时间": "2019.5"},
		"hires":        {"姓名": "王建", "身份证号码": "142325197603089998", "统一社会信用代码": "91141123MA0AL47R7J", "上岗时间": "2019.5", "用工形式": "长期"},
		"followups":    {"姓名": "李英", "身份证号码": "142325197001019984", "用工单位": "甲厂", "回访日期": "2019.5.2", "是否在岗": "是"},
	}
	for kind, titles := range heads {
		for what, cell := range odd {
			rows := []string{strings.Join(titles, ",")}
			for _, title := range titles {
				row := make([]string, len(titles))
				for c, other := range titles {
					if row[c] = valid[kind][other]; other == title {
						row[c] = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
					}
				}
				rows = append(rows, strings.Join(row, ","))
			}
			r := d.csv(t, kind, strings.Join(rows, "\n"))
			if got := summary(r); r.Rows != len(titles) || strings.Contains(got, "but") {
				t.Errorf("%s in %s: %s", what, kind, got)
			}
		}
	}
}

// random is text that does not compress, as an index would have to hold it.
func random(n int) string {
	var b strings.Builder
	x := uint32(1)
	for range n {
		x = x*1664525 + 1013904223
		b.WriteRune(rune(0x4E00 + x>>16%20000))
	}
	return b.String()
}

func TestOddNumbers(t *testing.T) {
	t.Parallel()
	story(t,
		founding,
		act{"openings", offer + ",月薪\n甲厂,91141123MA0AL47R7J,电工,99999999999,长期,兴县,\n甲厂,91141123MA0AL47R7J,电工,3,长期,兴县,1e300\n" +
			"甲厂,91141123MA0AL47R7J,电工,0,长期,兴县,\n甲厂,91141123MA0AL47R7J,电工,2.5,长期,兴县,\n", "0/0/0/4: 2 number_range, 3 number_range, 4 number_range, 5 number_format"},
		act{"members", "村,姓名,身份证号码,务工单位,月工资,期望工资,外出时间\n丙村,{王建},甲厂,99999999999999999999,,\n丙村,{李英},甲厂,,1e300,\n丙村,{张平},甲厂,,,99999999\n丙村,{刘兰},甲厂,0,,\n",
			"0/0/0/4: 2 number_range, 3 number_range, 4 date_format, 5 number_range"},
	)
}
