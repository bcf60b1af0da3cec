package web

import (
	"slices"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
	"laowu/matching"
)

// way is a page that is reached from the overview, and who may go there.
type way struct {
	under, text, to string
	roles           []db.Role
}

// ways are all of them by heading.
var ways = []way{
	{"人", "搜全县", "/search", searchers}, {"人", "人员", "/people", looksAfter}, {"人", "要核对的", "/flags", countywide}, {"人", "重复的人", "/duplicates", mergers}, {"人", "转会", "/transfers", transferReaders},
	{"就业", "推荐", "/referrals", refers}, {"就业", "岗位", "/", everybody}, {"就业", "重复的岗位", "/repeats", seesRepeats}, {"就业", "等确认的岗位", "/stale", countywide},
	{"就业", "点对点出行", "/departures", looksAfter}, {"就业", "招不到本地人的说明", "/waivers", waiverReaders},
	{"回访和维权", "回访", "/visits", looksAfter}, {"回访和维权", "案件", "/cases", looksAfter}, {"回访和维权", "投诉", "/complaints", followup.ComplaintReaders}, {"回访和维权", "会员请代问的", "/asks", readsAsks},
	{"培训", "培训班", "/classes", seesClasses}, {"培训", "证书到期", "/certificates/due", seesClasses}, {"培训", "培训成效", "/training/outcomes", seesOutcomes}, {"培训", "该开什么班", "/training/demand", seesDemand},
	{"表格", "导入", "/imports", senders}, {"表格", exportLink.Text, exportLink.To, takesLedgers}, {"表格", formsLink.Text, formsLink.To, fillsForms}, {"表格", "劳务公报", "/reports/bulletin", countywide},
	{"规定和叫法", "培训的规定", "/training/rules", seesDemand}, {"规定和叫法", "匹配怎么打分", "/match/rules", hiring.Keepers}, {"规定和叫法", "没搜到的词", "/words", matching.WordKeepers},
}

// countyWays are those that a role may go, under their headings.
func countyWays(role db.Role) (all []templates.Titles) {
	for _, w := range ways {
		if !slices.Contains(w.roles, role) {
			continue
		}
		if n := len(all); n == 0 || all[n-1].Title != w.under {
			all = append(all, templates.Titles{Title: w.under})
		}
		last := &all[len(all)-1]
		last.Links = append(last.Links, templates.Link{Text: w.text, To: w.to})
	}
	return all
}
