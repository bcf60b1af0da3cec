package web

import "laowu/internal/web/templates"

// styleWords are what is said: notices, states, what is not there.
func styleWords() []templates.StylePiece {
	return []templates.StylePiece{
		piece("Alert", "一件事，和怎么办",
			templates.Alert(templates.Notice{Kind: "ok", What: "记下了", Then: "下次回访 12 月 20 日。"}),
			templates.Alert(templates.Notice{Kind: "risk", What: "有 3 个岗位快到期了", Then: "到期以后找活的人看不到。"}),
			templates.Alert(templates.Notice{Kind: "bad", What: "没有保存", Then: "手机号要 11 位，少了 1 位。填的都还在。"}),
			templates.Alert(templates.Notice{What: "这一页是 11 月 20 日的", Then: "数字按那一天的记录。"})),
		piece("State", "状态：一个词加一个形状，不只靠颜色",
			templates.State(templates.Badge{Text: "已确认", Kind: "ok"}), templates.State(templates.Badge{Text: "快到期", Kind: "risk"}),
			templates.State(templates.Badge{Text: "没达到", Kind: "bad"}), templates.State(templates.Badge{Text: "停招"})),
		piece("EmptyPart", "没有东西时：为什么，下一步",
			templates.EmptyPart(templates.Nothing{What: "今天没有要回访的", Next: "下一次是 12 月 3 日。", All: templates.Link{Text: "看全部会员", To: stylePath}}),
			templates.EmptyPart(templates.Nothing{What: "没有找到", Next: "去掉一个条件试试。", Steps: []templates.Choice{{Text: "不限地点", To: stylePath, Count: 12}}})),
		piece("Steps", "分几步，走到哪一步",
			templates.Steps("导入的步骤", []templates.Step{{Text: "选文件", Done: true}, {Text: "对列名", Done: true}, {Text: "核对", Current: true}, {Text: "写入"}})),
		also(piece("Working", "正在办的：办到哪里", templates.Working(templates.Progress{Name: "西坪务工台账.xls", To: stylePath, Text: "读了 1,200 行，共 3,000 行", Done: 1200, Total: 3000})),
			"还不知道有多少", templates.Working(templates.Progress{Name: "高家村花名册.xlsx", Text: "排队", Hint: "可以离开这一页，办完了会在消息里说。"})),
		piece("Unsent", "没送出去的回访卡；有网没网都在手机里，有才显示", templates.Unsent("0")),
		piece("Tabs", "同一个列表的几种看法", templates.Tabs("会员", []templates.Tab{
			{Text: "全部", To: stylePath, Count: "120", Current: true}, {Text: "外出", To: stylePath, Count: "64"}, {Text: "找活", To: stylePath},
		})),
	}
}
