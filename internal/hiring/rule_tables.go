package hiring

import "laowu/internal/rule"

// RuleTables are the dated rules of openings, their words, referrals, waivers and wages.
func RuleTables() []rule.Table {
	days := func(column, label string, most int) rule.Field {
		return rule.Field{Column: column, Label: label, Unit: "天", Least: 1, Most: most}
	}
	count := func(column, label, unit string, least, most int) rule.Field {
		return rule.Field{Column: column, Label: label, Unit: unit, Least: least, Most: most}
	}
	return []rule.Table{
		{
			Name: "opening_rule", Title: "岗位多久确认一次", About: "每天按当天的规定看；请单位确认以后不答复的关闭。",
			Fields: []rule.Field{
				days("open_days", "没写截止日期的，隔多久确认", 3650), days("dated_days", "写了截止日期的，隔多久确认", 3650), days("notice_days", "请确认以后，多久不答复就关闭", 365),
				days("ending_days", "截止以前多久提醒", 365), days("sent_days", "多久以内推荐过的人算数，影响排序", 3650),
			},
			Check: func(n map[string]int) (string, string) {
				if n["dated_days"] < n["open_days"] {
					return "dated_days", "不能比没写截止日期的短"
				}
				return "dated_days", ""
			},
		},
		{Name: "referral_rule", Title: "推荐多久没有进展算到期", About: "按推荐那天的规定算。", Fields: []rule.Field{days("days", "没有进展", 365)}},
		{Name: "waiver_rule", Title: "企业说招不到本地人，协会几天内推荐", About: "按说明那天的规定算。", Fields: []rule.Field{days("days", "推荐期限", 365)}},
		{
			Name: "welfare_rule", Title: "公益性岗位最长多久", About: "按上岗那天的规定算；离退休近的，可以干到退休。",
			Fields: []rule.Field{
				count("months", "最长", "个月", 1, 600), count("near_years", "离退休不足多久算近", "年", 0, 30), count("retirement_men", "男的退休年龄", "岁", 40, 80), count("retirement_women", "女的退休年龄", "岁", 40, 80),
			},
		},
		{
			Name: "minimum_wage", Title: "最低工资", About: "各地各按自己的；岗位的工资比当地的低，登记时提醒。",
			Fields: []rule.Field{{Column: "place", Label: "哪里", Key: true, Kind: rule.Place, Hint: "区划代码或地名，例如 150600、鄂尔多斯"}, count("monthly", "全日制", "元/月", 500, 20000)},
		},
		{
			Name: "opening_word", Title: "岗位里收钱的、歧视的话", About: "登记、修改岗位那天按当天的规定看：收钱的不收，别的提醒。以后可以写的，从哪天起记成“可以写”。",
			Fields: []rule.Field{{Column: "word", Label: "话", Kind: rule.Text, Key: true, Least: 1, Most: 20}, {Column: "kind", Label: "哪一种", Kind: rule.Choice, Options: wordOptions()}},
		},
	}
}

func wordOptions() []rule.Option {
	return []rule.Option{
		{Value: "money", Text: "收钱"}, {Value: "sex", Text: "男女"}, {Value: "health", Text: "健康"}, {Value: "family", Text: "婚育"}, {Value: "origin", Text: "籍贯民族"}, {Value: "zodiac", Text: "属相星座"},
		{Value: "hazard", Text: "未成年人不能做"}, {Value: "free", Text: "可以写"},
	}
}
