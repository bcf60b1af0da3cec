package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/web/templates"
)

// caseRows is how many cases a page lists.
const caseRows = 200

// caseList is what is open, by deadline, or what was closed.
func (s *Server) caseList(c *fiber.Ctx) error {
	state, other := followup.Open, templates.Link{Text: "看已结的", To: "/cases?state=closed"}
	if c.Query("state") == string(followup.Closed) {
		state, other = followup.Closed, templates.Link{Text: "看在办的", To: "/cases"}
	}
	var all []followup.Line
	var open, late int
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if open, late, err = followup.CountOpen(c.UserContext(), tx); err != nil {
			return err
		}
		all, err = followup.Cases(c.UserContext(), tx, state, caseRows)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Home{
		Title: "维权", Lead: "拖欠工资、工伤、纠纷：记下来，按期办，该转的转劳动监察、12333、12345。",
		Figures: []templates.Figure{figure("在办", open, "件", "", ""), figure("过期", late, "件", "期限已经过了", "")},
		List:    state.Word() + "的", Links: []templates.Link{other, {Text: "回访", To: "/visits"}},
	}
	if slices.Contains(followup.ComplaintReaders, s.actor(c).Role) {
		page.Links = append(page.Links, templates.Link{Text: "投诉与建议", To: "/complaints"})
	}
	if len(all) == 0 {
		page.Nothing = &templates.Nothing{What: "没有" + state.Word() + "的", Next: "回访时听到的问题，或者在本人那一页登记，会列在这里。", All: templates.Link{Text: "看该回访的人", To: "/visits"}}
		return s.showHome(c, page)
	}
	if len(all) == caseRows {
		page.Note = "只列前 " + thousands(caseRows) + " 件"
	}
	page.Table = s.caseTable(all)
	return s.showHome(c, page)
}

func (s *Server) caseTable(all []followup.Line) *templates.Table {
	t := &templates.Table{Label: "维权", Heads: []templates.Head{{Text: "姓名"}, {Text: "问题"}, {Text: "单位"}, {Text: "谁在办"}, {Text: "期限"}}}
	for _, k := range all {
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: k.Name, To: "/cases/" + itoa(k.ID)}, {Text: k.Kind.Word(), Small: amountText(k.Amount)}, {Text: k.Employer, Small: k.PlaceText}, {Text: k.OwnerName},
			{Badge: s.caseBadge(k), Small: day(k.Deadline, s.today())},
		})
	}
	return t
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
