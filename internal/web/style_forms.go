package web

import "laowu/internal/web/templates"

// styleForms are what is filled in and pressed.
func styleForms(token string) []templates.StylePiece {
	return []templates.StylePiece{
		also(piece("Fields", "要填的每一种格子", templates.Fields(sampleFields())), "填错了：哪里不对，怎么改；填的还在", templates.Fields(wrongFields())),
		piece("Form", "一张表，带着只有本站知道的记号", around(templates.Form(token, stylePath), templates.Fields([]templates.Field{{Name: "form-note", Label: "备注"}}))),
		also(piece("Do", "一件能办的事", templates.Do(token, templates.Action{Label: "打印认领码", Kind: "main", To: stylePath})),
			"先说清楚，再办", templates.Do(token, templates.Action{Label: "不同意", Kind: "danger", Open: "不同意", To: stylePath, Key: "style-do", Note: "单位看不到您的电话。", Fields: []templates.Field{{Name: "why", Label: "为什么，不写也行"}}, Shown: true})),
		piece("Actions", "能办的事并排", templates.Actions(token, []templates.Action{
			{Label: "约他面试", Kind: "main", To: stylePath}, {Label: "打电话", Kind: "help", To: stylePath}, {Label: "再想想", To: stylePath}, {Label: "先放着", Kind: "plain", To: stylePath}, {Label: "不要了", Kind: "danger", To: stylePath},
		})),
		piece("Sifting", "按几样条件挑，网址记得住", templates.Sifting(templates.Sift{To: stylePath, Submit: "看这些账号", Set: true, Fields: []templates.Field{
			{Type: "select", Name: "role", Label: "身份", Options: []templates.Option{{Text: "全部"}, {Text: "协会", Value: "association"}}}, {Name: "name", Label: "名字里有"},
		}})),
		also(piece("OutcomeForm", "几个大按钮问结果，选了再问细节", templates.OutcomeForm(token, sampleOutcome("style-out"))),
			"没有选", templates.OutcomeForm(token, wrongOutcome())),
	}
}

func sampleFields() []templates.Field {
	trades := []templates.Option{{Text: "护工", Value: "care", Small: "照顾老人、病人"}, {Text: "装修", Value: "build"}}
	return []templates.Field{
		{Name: "line", Label: "一行字", Hint: "说明在格子上面", Given: templates.Given{Value: "填好的"}, Required: true},
		{Name: "short", Label: "短的", Short: true, Mode: "numeric", Max: 2},
		{Name: "warned", Label: "有疑问的", Given: templates.Given{Value: "98000"}, Warn: "月工资 98,000 元比一般的高很多，没写错就留着"},
		{Type: "tel", Name: "phone", Label: "手机号", Fill: "off"}, {Type: "date", Name: "day", Label: "哪一天"}, {Type: "password", Name: "secret", Label: "密码", Fill: "off"},
		{Type: "area", Name: "area", Label: "几行字"},
		{Type: "select", Name: "select", Label: "选一个", Options: trades, Given: templates.Given{Value: "build"}},
		{Type: "radio", Name: "radio", Label: "都看得见的几个", Options: trades, Given: templates.Given{Value: "care"}},
		{Type: "radio", Name: "big", Label: "像按钮一样大的", Options: trades, Big: true},
		{Type: "check", Name: "check", Label: "我已经看过，同意", Given: templates.Given{Value: templates.Yes}},
	}
}

func wrongFields() []templates.Field {
	wrong := func(f templates.Field, typed, error string) templates.Field {
		f.Name, f.Given = "wrong-"+f.Name, templates.Given{Value: typed, Error: error}
		return f
	}
	all := sampleFields()
	return []templates.Field{
		wrong(all[3], "1400000201", "手机号要 11 位，少了 1 位"), wrong(all[6], "", "要写怎么回事"), wrong(all[7], "", "要选一个工种"), wrong(all[8], "", "要选一个"), wrong(all[10], "", "要先同意"),
	}
}

func sampleOutcome(key string) templates.Outcome {
	return templates.Outcome{
		To: stylePath, Key: key, Legend: "打通了吗", Given: templates.Given{Value: "reached"}, Submit: "记下", Quiet: true,
		Then: []templates.Then{
			{Option: templates.Option{Text: "打通了", Value: "reached"}, Fields: []templates.Field{{Type: "area", Name: "asked", Label: "说了什么"}}}, {Option: templates.Option{Text: "没打通", Value: "missed"}},
		},
		Fold: []templates.Field{{Type: "date", Name: "on", Label: "哪一天"}}, Open: "改日子",
	}
}

func wrongOutcome() templates.Outcome {
	o := sampleOutcome("style-wrong")
	o.Given = templates.Given{Error: "要选打没打通"}
	return o
}
