package web

// waitingWords say what waits (report.Waiting), what is counted, what its deadline
// is, and lead to where it is done.
var waitingWords = map[string]struct{ text, unit, by, to string }{
	"requests":   {"本人提的更正", "件等答复", "", "/requests"},
	"asks":       {"会员请代问的岗位", "件等您回话", "", "/asks"},
	"consents":   {"企业等会员答复能不能看", "人没有答复，打开各人那一页记", "", "/people?asked=yes"},
	"interviews": {"约了面试、录用了的推荐", "个，问问去了没有", "到期", "/referrals"},
	"unanswered": {"单位还没答复、快到期的推荐", "个，催一催单位", "到期", "/referrals"},
	"waivers":    {"企业说招不到本地人", "份等您办", "前答复", "/waivers"},
	"transfers":  {"别的协会要转走的会员", "人等您答复", "前答复", "/transfers"},
	"trips":      {"点对点出行在准备", "趟", "出发", "/departures"},
	"arrivals":   {"点对点出行在路上", "趟等记到达", "", "/departures"},
	"cases":      {"维权在办", "件", "到期", "/cases"},
	"drafts":     {"导入的表格检查过，还没写入", "份", "", "/imports"},
	"visits":     {"该回访的会员", "人", "", "/visits"},
	"papers30":   {"证书 30 天内到期或者要复审", "人", "到期", "/people?paper=30"},
	"papers90":   {"证书 31 到 90 天内到期或者要复审", "人", "到期", "/people?paper=90"},
	"unplaced":   {"没着落的会员", "人没有活、没有推荐、没有回访", "", "/people?unplaced=yes"},
}
