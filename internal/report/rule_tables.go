package report

import "laowu/internal/rule"

// RuleTables are the dated rules of reports.
func RuleTables() []rule.Table {
	return []rule.Table{
		{Name: "ranking_rule", Title: "通报排队怎么算", About: "按排队那天的规定算。", Fields: []rule.Field{
			{Column: "days", Label: "几天一次，这几天里没有新记录算未报", Unit: "天", Least: 1, Most: 366}, {Column: "least", Label: "不足多少人不列数字", Unit: "人", Least: 1, Most: 1000},
		}},
		{Name: "guarantee_rule", Title: "搬迁户没人就业，几天内安排", About: "按全户没有人就业的那天的规定算。", Fields: []rule.Field{{Column: "days", Label: "安排期限", Unit: "天", Least: 1, Most: 366}}},
	}
}
