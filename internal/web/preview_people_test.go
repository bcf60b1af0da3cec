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
				Title: "本人的要求",
				Lead:  "十五天内要答复，1 件快到期", Tabs: []templates.Tab{{Text: "等答复", To: "/requests", Count: "2", Current: true}, {Text: "已答复", To: "/requests?s=done", Count: "9"}},
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

func listingPreviews() []preview {
	reason := []templates.Field{{Name: "reason", Label: "凭什么是同一个人", Hint: "例如：看过户口本；不要写号码", Fill: "off", Max: 100, Required: true, Given: templates.Given{Error: "写一句原因"}}}
	return []preview{
		{"flags", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.ListingPage(f, templates.Listing{
				Title: "要核对的", Lead: "照记录算出来的，不一定错。", List: "要核对的人和事", Note: "2 件",
				Tabs: []templates.Tab{{Text: "全部", To: "/flags", Count: "2", Current: true}, {Text: "公益岗超退休年龄", To: "/flags?kind=retired", Count: "1"}},
				Table: &templates.Table{Label: "要核对的人和事", Heads: []templates.Head{{Text: "姓名"}, {Text: "什么事"}, {Text: "单位"}, {Text: "哪天"}}, Rows: [][]templates.Cell{
					{{Text: "白改香", To: "/people/17"}, {Badge: templates.Badge{Text: "公益岗超退休年龄", Kind: "bad"}}, {Text: "高家村村民委员会"}, {Text: "2026 年 3 月 1 日起"}},
					{{Text: "张伟", To: "/people/19"}, {Badge: templates.Badge{Text: "同时两份全职", Kind: "risk"}}, {Text: "晋绥铝材有限公司", Small: "鄂尔多斯市某某物业服务有限公司"}, {Text: "3 月 1 日起"}},
				}},
				Links: []templates.Link{{Text: "可能是一个人的两条记录", To: "/duplicates"}},
			})
		}},
		{"merge", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.ListingPage(f, templates.Listing{
				Back: templates.Link{Text: "可能是一个人的两条记录", To: "/duplicates"}, Title: "对照两条记录", List: "白改香", Lead: "是同一个人才合并。",
				Notice: &templates.Notice{Kind: "bad", What: "没有合并", Then: "请写明凭什么是同一个人。"},
				Table: &templates.Table{Label: "两条记录", Heads: []templates.Head{{Text: "哪一项"}, {Text: "第一条"}, {Text: "第二条"}}, Rows: [][]templates.Cell{
					{{Text: "身份证"}, {Text: "142325********9968"}, {Text: "142325********9982", Badge: templates.Badge{Text: "不同", Kind: "risk"}}},
					{{Text: "务工"}, {Text: "2 段，最近 护工，鄂尔多斯市东胜区"}, {Text: "没有", Badge: templates.Badge{Text: "不同", Kind: "risk"}}},
				}},
				Actions: []templates.Action{
					{Label: "合并", Open: "留下第一条，合并", To: "/people/17/merge", Kind: "main", Whom: "第一条", Key: "keep17", Fields: reason},
					{Label: "合并", Open: "留下第二条，合并", To: "/people/18/merge", Kind: "main", Whom: "第二条", Key: "keep18", Fields: reason[:0]},
				},
				Done: "最近合并的", Past: templates.Part{Empty: "还没有合并过"},
			})
		}},
	}
}
