package web_test

import (
	"github.com/a-h/templ"

	"laowu/internal/web/templates"
)

func reportPreviews() []preview {
	head := templates.ReportHead{Title: "劳务公报", Lead: "截至 2019 年 12 月 31 日", Path: "/reports/bulletin", AsOf: templates.Given{Value: "2019-12-31"},
		Files: []templates.Link{{Text: "下载表格 .xlsx", To: "/reports/bulletin/file"}, {Text: "程序用的数据", To: "/api/v1/reports/bulletin"}}}
	refused := templates.ReportHead{Title: "劳务公报", Lead: "这一天数不出来", Path: "/reports/bulletin", AsOf: templates.Given{Value: "2027年1月1日", Error: "还没有到这一天，数不出来；请用今天或以前的日期"}}
	return []preview{
		{"reports", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.ReportListPage(f, templates.ReportList{Reports: []templates.Item{{Text: "劳务公报", To: "/reports/bulletin", Small: "公布的全部数字，每个都有定义，点开看是哪些人。"}, {Text: "用工协议", To: "/reports/quotas", Small: "签了协议的企业招了多少本县人。"}}})
		}},
		{"bulletin", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.BulletinPage(f, templates.Bulletin{Head: head, Groups: sampleFigures(), Links: []templates.Link{{Text: "看人员", To: "/people"}},
				Figures: []templates.Figure{{Label: "人员", Value: "57,450", Unit: "人", Note: "看名单", To: "/people"}}, Next: "等着办的", Steps: []templates.Item{{Text: "现在没有等着办的事"}}})
		}},
		{"bulletin-refused", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.BulletinPage(f, templates.Bulletin{Head: refused})
		}},
		{"figure", sampleClerk(), func(f templates.Frame) templ.Component { return templates.FigureListPage(f, sampleFigureList()) }},
		{"quotas", sampleClerk(), func(f templates.Frame) templ.Component { return templates.QuotaListPage(f, sampleQuotas()) }},
		{"quota", sampleClerk(), func(f templates.Frame) templ.Component { return templates.QuotaPage(f, sampleQuota()) }},
		{"report", sampleClerk(), func(f templates.Frame) templ.Component { return templates.ReportPage(f, sampleReport()) }},
		{"quota-none", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.QuotaPage(f, templates.Quota{Head: head, Nothing: &templates.Nothing{What: "这一天没有在执行的用工协议", Next: "协议由县里导入。", All: templates.Link{Text: "回首页", To: "/"}}, Months: templates.Part{Empty: "还没有封存过"}})
		}},
	}
}

func sampleFigures() []templates.Group {
	heads := []templates.Head{{Text: "指标"}, {Text: "数值", Num: true}, {Text: "依据"}, {Text: "截止"}}
	const to = "/reports/bulletin/members"
	return []templates.Group{
		{Title: "务工协会和会员", Note: "点指标看名单", Table: templates.Table{Label: "会员", Heads: heads, Rows: [][]templates.Cell{
			{{Text: "参会农民", To: to, Small: "当天在务工协会名册上的人；退会的算到退会前一天。"}, {Text: "57,450 人"}, {}, {Text: "当天"}},
			{{Text: "会员人均月工资", To: to, Small: "在岗会员主要工作的月工资平均数；写了上下限的取中间。没写工资的人不算进来。"}, {Text: "2,908.51 元/月"}, {Text: "31,204 人的平均，中位数 2,700 元/月"}, {Text: "当天"}},
		}}},
		{Title: "培训", Note: "点指标看名单", Table: templates.Table{Label: "培训", Heads: heads, Rows: [][]templates.Cell{
			{{Text: "吕梁山护工 就业中贫困户占比", To: to, Small: "就业护工里贫困户的人占全部就业护工的百分数，不是占受训贫困户的。百分数只舍不入。"}, {Text: "42%"}, {Text: "分子 1,178 ÷ 分母 2,804 人"}, {Text: "当天"}},
		}}},
	}
}

