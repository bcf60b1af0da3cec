package web

import "laowu/internal/web/templates"

// styleCharts are drawings, each with its figures.
func styleCharts() []templates.StylePiece {
	draw := templates.StylePiece{Name: "Draw", Use: "图和旁边的表；没有脚本，表就是全部"}
	for _, k := range []struct{ kind, says string }{{"flow", "流向"}, {"bars", "长短"}, {"stack", "几样叠起来"}, {"line", "逐月"}, {"steps", "一步一步剩多少"}} {
		draw = also(draw, k.says, templates.Draw(templates.Drawn{
			Kind: k.kind, Says: k.says + "：康宁镇 620 人，蔡家会镇 410 人", Unit: "人", Table: drawnTable(k.says), Fold: "看各乡镇的表", File: templates.Link{Text: "下载表格 .xlsx", To: stylePath},
		}))
	}
	table := drawnTable("去向")
	return []templates.StylePiece{
		piece("Bars", "几个数比长短，从同一条线画起", templates.Bars([]templates.Quantity{
			{Text: "结业", Value: "1,500 人", Part: 1000}, {Text: "找到活", Value: "1,203 人", Small: "占结业 1,500 人的 80%", Part: 802}, {Text: "没有", Value: "0 人"},
		})),
		draw,
		also(piece("ShowPanel", "一节图：题目、看法、图、表、看得出来什么", templates.ShowPanel(templates.Panel{
			Key: "style-panel", Title: "从哪里来，到哪里去", Note: "1,030 名参会农民", By: "怎么分", Tabs: []templates.Tab{{Text: "按乡镇", To: stylePath, Current: true}, {Text: "按工种", To: stylePath}},
			Table: &table, Small: "按务工记录。", Said: []string{"去县外的比去年多 12%"}, Links: []templates.Link{{Text: "看名单", To: stylePath}},
		})), "没有可画的", templates.ShowPanel(templates.Panel{Key: "style-none", Title: "工资", Empty: "有工资记录的人太少，还看不出来。"})),
	}
}

func drawnTable(label string) templates.Table {
	row := func(town, out, in string) []templates.Cell {
		return []templates.Cell{{Text: town, Dot: "1"}, {Text: out, Drawn: out}, {Text: in, Drawn: in}}
	}
	return templates.Table{
		Label: label, Heads: []templates.Head{{Text: "乡镇"}, {Text: "县外", Num: true}, {Text: "县内", Num: true}}, Keep: true,
		Rows: [][]templates.Cell{row("康宁镇", "520", "100"), row("蔡家会镇", "310", "100")},
	}
}
