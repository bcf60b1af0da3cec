package web_test

import (
	"github.com/a-h/templ"

	"laowu/internal/web/templates"
)

// reveal asks for a reason before a number is shown whole.
func reveal(key, whose, wrong string) *templates.Action {
	return &templates.Action{
		Open: "看全号", Label: "看全号（会记入审计）", To: "/people/17/" + key, Whom: whose, Key: key,
		Fields: []templates.Field{
			{Type: "radio", Name: "reason", Label: "为什么要看", Required: true, Given: templates.Given{Error: wrong}, Options: []templates.Option{
				{Text: "给本人办事，要填表", Value: "form"}, {Text: "打电话联系本人", Value: "call"}, {Text: "核对是不是同一个人", Value: "check"}, {Text: "其他", Value: "other"},
			}},
			{Name: "other", Label: "选“其他”的，写一句", Fill: "off", Max: 100},
		},
	}
}

// personPreview is a record with something in each section.
func personPreview() preview {
	return preview{"person", sampleClerk(), func(f templates.Frame) templ.Component {
		return templates.PersonPage(f, templates.Person{
			Back: templates.Link{Text: "会员", To: "/people"}, Name: "白改香", State: templates.Badge{Text: "在县外务工", Kind: "ok"},
			Facts: []templates.Fact{
				{Label: "性别", Text: "女"}, {Label: "出生", Text: "1972 年 3 月，53 岁"}, {Label: "户籍", Text: "兴县康宁镇高家村", Small: "花名册，2026 年 3 月"},
				{Label: "想去", Text: "护工，鄂尔多斯，4500 元以上"},
			},
			Numbers: []templates.Number{
				{Label: "身份证号", Text: "142325********9968", Ask: reveal("id", "身份证号", "请选一个原因")},
				{Label: "手机号", Text: "140 0000 3490", Note: "只在这一页显示；已记入审计"},
			},
			Work: templates.Part{Items: []templates.Item{
				{Text: "东胜区康养中心，护工", Small: "2026 年 3 月起，月工资 4800 元，协会介绍", Badge: templates.Badge{Text: "在干", Kind: "ok"}},
				{Text: "太原市某家政公司，保姆", Small: "2024 年 5 月到 2025 年 12 月，自己找的"},
			}},
			Consents: templates.Part{Items: []templates.Item{
				{Text: "东胜区康养中心有限责任公司", Small: "护工；11 月 20 日问的，会看到姓名、手机号", Badge: templates.Badge{Text: "等本人答复", Kind: "risk"}, Actions: []templates.Action{
					{Label: "记下答复", To: "/consents/3", Kind: "main", Open: "记下本人的答复", Note: "打电话或者当面问过本人，再记。", Key: "c3", Fields: []templates.Field{
						{Type: "radio", Name: "answer", Label: "本人怎么说", Required: true, Options: []templates.Option{{Text: "同意给他们看", Value: "yes"}, {Text: "不同意", Value: "no"}}},
						{Type: "radio", Name: "how", Label: "怎么问的", Required: true, Options: []templates.Option{{Text: "当面", Value: "face"}, {Text: "打电话", Value: "call"}}},
					}},
				}},
				{Text: "太原市阳光家政", Small: "保姆；2025 年 1 月 5 日同意，2025 年 6 月收回", Badge: templates.Badge{Text: "收回了", Kind: "bad"}},
			}},
			Training: templates.Part{
				Items: []templates.Item{{Text: "吕梁山护工第 55 期", Small: "吕梁市卫生学校兴县分校，养老护理员；2026 年 3 月 1 日到 4 月 10 日；出勤 160 课时", Badge: templates.Badge{Text: "合格", Kind: "ok"}}},
				Actions: []templates.Action{{Open: "报名参加培训", Label: "报名", To: "/people/17/enrol", Key: "class", Fields: []templates.Field{
					{Type: "select", Name: "class", Label: "报哪个班", Required: true, Options: []templates.Option{{Text: "请选"}, {Text: "吕梁山护工第 56 期，吕梁市卫生学校兴县分校，12 月 1 日开班，还有 12 个名额", Value: "3"}}},
				}}},
			},
			Papers: templates.Part{Items: []templates.Item{{Text: "低压电工作业证", Small: "特种作业操作证；2021 年 2 月 22 日发证；2027 年 2 月 22 日到期；2024 年 2 月 22 日复审通过", Badge: templates.Badge{Text: "还有 90 天", Kind: "risk"},
				Actions: []templates.Action{
					{Open: "换证", Label: "登记新证", To: "/certificates/9/renew", Key: "renew9", Note: "旧证还留着。", Fields: []templates.Field{{Type: "date", Name: "issued", Label: "新证发证日期", Required: true}, {Type: "date", Name: "expires", Label: "有效期至"}}},
					{Open: "复审通过", Label: "登记复审", To: "/certificates/9/review", Key: "review9", Fields: []templates.Field{{Type: "date", Name: "reviewed", Label: "复审通过的日期", Required: true}}},
				}}}},
			Requests: templates.Part{Empty: "没有提过。"},
			Membership: templates.Part{Items: []templates.Item{
				{Text: "康宁镇务工协会", Small: "2024 年 3 月 1 日起", Badge: templates.Badge{Text: "现在", Kind: "ok"}},
				{Text: "高家村联合务工协会", Small: "2019 年 4 月到 2024 年 2 月"},
			}},
			Household: templates.Part{
				Facts: []templates.Fact{{Label: "户号", Text: "0017"}, {Label: "类别", Text: "脱贫户", Small: "2014 年起"}, {Label: "搬迁", Text: "易地搬迁，蔚汾镇新区"}},
				Items: []templates.Item{{Text: "高二平", To: "/people/18", Small: "户主，男，55 岁"}, {Text: "高小梅", To: "/people/19", Small: "女，24 岁"}},
			},
			Account: templates.Part{Empty: "还没有登录。打印一张认领码给本人，就能自己设密码。", Actions: []templates.Action{{Label: "打印认领码", To: "/people/17/claim"}}},
			Actions: []templates.Action{{Open: "改手机号", Label: "改成这个号", To: "/people/17/phone-set", Kind: "main", Key: "set", Fields: []templates.Field{
				{Type: "tel", Name: "phone", Label: "新的手机号", Fill: "off", Max: 20, Required: true},
			}}},
		})
	}}
}