func sampleFigureList() templates.FigureList {
	return templates.FigureList{
		Head:  templates.ReportHead{Back: templates.Link{Text: "劳务公报", To: "/reports/bulletin"}, Title: "吕梁山护工 就业中贫困户占比", Lead: "截至 2019 年 12 月 31 日", Path: "/x", AsOf: templates.Given{Value: "2019-12-31"}},
		Facts: []templates.Fact{{Label: "定义", Text: "就业护工里贫困户的人占全部就业护工的百分数，不是占受训贫困户的。"}, {Label: "截止", Text: "当天"}, {Label: "占比", Text: "42%", Small: "1,178 ÷ 2,804 人，只舍不入"}},
		Tabs:  []templates.Tab{{Text: "分母：全部", To: "/x", Count: "2,804", Current: true}, {Text: "分子：算进去的", To: "/x?of=part", Count: "1,178"}},
		Table: &templates.Table{Label: "名单", Heads: []templates.Head{{Text: "姓名"}, {Text: "村"}, {Text: "依据"}, {Text: "起止"}, {Text: "月工资", Num: true}, {Text: "分子"}}, Rows: [][]templates.Cell{
			{{Text: "白改香", To: "/people/17", Small: "142325********9968"}, {Text: "高家村"}, {Text: "养老护理员，鄂尔多斯市东胜区安康养护院", Small: "吕梁山护工，第12期，2018-09-30 结业"}, {Text: "2018 年 10 月 8 日到现在"}, {Text: "4500"}, {Badge: templates.Badge{Text: "算进", Kind: "ok"}}},
			{{Text: "已清除"}, {Text: "西坪村"}, {Text: "护工"}, {Text: "2019 年 3 月 1 日到 2019 年 12 月 31 日"}, {}, {Badge: templates.Badge{Text: "不算"}}},
		}},
		Paging: &templates.Paging{Where: "共 2,804 人，一页 50", Next: "/x?after=50"},
	}
}

func sampleMonths() templates.Part {
	return templates.Part{
		Note:  "月报交上去以后把这个月封存。",
		Items: []templates.Item{{Text: "2026 年 10 月", To: "/reports/quotas/1?month=2026-10", Small: "46 家企业，2026 年 11 月 3 日封存", Badge: templates.Badge{Text: "更正 1 次", Kind: "risk"}}},
		Actions: []templates.Action{{Label: "封存这个月", Open: "封存一个月", To: "/reports/quotas/freeze", Kind: "main", Key: "freeze", Note: "封存以后不能取消。",
			Fields: []templates.Field{{Given: templates.Given{Value: "2026-11", Error: "这个月还没有过完，不能封存"}, Name: "month", Label: "哪个月", Hint: "例如 2026-10；过完的月份才能封存", Max: 12, Required: true}}}},
	}
}

func sampleBar(share, goal string, bad bool) *templates.Bar {
	return &templates.Bar{Share: share, Goal: goal, Bad: bad, Label: share + "，协议 " + goal}
}

func sampleQuotas() templates.QuotaList {
	heads := []templates.Head{{Text: "企业"}, {Text: "本县人", Num: true}, {Text: "占比"}, {Text: "状态"}, {Text: "在招", Num: true}, {Text: "预测"}}
	return templates.QuotaList{
		Head:   templates.ReportHead{Title: "用工协议", Lead: "截至 2026 年 11 月 23 日", Path: "/reports/quotas", AsOf: templates.Given{Value: "2026-11-23"}, Files: []templates.Link{{Text: "下载表格 .xlsx", To: "/reports/quotas/file"}}},
		Notice: &templates.Notice{Kind: "ok", What: "封存好了", Then: "封存了 46 家企业。"}, Months: sampleMonths(),
		Group: &templates.Group{Title: "各企业", Note: "46 家企业有协议，2 项不达标，1 项临近底线。占比只舍不入。", Table: templates.Table{Label: "各企业", Heads: heads, Rows: [][]templates.Cell{
			{{Text: "山西兴县黑茶山矿业有限责任公司", To: "/reports/quotas/1", Small: "长期工"}, {Text: "31 ÷ 57"}, {Bar: sampleBar("54.3%", "60%", true), Small: "协议 60%"}, {Badge: templates.Badge{Text: "不达标", Kind: "bad"}, Small: "还差 8 人"}, {Text: "12"}, {Text: "还差 8 个本地人"}},
			{{Text: "斜沟洗煤厂", To: "/reports/quotas/2", Small: "临时工"}, {Text: "46 ÷ 48", Small: "不计 2 名特殊技能"}, {Bar: sampleBar("95.8%", "100%", true), Small: "协议 100%"}, {Badge: templates.Badge{Text: "不达标", Kind: "bad"}, Small: "再招也达不到"}, {Text: "0"}, {Text: "已经招了外地人，再招本地人也达不到 100%，请核对特殊技能岗位"}},
			{{Text: "晋绥铝材", To: "/reports/quotas/3", Small: "长期工"}, {Text: "10 ÷ 16"}, {Bar: sampleBar("62.5%", "60%", false), Small: "协议 60%"}, {Badge: templates.Badge{Text: "达标，临近底线", Kind: "risk"}}, {Text: "3"}, {Text: "再招 1 个外地人，占比降到 58%"}},
			{{Text: "蔚汾光伏", To: "/reports/quotas/4", Small: "长期工"}, {}, {Text: "没有招", Small: "协议 60%"}, {Badge: templates.Badge{Text: "还没招人"}}, {Text: "0"}, {}},
		}}},
	}
}

