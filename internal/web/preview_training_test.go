package web_test

import (
	"github.com/a-h/templ"

	"laowu/internal/web/templates"
)

// trainingPreviews are the pages of classes and of what came of them.
func trainingPreviews() []preview {
	return []preview{
		{"class", sampleClerk(), func(f templates.Frame) templ.Component { return templates.OverviewPage(f, sampleClass()) }},
		{"outcomes", sampleClerk(), func(f templates.Frame) templ.Component { return templates.OverviewPage(f, sampleOutcomes()) }},
		{"class-form", sampleClerk(), func(f templates.Frame) templ.Component { return templates.FillPage(f, sampleClassForm()) }},
		{"marks", sampleClerk(), func(f templates.Frame) templ.Component { return templates.FillPage(f, sampleMarks()) }},
	}
}

func sampleClass() templates.Overview {
	wrong := func(value, text string) templates.Given { return templates.Given{Value: value, Error: text} }
	return templates.Overview{
		Back: templates.Link{Text: "培训班", To: "/classes"}, Title: "吕梁山护工第 55 期", Lead: "吕梁市卫生学校兴县分校", State: templates.Badge{Text: "正在上", Kind: "ok"},
		Notice: &templates.Notice{Kind: "bad", What: "没有办成", Then: "这个班还没有开课。"},
		Sections: []templates.OverviewSection{
			{
				Title: "班期", Facts: []templates.Fact{{Label: "起止", Text: "2026 年 11 月 20 日到 12 月 10 日"}, {Label: "名额", Text: "29 / 30", Small: "还有 1 个"}},
				Links: []templates.Link{{Text: "登记考勤和成绩", To: "/classes/1/marks"}, {Text: "改班期", To: "/classes/1/edit"}},
				Actions: []templates.Action{{Open: "给人报名", Label: "报名", To: "/classes/1/enrol", Kind: "main", Key: "enrol", Note: "姓名和身份证号码都要对得上。", Fields: []templates.Field{
					{Given: wrong("白改香", "这个身份证号码登记的是另一个姓名，请核对姓名和号码"), Name: "name", Label: "姓名", Required: true}, {Given: templates.Given{Value: "142325197203129968"}, Name: "number", Label: "身份证号码", Required: true},
				}}},
			},
			{Title: "学员", Note: "2 人，合格 1 人", Table: &templates.Table{Label: "学员", Heads: []templates.Head{{Text: "姓名"}, {Text: "出勤"}, {Text: "考核"}, {Text: "证书"}, {Text: "补贴核对"}}, Rows: [][]templates.Cell{
				{{Text: "白改香", To: "/people/17", Small: "女，53 岁，高家村"}, {Text: "160 课时", Small: "农村转移就业劳动力"}, {Text: "88.5 分", Badge: templates.Badge{Text: "合格", Kind: "ok"}},
					{Text: "养老护理员（五级）职业技能等级证书", Small: "职业技能等级证书，11 月 24 日发"}, {Badge: templates.Badge{Text: "2 处要核对", Kind: "risk"}, Small: "已到退休年龄：开班时 56 岁，规定不满 55 岁；当年培训次数超过规定：2026 年第 4 次，规定最多 3 次"}},
				{{Text: "欧阳建军", To: "/people/18", Small: "男，34 岁"}, {Text: "没有登记", Badge: templates.Badge{Text: "中途退出", Kind: "bad"}}, {Text: "没有登记"}, {Text: "没有"}, {Text: "没有疑问"}},
			}}},
			{Title: "别的班", Empty: "还没有归您管的人在这个班里。"},
		},
		Links: []templates.Link{{Text: "看培训班", To: "/classes"}},
	}
}

func sampleOutcomes() templates.Overview {
	return templates.Overview{
		Title: "培训成效", Lead: "一个人在一个项目里只数一次。", Figures: []templates.Figure{{Label: "报名", Value: "1,592", Unit: "人"}},
		Tabs: []templates.Tab{{Text: "在办和要开的", To: "/classes", Count: "0", Current: true}, {Text: "已结业", To: "/classes?when=over", Count: "43"}}, TabsBy: "按进度看",
		Ask: &templates.Ask{To: "/training/outcomes", Submit: "看这一天", Field: templates.Field{Type: "date", Name: "on", Label: "截至哪一天", Given: templates.Given{Value: "2027-01-01", Error: "这一天还没到，最晚看到今天。下面是今天的"}}},
		Sections: []templates.OverviewSection{{Title: "吕梁山护工", Note: "截至 11 月 24 日", Bars: []templates.Quantity{
			{Text: "报名", Value: "1,592 人", Part: 1000}, {Text: "结业合格", Value: "1,464 人", Small: "占报名 1,592 人的 91.9%", Part: 919},
			{Text: "货运从业资格证、危险货物运输从业资格证（货车司机）", Value: "差 0 人", Small: "占开始满 90 天的 1,280 人的 100%", Part: 0},
		}}},
		Nothing: &templates.Nothing{What: "90 天内没有证书到期", Next: "证书的有效期随培训花名册登记。", All: templates.Link{Text: "看培训班", To: "/classes"}},
		Paging:  &templates.Paging{Where: "共 430 个班", First: "/classes", Next: "/classes?from=100"},
	}
}

func sampleClassForm() templates.Fill {
	return templates.Fill{
		Back: templates.Link{Text: "培训班", To: "/classes"}, Title: "开一个班", To: "/classes", Submit: "开班",
		Groups: []templates.FieldGroup{{Fields: []templates.Field{
			{Type: "select", Name: "programme", Label: "培训项目", Options: []templates.Option{{Text: "请选"}, {Text: "吕梁山护工", Value: "1"}}, Required: true, Given: templates.Given{Error: "选一个培训项目"}},
			{Type: "date", Name: "ends", Label: "结业日期", Required: true, Given: templates.Given{Value: "2026-11-01", Error: "结业日期早于开班日期，请核对这两个日期"}},
			{Name: "seats", Label: "计划人数", Hint: "报满了就不能再报", Mode: "numeric", Max: 10, Required: true},
		}}},
	}
}

func sampleMarks() templates.Fill {
	one := func(id, name string, hours templates.Given) templates.FieldGroup {
		return templates.FieldGroup{Title: name, Small: "女，53 岁 高家村", Fields: []templates.Field{
			{Name: "attended-" + id, Label: "出勤课时", Mode: "numeric", Given: hours}, {Type: "select", Name: "result-" + id, Label: "考核结果", Options: []templates.Option{{Text: "没有考"}, {Text: "合格", Value: "合格"}}},
			{Name: "score-" + id, Label: "成绩", Mode: "decimal"}, {Name: "category-" + id, Label: "人员类别"}, {Type: "check", Name: "dropped-" + id, Label: "中途退出", Given: templates.Given{Value: templates.Yes}},
		}}
	}
	return templates.Fill{
		Back: templates.Link{Text: "吕梁山护工第 55 期", To: "/classes/1"}, Title: "登记考勤和成绩", Lead: "照表填，没有的空着。", To: "/classes/1/marks", Keep: []templates.Pair{{Name: "people", Value: "17,18"}},
		Notice: &templates.Notice{Kind: "risk", What: "还没有登记", Then: "改好下面几处再登记。"}, Submit: "登记这 2 人",
		Groups: []templates.FieldGroup{one("17", "白改香", templates.Given{Value: "161", Error: "填 0 到 160 的数"}), one("18", "欧阳建军", templates.Given{Value: "很多", Error: "看不懂这个数，请用阿拉伯数字填写，如 30、3500 或 3500-4500"})},
	}
}
