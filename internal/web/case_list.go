package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/web/templates"
)

// caseRows is how many cases a page lists.
const caseRows = 50

// caseCuts are the tabs of the list, by what the address says.
var caseCuts = []struct {
	key, text string
	which     followup.WhichCases
	count     func(followup.CaseCount) int
}{
	{"", "全部在办", followup.WhichCases{State: followup.Open}, func(n followup.CaseCount) int { return n.Open }},
	{"mine", "归我办", followup.WhichCases{State: followup.Open, Mine: true}, func(n followup.CaseCount) int { return n.Mine }},
	{"late", "过期", followup.WhichCases{State: followup.Open, Late: true}, func(n followup.CaseCount) int { return n.Late }},
	{"closed", "已结", followup.WhichCases{State: followup.Closed}, func(n followup.CaseCount) int { return n.Closed }},
}

// caseList is what is open, by deadline, or what was closed.
func (s *Server) caseList(c *fiber.Ctx) error {
	var all []followup.Line
	var n followup.CaseCount
	at, in := int(max(atoi(c.Query("from")), 0)), 0
	for i, one := range caseCuts {
		if one.key == c.Query("cut") || one.key == "closed" && c.Query("state") == "closed" { // as older links say it
			in = i
		}
	}
	chosen := caseCuts[in]
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if n, err = followup.CountCases(c.UserContext(), tx); err != nil {
			return err
		}
		all, err = followup.Cases(c.UserContext(), tx, chosen.which, at, caseRows)
		return err
	})
	if err != nil {
		return err
	}
	if len(all) == 0 && at > 0 { // fewer are left by now
		return c.Redirect("/cases?cut="+chosen.key, fiber.StatusSeeOther)
	}
	page := templates.Queue{
		Title: "维权", Lead: "拖欠工资、工伤、纠纷：记下来，按期办，该转的转劳动监察、12333、12345。", List: chosen.text, Note: thousands(chosen.count(n)) + " 件，期限早的在前",
		Items: s.caseItems(all), Paging: pagesFrom("/cases?cut="+chosen.key+"&from=", "件", chosen.count(n), at, caseRows), Links: []templates.Link{{Text: "回访", To: "/visits"}},
	}
	if chosen.key == "closed" {
		page.Note = thousands(n.Closed) + " 件，新结的在前"
	}
	for i, one := range caseCuts {
		page.Tabs = append(page.Tabs, templates.Tab{Text: one.text, To: "/cases?cut=" + one.key, Count: thousands(one.count(n)), Current: i == in})
	}
	if slices.Contains(followup.ComplaintReaders, s.actor(c).Role) {
		page.Links = append(page.Links, templates.Link{Text: "投诉与建议", To: "/complaints"})
	}
	if len(all) == 0 {
		page.Nothing = &templates.Nothing{What: "没有" + map[string]string{"": "在办的", "mine": "归我办的", "late": "过期的", "closed": "已结的"}[chosen.key], Next: "回访时听到的问题，或者在本人那一页登记，会列在这里。", All: templates.Link{Text: "看该回访的人", To: "/visits"}}
	}
	return render(c, templates.QueuePage(s.frame(c, page.Title), page))
}

// caseItems are cases, an entry each: who, what, where, whose, and how long
// there is.
func (s *Server) caseItems(all []followup.Line) []templates.Item {
	items := make([]templates.Item, len(all))
	for i, k := range all {
		small := or(k.Employer, "单位不详")
		if k.Amount != nil {
			small += "，" + amountText(k.Amount)
		}
		small += "，" + k.OwnerName + "在办，期限 " + day(k.Deadline, s.today())
		if k.State == followup.Closed && k.ClosedOn != nil {
			small = or(k.Employer, "单位不详") + "，" + day(*k.ClosedOn, s.today()) + "结的"
		}
		items[i] = templates.Item{Text: k.Kind.Word() + "：" + k.Name, To: "/cases/" + itoa(k.ID), Small: small, Badge: s.caseBadge(k)}
	}
	return items
}

// caseBadge says how long an open case has, or how it was closed.
func (s *Server) caseBadge(k followup.Line) templates.Badge {
	if k.State == followup.Closed {
		return templates.Badge{Text: k.Outcome.Word()}
	}
	return lateBadge(int(s.today().Sub(k.Deadline).Hours() / 24))
}

func amountText(yuan *int) string {
	if yuan == nil {
		return ""
	}
	return thousands(*yuan) + " 元"
}