func sampleQuota() templates.Quota {
	people := []templates.Head{{Text: "姓名"}, {Text: "岗位"}, {Text: "起止"}, {Text: "本县人"}, {Text: "凭什么"}}
	form := func(title, share, goal string, bad bool, state templates.Badge) templates.QuotaForm {
		return templates.QuotaForm{Title: title, State: state, Share: share, Sum: "协议以来招了 16 人，本县 10 人，离职的也算", Bar: sampleBar(share, goal, bad), Small: "占比只舍不入：10 ÷ 16，记作 " + share + "。",
			Facts: []templates.Fact{{Label: "还差", Text: "不差"}, {Label: "在招", Text: "3 个岗位"}, {Label: "预测", Text: "再招 1 个外地人，占比降到 58%"}}}
	}
	return templates.Quota{
		Head:   templates.ReportHead{Back: templates.Link{Text: "用工协议", To: "/reports/quotas"}, Title: "晋绥铝材有限公司", Lead: "截至 2026 年 11 月 23 日，协议从 2026 年 1 月 1 日起", Path: "/reports/quotas/3", AsOf: templates.Given{Value: "2026-11-23"}},
		Notice: &templates.Notice{Kind: "risk", What: "长期工刚刚达标，没有余量", Then: "再招 1 个外地人，占比降到 58%，低于协议的 60%。先招本县人，再招外地人。"},
		Forms:  []templates.QuotaForm{form("长期工", "62.5%", "60%", false, templates.Badge{Text: "达标，临近底线", Kind: "risk"}), form("临时工", "95.8%", "100%", true, templates.Badge{Text: "不达标", Kind: "bad"})},
		Month: &templates.QuotaMonth{Title: "2026 年 10 月，封存的和现在的", State: templates.Badge{Text: "有差别，还没写原因", Kind: "risk"},
			Table: templates.Table{Label: "封存的和现在的", Heads: []templates.Head{{Text: "项目"}, {Text: "封存时"}, {Text: "现在"}}, Rows: [][]templates.Cell{{{Text: "长期工"}, {Text: "66.6%（10 ÷ 15）"}, {Text: "62.5%（10 ÷ 16）"}}}},
			Noted: []templates.Item{{Text: "户籍核对后更正", Small: "2026 年 11 月 9 日，county：长期 64.2%（9 ÷ 14）"}},
			Actions: []templates.Action{{Label: "记下更正", Open: "写明为什么不一样", To: "/reports/quotas/3/correct", Key: "correct", Keep: []templates.Pair{{Name: "month", Value: "2026-10"}}, Note: "封存的数字不变。",
				Fields: []templates.Field{{Type: "area", Name: "reason", Label: "原因", Hint: "例如：户籍核对后更正", Max: 500, Required: true}}}}},
		Groups: []templates.Group{
			{Title: "再招几个人会怎样", Note: "按长期工，现在 10 ÷ 16", Table: templates.Table{Label: "再招几个人会怎样", Heads: []templates.Head{{Text: "如果再招"}, {Text: "本县人", Num: true}, {Text: "占比", Num: true}, {Text: "结果"}}, Rows: [][]templates.Cell{
				{{Text: "1 名本县人和 1 名外地人"}, {Text: "11 ÷ 18"}, {Text: "61.1%"}, {Badge: templates.Badge{Text: "达标，临近底线", Kind: "risk"}}}, {{Text: "1 名外地人"}, {Text: "10 ÷ 17"}, {Text: "58.8%"}, {Badge: templates.Badge{Text: "不达标", Kind: "bad"}, Small: "还差 1 人"}}}}},
			{Title: "长期工名单", Note: "16 人，本县的在前，其中脱贫户、不稳定监测户最前", Table: templates.Table{Label: "长期工名单", Heads: people, Rows: [][]templates.Cell{
				{{Text: "白志强", To: "/people/1", Small: "脱贫户或监测户"}, {Text: "电工"}, {Text: "2 月 1 日到现在"}, {Badge: templates.Badge{Text: "是", Kind: "ok"}}, {Text: "家庭户台账，2026-03-01"}},
				{{Text: "刘强", To: "/people/2"}, {Text: "焊工"}, {Text: "2 月 1 日到 6 月 30 日"}, {Badge: templates.Badge{Text: "不是"}}, {Text: "没有户籍记录"}}}}},
		},
		Months: sampleMonths(),
	}
}

