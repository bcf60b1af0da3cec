package web_test

import (
	"github.com/a-h/templ"

	"laowu/internal/web/templates"
)

func peoplePreviews() []preview {
	list := templates.PeopleList{
		Title: "会员", Count: "213 人，第 1 到 50 人", SearchTo: "/people/find",
		Tabs: []templates.Tab{
			{Text: "全部", To: "/people", Count: "213", Current: true}, {Text: "在县外", To: "/people?work=away", Count: "131"},
			{Text: "在县内", To: "/people?work=here", Count: "49"}, {Text: "没有活", To: "/people?work=none", Count: "33"},
		},
		Filters: []templates.Filter{{Name: "村", Rows: [][]templates.Choice{{{Text: "高家村", To: "?v=1", Count: 80, Of: "人"}, {Text: "西坪村", To: "?v=2", Count: 60, Of: "人"}}}}},
		Paging:  &templates.Paging{Where: "第 1 页，共 5 页", Next: "/people?page=2"},
		Links:   []templates.Link{{Text: "导入花名册", To: "/import"}},
		Actions: []templates.Action{{Label: "打印这一页的认领码", To: "/people/claims", Open: "打印认领码", Note: "给这一页还没有登录的 12 人，各印一张。"}},
		People: []templates.PersonRow{
			{Name: "白改香", To: "/people/17", About: "女，53 岁", Village: "高家村", ID: "142325********9968", Phone: "140****3490", Work: "护工，鄂尔多斯市东胜区", Channel: "2026 年 3 月起，协会介绍", State: templates.Badge{Text: "在县外", Kind: "ok"}},
			{Name: "欧阳建军", To: "/people/18", About: "男，34 岁", Village: "西坪村", ID: "141123********9991", Work: "没有活，等了 41 天", State: templates.Badge{Text: "没有活", Kind: "risk"}},
			{Name: "张伟", To: "/people/19", About: "男，61 岁", Village: "高家村", ID: "142325********998X", Phone: "140****0021", Work: "保洁，蔚汾镇公益性岗位", State: templates.Badge{Text: "在县内", Kind: "ok"}},
		},
	}
	empty := list
	empty.People, empty.Paging, empty.Count, empty.Actions = nil, nil, "0 人", nil
	empty.Query = templates.Given{Value: "1400000349", Error: "手机号只有 10 位，少了 1 位"}
	empty.Nothing = &templates.Nothing{What: "没有找到这个人", Next: "看看号码有没有抄错。别的协会的会员，这里看不到。", All: templates.Link{Text: "看全部 213 人", To: "/people"}}
	return []preview{
		{"people", sampleClerk(), func(f templates.Frame) templ.Component { return templates.PeopleListPage(f, list) }},
		{"people-empty", sampleClerk(), func(f templates.Frame) templ.Component { return templates.PeopleListPage(f, empty) }},
	}
}

func requestPreviews() []preview {
	refuse := templates.Action{Label: "答复：不改", To: "/requests/5", Kind: "danger", Open: "不改，写明原因", Key: "r5", Fields: []templates.Field{
		{Type: "area", Name: "reason", Label: "为什么不改", Hint: "本人会看到这句话", Max: 300, Required: true, Given: templates.Given{Error: "写一句原因"}},
	}}
	return []preview{
		{"requests", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.RequestListPage(f, templates.RequestList{
				Lead: "十五天内要答复，1 件快到期", Tabs: []templates.Tab{{Text: "等答复", To: "/requests", Count: "2", Current: true}, {Text: "已答复", To: "/requests?s=done", Count: "9"}},
				Requests: []templates.Request{
					{Kind: "更正", Name: "白改香", To: "/people/17", About: "女，53 岁，高家村", State: templates.Badge{Text: "还剩 3 天", Kind: "risk"},
						Facts:   []templates.Fact{{Label: "哪里不对", Text: "村写错了"}, {Label: "应该是", Text: "高家村"}, {Label: "现在记的", Text: "西坪村", Small: "花名册，2026 年 3 月"}},
						Actions: []templates.Action{{Label: "答复：改好了", To: "/requests/5", Kind: "main", Whom: "白改香"}, refuse}},
					{Kind: "删除", Name: "张伟", To: "/people/19", About: "男，61 岁，高家村", State: templates.Badge{Text: "还剩 11 天"},
						Facts: []templates.Fact{{Label: "提出", Text: "11 月 20 日，本人在手机上"}}},
				},
			})
		}},
	}
}
