package web_test

import (
	"github.com/a-h/templ"

	"laowu/internal/web/templates"
)

func officePreviews() []preview {
	all := templates.Option{Text: "全部"}
	return []preview{
		{"audit", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.AuditListPage(f, templates.AuditList{
				Path: "/audit", Chain: templates.Notice{Kind: "ok", What: "已连到第 10,233 条", Then: "最近 4 条等待入链，一分钟内连上。"},
				Range: "11 月 1 日至 23 日，全部账号，212 条", From: templates.Given{Value: "2026-11-01"}, To: templates.Given{Value: "2026-11-23"},
				Kinds: []templates.Option{all, {Text: "看全号", Value: "reveal"}},
				Entries: []templates.AuditRow{
					{When: "11 月 23 日 14:20:07", Number: "等待入链", Who: "kangning（李秀兰）", As: "康宁镇务工协会", What: "看身份证全号", Whom: "人员 17", To: "/people/17", From: "10.1.2.33", Detail: "原因：给本人办事，要填表"},
					{When: "11 月 23 日 09:02:41", Number: "第 10,233 条", Who: "root", What: "核对审计链", From: "命令行"},
				},
				Paging: &templates.Paging{Where: "第 1 到 50 条，共 212 条", Next: "/audit?after=1"},
			})
		}},
		{"audit-broken", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.AuditListPage(f, templates.AuditList{
				Path: "/audit", Chain: templates.Notice{Kind: "bad", What: "第 8,120 条对不上", Then: "这一条在写入以后被改过。先不要再改数据，马上告诉负责安全的人。"},
				Range: "全部，0 条", Kinds: []templates.Option{all}, Person: templates.Given{Value: "x", Error: "人员编号是数字"},
				Nothing: &templates.Nothing{What: "没有这样的记录", Next: "把日子放宽，或者不限账号。", All: templates.Link{Text: "看全部记录", To: "/audit"}},
			})
		}},
		{"accounts", sampleClerk(), func(f templates.Frame) templ.Component { return templates.AccountListPage(f, sampleAccounts()) }},
		{"one-time", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.OneTimePage(f, templates.OneTime{Account: "kangning", Person: "李秀兰", Password: []string{"7QKM", "X3PD", "R2WT"}, Until: "11 月 26 日 14:20", Back: templates.Link{Text: "账号", To: "/accounts"}})
		}},
	}
}

func sampleAccounts() templates.AccountList {
	actions := []templates.Action{
		{Label: "发一次性密码", To: "/accounts/2/one-time", Whom: "kangning"}, {Label: "让他全部退出", To: "/accounts/2/logout", Whom: "kangning"},
		{Label: "停用", To: "/accounts/2/disable", Kind: "danger", Whom: "kangning"},
	}
	return templates.AccountList{
		Count: "64 个账号", Tabs: []templates.Tab{{Text: "在用", To: "/accounts", Count: "61", Current: true}, {Text: "停用", To: "/accounts?s=off", Count: "3"}},
		Accounts: []templates.AccountRow{
			{Name: "kangning", Person: "李秀兰", Role: "协会", Organisation: "康宁镇务工协会", Seen: "11 月 23 日 14:20", Factor: templates.Badge{Text: "已绑定", Kind: "ok"}, State: templates.Badge{Text: "在用", Kind: "ok"}, Actions: actions},
			{Name: "jinsui.liumin", Person: "刘敏", Role: "企业", Organisation: "晋绥铝材有限公司", Seen: "从没登录过", Factor: templates.Badge{Text: "没有绑定", Kind: "risk"}, State: templates.Badge{Text: "锁住了，到 14:35", Kind: "bad"}, Actions: actions},
		},
	}
}

func homePreviews() []preview {
	return []preview{
		{"home-county", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.HomePage(f, templates.Home{
				Title: "全县总览", Lead: "截至 2026 年 11 月 23 日",
				Figures: []templates.Figure{
					{Label: "参会农民", Value: "57,450", Unit: "人", Note: "341 个协会，376 个村全覆盖"}, {Label: "外出务工", Value: "38,588", Unit: "人", Note: "占参会的 67%"},
					{Label: "县内务工", Value: "18,862", Unit: "人", Note: "占参会的 32%"}, {Label: "等答复的要求", Value: "2", Unit: "件", Note: "看要求", To: "/requests"},
				},
				Next: "今天要做的", Steps: []templates.Item{
					{Text: "答复本人的要求", To: "/requests", Small: "1 件还剩 3 天", Badge: templates.Badge{Text: "2 件", Kind: "risk"}}, {Text: "看审计记录", To: "/audit", Small: "昨天看全号 14 次"},
				},
				List: "各乡镇", Note: "按会员人数", Table: &templates.Table{Label: "各乡镇", Heads: []templates.Head{{Text: "乡镇"}, {Text: "会员", Num: true}, {Text: "在外", Num: true}, {Text: "情况"}}, Rows: [][]templates.Cell{
					{{Text: "蔚汾镇", To: "/people?t=1", Small: "41 个协会"}, {Text: "10,570"}, {Text: "6,310"}, {Badge: templates.Badge{Text: "正常", Kind: "ok"}}},
					{{Text: "康宁镇", To: "/people?t=2"}, {Text: "5,560"}, {Text: "3,770"}, {Badge: templates.Badge{Text: "三个月没有更新", Kind: "risk"}}},
				}},
			})
		}},
		{"home-trainer", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.HomePage(f, templates.Home{
				Title: "吕梁山护工培训学校", Nothing: &templates.Nothing{What: "还没有开班", Next: "开班以后，学员和证书会在这里。先请县里导入培训名册。", All: templates.Link{Text: "看怎么导入", To: "/help"}},
			})
		}},
		{"candidates", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.CandidateListPage(f, templates.CandidateList{
				Title: "电工，还差 3 人", Lead: "本人同意以后，才能看到姓名和电话。",
				Candidates: []templates.Candidate{
					{Name: "白志强", About: "男，30 到 35 岁，蔡家崖乡", Trade: "电工，高级", Until: "到 2029 年 5 月", Why: "工种、证书都对", By: "蔡家崖乡务工协会", When: "11 月 20 日推荐", State: templates.Badge{Text: "本人已同意", Kind: "ok"},
						Numbers: []templates.Number{{Label: "手机号", Text: "140****3490", Ask: reveal("c1", "白志强的手机号", "")}}},
					{Name: "张**", About: "男，40 到 45 岁，魏家滩镇", Trade: "电工，中级", By: "魏家滩镇务工协会", State: templates.Badge{Text: "等本人答复", Kind: "risk"}, Since: "协会 11 月 22 日已问"},
					{Name: "王秀英", About: "女，45 到 50 岁，康宁镇", Trade: "电工，初级", By: "康宁镇务工协会", State: templates.Badge{Text: "本人已同意", Kind: "ok"},
						Numbers: []templates.Number{{Label: "手机号", Text: "140****0021", Ask: reveal("c2", "王秀英的手机号", "")}}},
					{Name: "刘**", About: "男，25 到 30 岁，瓦塘镇", Trade: "电工，初级", By: "自己报名", State: templates.Badge{Text: "还没有问"}, Actions: []templates.Action{{Label: "请协会问一问", To: "/candidates/3/ask", Whom: "刘**"}}},
				},
			})
		}},
	}
}