func sampleReport() templates.Report {
	heads := []templates.Head{{Text: "单位"}, {Text: "名次"}, {Text: "会员", Num: true}, {Text: "在岗", Num: true}, {Text: "稳岗", Num: true}, {Text: "保障", Num: true}, {Text: "月工资", Num: true}, {Text: "说明"}}
	return templates.Report{
		Head:    templates.ReportHead{Title: "成效排名", Lead: "截至 2019 年 12 月 31 日", Path: "/reports/ranking", AsOf: templates.Given{Value: "2019-12-31"}, Keep: []templates.Pair{{Name: "level", Value: "township"}}},
		Notice:  &templates.Notice{Kind: "ok", What: "和提交时没有不同", Then: "记录没有变动。"},
		Figures: []templates.Figure{{Label: "有劳动能力、愿意干活的搬迁贫困户", Value: "2,964", Unit: "户", Note: "看名单", To: "/x"}, {Label: "至少一人就业", Value: "2,950", Unit: "户", Note: "占 99.5%，2,950 ÷ 2,964，只舍不入", To: "/x"}},
		Tabs:    []templates.Tab{{Text: "乡镇", To: "/x", Count: "15", Current: true}, {Text: "务工协会", To: "/y", Count: "341"}, {Text: "村", To: "/z", Count: "376"}},
		Text:    []string{"劳务周报（2019年12月25日至2019年12月31日）", "一、就业：新增务工 31 人，其中县外 20 人、县内 11 人，脱贫户 12 人；离岗 8 人，其中目前没有工作的 3 人。"},
		Groups: []templates.Group{{Title: "乡镇", Note: "2019-12-12以来没有新记录的是未报，不足 10 人的不列", Table: templates.Table{Label: "乡镇", Heads: heads, Rows: [][]templates.Cell{
			{{Text: "康宁镇"}, {Text: "1"}, {Text: "5,560"}, {Text: "98.2%", Small: "5,461 ÷ 5,560"}, {Text: "90.1%", Small: "811 ÷ 900"}, {Text: "100%", Small: "120 ÷ 120"}, {Text: "2908.5", Small: "5,400 人"}, {Text: "一半人春节后才走"}},
			{{Text: "蔚汾镇"}, {Badge: templates.Badge{Text: "未报", Kind: "risk"}}, {}, {}, {}, {}, {}, {}}}}}},
		Parts: []templates.Titled{{Title: "提交和更正", Part: templates.Part{Empty: "这一天的还没有提交", Actions: []templates.Action{{Label: "提交这一天的", Open: "提交", To: "/reports/ranking/submit", Kind: "main", Key: "submit", Note: "提交以后数字封存，不能取消。"}}}}},
	}
}
