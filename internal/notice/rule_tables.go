package notice

import (
	"laowu/internal/db"
	"laowu/internal/rule"
)

// RuleTables are the dated rules of notices.
func RuleTables() []rule.Table {
	return []rule.Table{
		{
			Name: "notice_kind", Title: "哪些事通知谁", About: "按通知那天的规定发。短信里只写叫什么，别的进平台看。",
			Fields: []rule.Field{
				{Column: "kind", Label: "哪一种", Kind: rule.Known, Key: true, Named: "word"}, {Column: "word", Label: "叫什么", Kind: rule.Text, Least: 2, Most: 20},
				{Column: "gets", Label: "通知谁", Kind: rule.Choices, Options: receivers(), Least: 1, Hint: "用顿号分开，例如 务工协会、乡镇"},
				{Column: "ways", Label: "平台以外怎么发", Kind: rule.Choices, Options: ways(), Hint: "短信给本人，推送给单位；不发就空着"},
				{Column: "urgent", Label: "急不急", Kind: rule.YesNo, Hint: "急的先发，夜里也等到早上"}, {Column: "rank", Label: "排第几", Least: 1, Most: 1000},
			},
		},
		{
			Name: "notice_rule", Title: "几点以后不发短信，消息保存多久", About: "每天按当天的规定看。",
			Fields: []rule.Field{
				{Column: "quiet_from", Label: "晚上从几点起不发", Kind: rule.Clock, Hint: "例如 21:00"}, {Column: "quiet_to", Label: "到早上几点", Kind: rule.Clock, Hint: "例如 08:00"},
				{Column: "stale_days", Label: "多久发不出去就不发了", Unit: "天", Least: 1, Most: 60}, {Column: "kept_days", Label: "消息保存", Unit: "天", Least: 1, Most: 3650},
			},
		},
	}
}

func receivers() (all []rule.Option) {
	for _, r := range db.Roles() {
		all = append(all, rule.Option{Value: string(r), Text: r.Title()})
	}
	return all
}

func ways() (all []rule.Option) {
	for _, w := range []Way{SMS, Webhook} {
		all = append(all, rule.Option{Value: string(w), Text: w.Word()})
	}
	return all
}
