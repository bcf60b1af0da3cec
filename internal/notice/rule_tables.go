package notice

import "laowu/internal/rule"

// RuleTables are the dated rules of notices.
func RuleTables() []rule.Table {
	return []rule.Table{{
		Name: "notice_rule", Title: "消息什么时候往外发、保存多久", About: "急的也不在夜里发。消息在平台里随时看得到。",
		Fields: []rule.Field{
			{Column: "quiet_from", Label: "从几点起不发", Kind: rule.Clock, Hint: "例如 21:00"}, {Column: "quiet_to", Label: "到几点", Kind: rule.Clock, Hint: "例如 8:00"},
			{Column: "stale_days", Label: "没有发出去的，多久以后不再发", Unit: "天", Least: 1, Most: 30}, {Column: "kept_days", Label: "消息保存", Unit: "天", Least: 1, Most: 3650},
		},
	}}
}
