package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/web/templates"
)

// roundRows is how many people a round asks on one page.
const roundRows = 20

// roundShow is one employer's people on one page, to be asked on one way, with
// or without a connection.
func (s *Server) roundShow(c *fiber.Ctx) error {
	var w followup.Waiting
	ctx, k := c.UserContext(), s.cut(c.Query("cut"), c.Query("employer"))
	if k.employer == "" {
		return c.Redirect("/visits/employers", fiber.StatusSeeOther)
	}
	k.which.Rested = true
	err := s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		w, err = followup.Queue(ctx, tx, k.which, 0, roundRows)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Round{
		Back: templates.Link{Text: k.employer, To: k.address("/visits")}, Title: "一趟做完：" + k.employer, Unsent: s.draftsOf(c),
		Lead: "还有 " + thousands(w.Total) + " 人没有问。问一个，记一个；没有信号也能记，有信号时自动送出去。",
	}
	if c.Query("done") != "" {
		page.Notice = doneNotice(len(w.List) > 0)
	}
	if w.Total > len(w.List) {
		page.Links = []templates.Link{{Text: "问完这 " + thousands(len(w.List)) + " 人，看后面的", To: k.address("/visits/round")}}
	}
	if len(w.List) == 0 {
		page.Lead, page.None = "", &templates.Nothing{What: "今天这家单位的人都问过了", Next: "没打通的，明天还会排在前面。", All: templates.Link{Text: "看别的单位", To: "/visits/employers"}}
	}
	for i, d := range w.List {
		work := followup.Work{Placement: d.Placement, Person: d.Person, Name: d.Name, Employer: d.Employer, Trade: d.Trade}
		form := s.outcomeForm(c, work, callForm{cut: k, round: true})
		form.Quiet = i > 0
		page.Stops = append(page.Stops, templates.Stop{Item: templates.Item{Text: d.Name, To: k.address("/placements/" + itoa(d.Placement) + "/visit"), Small: s.dueText(d, false), Badge: lateBadge(d.Late)}, Outcome: form})
	}
	return render(c, templates.RoundPage(s.frame(c, page.Title), page))
}
