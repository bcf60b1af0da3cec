package followup

import "laowu/internal/rule"

// RuleTables are the dated rules of visits, cases and complaints.
func RuleTables() []rule.Table {
	return []rule.Table{
		{
			Name: "visit_rule", Title: "上岗以后哪几天回访", About: "按上岗那天的规定算；已经在岗的不跟着改。",
			Fields: []rule.Field{
				{Column: "days", Label: "上岗后第几天", Unit: "天", Kind: rule.Counts, Least: 1, Most: 3650, Hint: "从小到大，例如 7、30、90、180"}, {Column: "every", Label: "以后每隔多久", Unit: "天", Least: 1, Most: 3650},
				{Column: "early_days", Label: "提前几天也算", Unit: "天", Least: 0, Most: 60}, {Column: "tries", Label: "几次联系不上算失联", Unit: "次", Least: 1, Most: 20},
			},
		},
		{
			Name: "case_rule", Title: "维权案件几天内办结", About: "按开案那天的规定算。",
			Fields: []rule.Field{{Column: "kind", Label: "哪一种", Key: true, Kind: rule.Choice, Options: caseOptions()}, {Column: "days", Label: "办结期限", Unit: "天", Least: 1, Most: 365}},
		},
		{
			Name: "complaint_rule", Title: "答复过的投诉，内容保存多久", About: "从答复那天算；过后文字和电话清掉，只留哪一类、哪天来的、哪天答复的。",
			Fields: []rule.Field{{Column: "keep_days", Label: "答复以后保存", Unit: "天", Least: 1, Most: 3650}},
		},
	}
}

func caseOptions() (all []rule.Option) {
	for _, k := range Kinds() {
		all = append(all, rule.Option{Value: string(k), Text: k.Word()})
	}
	return all
}