// mePreviews are a worker's own pages.
func mePreviews() []preview {
	asking := templates.Asking{
		Unit: "东胜区康养中心有限责任公司", For: "护工，4500–6000 元/月", To: "/openings/1", State: templates.Badge{Text: "等您答复", Kind: "risk"},
		When: "11 月 20 日问的，12 月 4 日以前答复", Sees: "姓名、手机号",
		Text: "我同意兴县劳务把我的姓名和手机号给东胜区康养中心有限责任公司看，用来联系我谈护工这份活。我随时可以收回。", TextDate: "2026 年 11 月 1 日的说法",
		Actions: []templates.Action{
			{Label: "同意给他们看", To: "/me/consents/3", Kind: "main", Whom: "东胜区康养中心", Keep: []templates.Pair{{Name: "answer", Value: "yes"}}},
			{Label: "不同意", To: "/me/consents/3", Whom: "东胜区康养中心", Keep: []templates.Pair{{Name: "answer", Value: "no"}}},
		},
	}
	given := asking
	given.Unit, given.State, given.When = "太原市阳光家政", templates.Badge{Text: "您同意了", Kind: "ok"}, "2026 年 1 月 5 日同意"
	given.Actions = []templates.Action{{Label: "收回，不给看了", To: "/me/consents/2", Kind: "danger", Whom: "太原市阳光家政"}}
	me := templates.Me{
		Name: "白改香", Waiting: []templates.Asking{asking}, Trouble: templates.Link{Text: "工资没发 / 出了问题", To: "/me/trouble"}, Data: templates.Link{Text: "看我的信息", To: "/me/data"},
		Work:     templates.Part{Items: []templates.Item{{Text: "东胜区康养中心，护工", Small: "2026 年 3 月起，月工资 4800 元"}}},
		Training: templates.Part{Items: []templates.Item{{Text: "吕梁山护工第 55 期", Small: "吕梁市卫生学校兴县分校", Badge: templates.Badge{Text: "合格", Kind: "ok"}}}}, Papers: templates.Part{Empty: "没有登记证书"},
	}
	data := templates.MyData{
		Name: "白改香", Answered: []templates.Asking{given},
		Facts: []templates.Fact{{Label: "住在", Text: "康宁镇高家村"}, {Label: "协会", Text: "康宁镇务工协会"}, {Label: "证书", Text: "养老护理员，四级", Small: "到 2029 年 5 月"}},
		Numbers: []templates.Number{
			{Label: "身份证号", Text: "142325********9968", Ask: &templates.Action{Label: "看全号", To: "/me/id", Whom: "身份证号", Kind: "plain"}},
			{Label: "手机号", Text: "140****3490", Ask: &templates.Action{Label: "看全号", To: "/me/phone", Whom: "手机号", Kind: "plain"}},
		},
		Work:     me.Work,
		Requests: []templates.Item{{Text: "更正：村写错了", Small: "11 月 18 日提的，15 天内答复", Badge: templates.Badge{Text: "正在核对", Kind: "risk"}}},
		Download: templates.Action{Label: "下载我的信息", To: "/me/download"}, DeleteTo: "/me/delete", Password: "/password",
		Logins: []templates.Item{{Text: "这部手机", Small: "现在"}, {Text: "另一部手机", Small: "11 月 12 日用过"}},
		LogOut: templates.Action{Label: "全部退出", To: "/me/logout"},
	}
	bare := templates.MyData{
		Name: "张伟", Notice: &templates.Notice{Kind: "bad", What: "还没有告诉我们", Then: "请写清楚哪里不对，应该是什么。"}, Facts: data.Facts, Numbers: data.Numbers,
		Work: templates.Part{Empty: "还没有记您在哪里干活。在外面干着的，告诉协会一声。"}, Wrong: templates.Given{Error: "写一句哪里不对"}, Right: templates.Given{Value: "高家村", Error: "再写清楚些"},
		Download: data.Download, DeleteTo: data.DeleteTo, Password: data.Password, LogOut: data.LogOut,
	}
	return []preview{
		{"me", sampleWorker(), func(f templates.Frame) templ.Component { return templates.MePage(f, me) }},
		{"me-data", sampleWorker(), func(f templates.Frame) templ.Component { return templates.MyDataPage(f, data) }},
		{"me-bare", sampleWorker(), func(f templates.Frame) templ.Component { return templates.MyDataPage(f, bare) }},
		{"me-delete", sampleWorker(), func(f templates.Frame) templ.Component {
			return templates.MeDeletePage(f, templates.MeDelete{
				Goes:  []string{"电话、住址、想去哪里、想做什么", "手机号登录和密码", "单位看您信息的同意，全部收回"},
				Stays: []templates.Item{{Text: "务工记录里的人数、地点、时间", Small: "上报过的统计要对得上，不带姓名和号码"}, {Text: "谁看过您号码的审计记录", Small: "法律要求至少留 6 个月"}},
				When:  "15 天内办完，办完告诉您。办完以后不能恢复。", Password: templates.Given{Error: "密码不对"},
			})
		}},
	}
}
