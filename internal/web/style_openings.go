package web

import "laowu/internal/web/templates"

// styleOpenings are what a worker who looks for work sees.
func styleOpenings(token string) []templates.StylePiece {
	way := templates.Route{From: "兴县", To: "东胜区", Far: "约 260 公里", Long: "4 小时"}
	wage := templates.Wage{Figure: "4200–5000", Unit: "元/月"}
	tags := []templates.Tag{{Text: "管吃住", Kind: "good"}, {Text: "要健康证", Kind: "need"}, {Text: "长期"}}
	choices := []templates.Choice{{Text: "护工", To: stylePath, Count: 38}, {Text: "装修", To: stylePath, Count: 12, Chosen: true}, {Text: "工资高的在前", To: stylePath}}
	code, _ := drawQR("https://laowu.example/openings/1") // a short address always fits
	return []templates.StylePiece{
		piece("SearchForm", "搜索从一个框开始", templates.SearchForm("护工 鄂尔多斯", []templates.Pair{{Name: "wage", Value: "4000"}})),
		piece("PickedChips", "正在用的条件，点一下就去掉", templates.PickedChips([]templates.Picked{{Text: "工种：护工", To: stylePath}, {Text: "月薪 4000 以上", To: "wage", Post: true}})),
		piece("ChoiceChips", "再挑一挑，后面是还剩几个", templates.ChoiceChips(choices), templates.ChoiceChips([]templates.Choice{{Text: "在家", To: "home", Count: 3, Of: "人", Post: true}})),
		piece("QuickChips", "最常用的条件，手机上左右滑", templates.QuickChips(choices)),
		piece("Asks", "问的话不进网址：按钮在哪里都行，表在这里", templates.Asks(token, stylePath)),
		piece("Filters", "一排下拉的条件", templates.Filters([]templates.Filter{{Name: "工种", Set: true, Rows: [][]templates.Choice{choices}}, {Name: "要求", Rows: [][]templates.Choice{choices[:1]}, Age: &templates.AgeForm{Age: "52"}}})),
		piece("Way", "从家到岗位的路", templates.Way(way), templates.Way(templates.Route{From: "兴县", To: "太原市"}), templates.Way(templates.Route{To: "本县康宁镇"})),
		piece("Pay", "工资", templates.Pay(wage), templates.Pay(templates.Wage{Figure: "工资面议"})),
		piece("Tags", "好处和要求", templates.Tags(tags)),
		piece("OpeningCards", "岗位，一张卡从边到边都能点", templates.OpeningCards([]templates.Card{
			{Title: "护工", To: stylePath, Wage: wage, Route: way, Tags: tags, Who: []string{"东胜区康养中心", "招 5 人", "12 月 20 日截止"}, Found: "也叫：护理员"},
			{Title: "保洁", To: stylePath, Wage: templates.Wage{Figure: "工资面议"}, Route: templates.Route{To: "本县"}, Who: []string{"甲村合作社"}},
		})),
		piece("QR", "手机扫的码", templates.QR(code, "这个岗位的二维码")),
	}
}
