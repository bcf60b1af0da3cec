package web

import "laowu/internal/web/templates"

// styleLists are entries and tables.
func styleLists(token string) []templates.StylePiece {
	return []templates.StylePiece{
		piece("Items", "条目：第一行、第二行、状态、能办的事", templates.Items(token, sampleItems())),
		also(piece("Rows", "表格，手机上一行变一张卡", templates.Rows(sampleTable())), "手机上还是表格：最多四列短的", templates.Rows(drawnTable("去向"))),
		also(piece("Pages", "翻页", templates.Pages(templates.Paging{Where: "第 2 页，共 8 页", First: stylePath, Next: stylePath})),
			"按钮，网址里不留问的话", templates.Pages(templates.Paging{Where: "第 1 页，共 3 页", Next: "after=50", Post: true})),
		piece("Links", "往别处去，第一个最要紧", templates.Links([]templates.Link{{Text: "看名单", To: stylePath}, {Text: "看岗位", To: stylePath}})),
		piece("WaysUnder", "很多别的去处，安静地放在小标题下面", templates.WaysUnder([]templates.Titles{
			{Title: "找活和出行", Links: []templates.Link{{Text: "帮会员找活", To: stylePath}, {Text: "点对点出行", To: stylePath}}}, {Title: "表格", Links: []templates.Link{{Text: "导入表格", To: stylePath}}},
		})),
	}
}

func sampleItems() []templates.Item {
	return []templates.Item{
		{
			Text: "护工，鄂尔多斯市东胜区", To: stylePath, Small: "2026 年 3 月起，月工资 4,500 元", Badge: templates.Badge{Text: "在岗", Kind: "ok"},
			Lines: []string{"想去的地方对得上", "有健康证"}, Actions: []templates.Action{{Label: "推荐", Whom: "王建", To: stylePath}, {Label: "不合适", Whom: "王建", Kind: "plain", To: stylePath}},
		},
		{Text: "李英等 3 人的同意快到期", Small: "12 月 1 日", Badge: templates.Badge{Text: "3 天", Kind: "risk"}, Tick: &templates.Tick{Value: "1", On: true}},
		{Text: "最短的条目"},
	}
}

// sampleTable has figures, a share, a state and a sum.
func sampleTable() templates.Table {
	row := func(town, people, share string, b templates.Badge) []templates.Cell {
		bar := &templates.Bar{Share: share, Goal: "60%", Bad: b.Kind == "bad", Label: share + "，协议 60%"}
		return []templates.Cell{{Text: town, To: stylePath, Small: "12 个村"}, {Text: people}, {Bar: bar}, {Badge: b}}
	}
	return templates.Table{
		Label: "各乡镇", Heads: []templates.Head{{Text: "乡镇"}, {Text: "人数", Num: true}, {Text: "本地人"}, {Text: "达标"}},
		Rows: [][]templates.Cell{row("康宁镇", "1,203", "62.5%", templates.Badge{Text: "达到", Kind: "ok"}), row("蔡家会镇", "987", "41%", templates.Badge{Text: "没达到", Kind: "bad"})},
		Foot: []templates.Cell{{Text: "合计"}, {Text: "2,190"}, {Text: "53%"}, {}},
	}
}
