package web

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/report"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// readCut reads the conditions of an address.
func readCut(c *fiber.Ctx) (cut report.MemberCut) {
	for _, name := range report.CutNames() {
		cut = cut.With(name, c.Query(name))
	}
	return cut
}

// cutLink is the address of the list with these conditions.
func cutLink(path string, cut report.MemberCut, more ...string) string {
	v := url.Values{}
	for _, name := range report.CutNames() {
		if to := cut.Get(name); to != "" {
			v.Set(name, to)
		}
	}
	for pair := range slices.Chunk(more, 2) {
		v.Set(pair[0], pair[len(pair)-1])
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// cutTitles are what the conditions are called.
var cutTitles = []struct{ name, title string }{
	{"work", "在不在岗"}, {"village", "村"}, {"paper", "证书"}, {"kind", "家庭"}, {"wish", "想不想去"}, {"unplaced", "没着落"}, {"login", "登录"},
}

// cutWords are what their values are called, in the order of the drop-down;
// villages have their names.
var cutWords = map[string][]templates.Pair{
	"work":     {{Name: "home", Value: "没有在岗"}, {Name: "work", Value: "在岗"}, {Name: "away", Value: "在县外干活"}, {Name: "here", Value: "在县内干活"}},
	"paper":    {{Name: "yes", Value: "有证"}, {Name: "no", Value: "没有证"}, {Name: "90", Value: "90 天内到期"}, {Name: "30", Value: "30 天内到期"}},
	"wish":     {{Name: "yes", Value: "想出去干活"}, {Name: "no", Value: "不想"}, {Name: "unsaid", Value: "没说过"}},
	"unplaced": {{Name: "yes", Value: "没着落"}, {Name: "paused", Value: "提醒已消掉"}},
	"login":    {{Name: "yes", Value: "自己能登录"}, {Name: "no", Value: "还不能登录"}},
	"asked":    {{Name: "yes", Value: "企业等他答复"}},
	"kind": {
		{Name: string(value.Lifted), Value: "脱贫户"}, {Name: "watched", Value: "监测户（各种）"}, {Name: string(value.MonitoredUnstable), Value: "脱贫不稳定户"},
		{Name: string(value.MonitoredMarginal), Value: "边缘易致贫户"}, {Name: string(value.MonitoredSudden), Value: "突发严重困难户"},
		{Name: string(value.General), Value: "一般户"}, {Name: "none", Value: "没登记"},
	},
}

// memberWords are the choices of a condition: its values with their words.
func memberWords(name string, all report.Members) []templates.Pair {
	if name != "village" {
		return cutWords[name]
	}
	var out []templates.Pair
	seen := map[string]bool{}
	for _, m := range all.All {
		if code := m.Village; code != "" && !seen[code] {
			seen[code] = true
			out = append(out, templates.Pair{Name: code, Value: m.VillageName})
		}
	}
	slices.SortFunc(out, func(a, b templates.Pair) int { return compare(a.Name, b.Name) })
	return append(out, templates.Pair{Name: "none", Value: "没登记村"})
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// cutFilters are the drop-downs, with how many each choice leaves. What finds
// nobody is not offered.
func cutFilters(all report.Members, cut report.MemberCut) (filters []templates.Filter) {
	counts := all.Counts(cut)
	for _, t := range cutTitles {
		var row []templates.Choice
		for _, w := range memberWords(t.name, all) {
			if n := counts[t.name][w.Name]; n > 0 {
				row = append(row, templates.Choice{
					Text: w.Value, To: cutLink("/people", cut.With(t.name, w.Name)), Count: n, Of: "人", Chosen: cut.Get(t.name) == w.Name,
				})
			}
		}
		if len(row) > 0 {
			filters = append(filters, templates.Filter{Name: t.title, Set: cut.Get(t.name) != "", Rows: rows(row)})
		}
	}
	return filters
}

// cutPicked are the conditions in force, each with the list without it.
func cutPicked(all report.Members, cut report.MemberCut) (out []templates.Picked) {
	for _, name := range report.CutNames() {
		value := cut.Get(name)
		if value == "" {
			continue
		}
		text := "没有这一种"
		for _, w := range memberWords(name, all) {
			if w.Name == value {
				text = w.Value
			}
		}
		if name == "unplaced" && value == "yes" {
			text = strconv.Itoa(all.Days) + " 天没着落"
		}
		out = append(out, templates.Picked{Text: text, To: cutLink("/people", cut.With(name, ""))})
	}
	return out
}

// cutQuick are the commonest cuts, those of them that find somebody.
func cutQuick(all report.Members, cut report.MemberCut) (out []templates.Choice) {
	counts := all.Counts(cut)
	for _, q := range []struct{ name, value, text string }{
		{"work", "home", "没有在岗"}, {"unplaced", "yes", strconv.Itoa(all.Days) + " 天没着落"}, {"paper", "90", "证书 90 天内到期"}, {"asked", "yes", "企业等他答复"},
		{"login", "no", "还不能登录"},
	} {
		if n := counts[q.name][q.value]; n > 0 && cut.Get(q.name) != q.value {
			out = append(out, templates.Choice{Text: q.text, To: cutLink("/people", cut.With(q.name, q.value)), Count: n, Of: "人"})
		}
	}
	return out
}
