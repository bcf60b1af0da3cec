package web

import "laowu/internal/web/templates"

// styleFacts are what is known, and how much.
func styleFacts(token string) []templates.StylePiece {
	asked := &templates.Action{
		Label: "看全号", Open: "看全号", To: stylePath, Key: "style-id", Note: "谁看过、为什么看，记在审计里。",
		Fields: []templates.Field{{Name: "reason", Label: "为什么要看", Required: true}},
	}
	return []templates.StylePiece{
		piece("Facts", "知道的事，前面是名称", templates.Facts(sampleFacts())),
		piece("Checks", "要求什么，不要求什么", templates.Checks([]templates.Check{{Text: "18 到 55 岁"}, {Text: "健康证"}, {Text: "不限学历", Not: true}})),
		piece("Numbers", "号码遮住，要看先说为什么", templates.Numbers(token, sampleFacts()[:1], []templates.Number{
			{Label: "身份证号", Text: "142325********9991", Ask: asked}, {Label: "手机号", Text: "140 0000 2019", Note: "只在这一页显示；已记入审计"},
		})),
		piece("Figures", "要紧的数，最多六个", templates.Figures([]templates.Figure{
			{Label: "参会农民", Value: "57,450", Unit: "人", Note: "看名单", To: stylePath}, {Label: "外出", Value: "38,211", Unit: "人", Note: "占参会的 67%"}, {Label: "岗位", Value: "5,000"},
		})),
		piece("Section", "一节：事实、条目、能办的事",
			templates.Section("务工", token, templates.Part{
				Note: "按最近一次回访", Facts: sampleFacts(), Items: sampleItems()[:1], Links: []templates.Link{{Text: "看岗位", To: stylePath}}, Actions: []templates.Action{{Label: "打印登记表", To: stylePath}},
			}),
			templates.Section("培训", token, templates.Part{Empty: "还没有参加过培训"})),
	}
}

func sampleFacts() []templates.Fact {
	return []templates.Fact{{Label: "姓名", Text: "王建"}, {Label: "村", Text: "康宁镇甲村", Small: "户编号 0012"}, {Label: "工种", Text: "护工"}}
}
