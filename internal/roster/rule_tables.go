package roster

import "laowu/internal/rule"

// RuleTables are the dated rules of transfers, of who is without a solution, of what is shown
// whole, and of how long records are kept.
func RuleTables() []rule.Table {
	days := func(column, label string) rule.Field {
		return rule.Field{Column: column, Label: label, Unit: "天", Least: 1, Most: 3650}
	}
	notice := days("notice_days", "预告以后多久清除")
	notice.Least = 0
	return []rule.Table{
		{Name: "unplaced_rule", Title: "多久没有着落提醒协会", About: "能干、愿意干，这么多天没有上岗、推荐、回访的会员。每天按当天的规定看。", Fields: []rule.Field{days("days", "没有着落")}},
		{
			Name: "reveal_rule", Title: "看全号看得多、夜里看的，要留意", About: "在“审批”的“看全号”里数，每次按当天的规定数；只是列出来，看全号本身另有限度。",
			Fields: []rule.Field{
				days("days", "数最近"), {Column: "many", Label: "一个账号看了多少个算多", Unit: "个", Least: 1, Most: 100000},
				{Column: "night_from", Label: "夜里从几点", Unit: "点", Least: 12, Most: 24}, {Column: "night_until", Label: "到早上几点", Unit: "点", Least: 0, Most: 12},
			},
		},
		{Name: "transfer_rule", Title: "转会几天内答复", About: "按请求那天的规定算；过期由县里定。", Fields: []rule.Field{days("days", "答复期限")}},
		{
			Name: "retention_rule", Title: "个人信息和文件保存多久", About: "每天按当天的规定看。改短以前，先在“到期清理”里数一数会清掉多少人。",
			Fields: []rule.Field{
				{Column: "idle_months", Label: "多久没有动静就预告", Unit: "个月", Least: 1, Most: 600}, notice, days("file_days", "导入的文件保存"), days("export_days", "导出的文件保存"),
			},
		},
	}
}
