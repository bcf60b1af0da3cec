package web

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// lastSaid is how many earlier visits and open cases a card shows.
const lastSaid = 3

// call is somebody to be called, as the card shows him.
type call struct {
	followup.Work
	person roster.Person
	made   []followup.Made
	cases  []followup.Line
}

// findCall reads all that a card shows.
func (s *Server) findCall(c *fiber.Ctx) (k call, err error) {
	ctx := c.UserContext()
	err = s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if err = tx.AmongOf(ctx, "placement", atoi(c.Params("placement"))); err != nil {
			return err
		}
		if k.Work, err = followup.FindWork(ctx, tx, atoi(c.Params("placement"))); err != nil {
			return err
		}
		if k.person, err = roster.FindPerson(ctx, tx, s.Vault, k.Person); err != nil {
			return err
		}
		if k.made, err = followup.Visits(ctx, tx, k.Person); err != nil {
			return err
		}
		k.cases, err = followup.CasesOf(ctx, tx, k.Person)
		return err
	})
	return k, noWork(err)
}

// followupShow is the card of a visit; with a day, what is on record of it, to
// be recorded again; with all, the form that asks everything.
func (s *Server) followupShow(c *fiber.Ctx) error {
	k, err := s.findCall(c)
	if err != nil {
		return err
	}
	for _, v := range k.made {
		if v.VisitedOn.Format(time.DateOnly) == c.Query("on") && v.Placement == k.Placement && v.Again {
			return s.showVisit(c, k.Work, fill(s.visitFields(), from(visitSaid(v)), nil), "记错了的，照实重记，原来记的就不算了。只有这次回访说他离岗的，改了就还算在岗。")
		}
	}
	if c.Query("all") != "" {
		return s.showVisit(c, k.Work, s.visitFields(), visitLead)
	}
	var done *templates.Notice
	if c.Query("done") != "" {
		done = doneNotice(true)
	}
	return s.showCall(c, k, callForm{cut: s.cut(c.Query("cut"), c.Query("employer"))}, nil, done, nil)
}

// callReveal shows the telephone number on the card; the reason is the visit.
func (s *Server) callReveal(c *fiber.Ctx) error {
	k, err := s.findCall(c)
	if err != nil {
		return err
	}
	n := &shown{field: access.Phone}
	err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		n.number, err = roster.Reveal(c.UserContext(), tx, s.Vault, k.Person, access.Phone, "回访")
		return err
	})
	if err := s.revealRefused(c, n, err); err != nil {
		return err
	}
	return s.showCall(c, k, s.keptForm(c), n, nil, nil)
}

// showCall shows the card: with the number that was asked for, or with what was
// refused and all that was typed.
func (s *Server) showCall(c *fiber.Ctx, k call, f callForm, n *shown, notice *templates.Notice, refused error) error {
	form := s.outcomeForm(c, k.Work, f)
	if refused != nil {
		typedCall(c, &form, refused)
	}
	form.Stay = false
	page := templates.Call{
		Back: templates.Link{Text: "该回访的人", To: f.address("/visits")}, Title: k.Name, Notice: notice, Facts: s.callFacts(k),
		Dial: s.dial(k, f, n), Last: s.lastItems(k), Outcome: form,
		Links: []templates.Link{{Text: "看本人", To: "/people/" + itoa(k.Person)}, {Text: "登记维权", To: "/placements/" + itoa(k.Placement) + "/case"}, {Text: "写详细的", To: "/placements/" + itoa(k.Placement) + "/visit?all=1"}},
	}
	if c.Query("case") != "" {
		page.Links = append([]templates.Link{{Text: "刚登记的维权", To: "/cases/" + itoa(atoi(c.Query("case")))}}, page.Links...)
	}
	return render(c, templates.CallPage(s.frame(c, "回访："+k.Name), page))
}

// typedCall gives a card back what was typed, with what is wrong.
func typedCall(c *fiber.Ctx, form *templates.Outcome, refused error) {
	wrong := visitWrong.of(refused)
	form.Value, form.Error = c.FormValue("outcome"), wrong("outcome")
	for i := range form.Then {
		fill(form.Then[i].Fields, posted(c), wrong)
	}
	fill(form.Fields, posted(c), wrong)
	fill(form.Fold, posted(c), wrong)
}

// callFacts are what a clerk has to know before he calls.
func (s *Server) callFacts(k call) []templates.Fact {
	where := k.Trade
	if where != "" && k.PlaceText != "" {
		where += "，"
	}
	facts := []templates.Fact{{Label: "单位", Text: or(k.Employer, "不详"), Small: where + k.PlaceText}}
	if k.Started != nil {
		facts = append(facts, templates.Fact{Label: "上岗", Text: day(*k.Started, s.today()), Small: s.worked(k.Work)})
	}
	if k.WageMin != nil {
		facts = append(facts, templates.Fact{Label: "工资", Text: wageOnRecord(k.Work) + " 元/月", Small: "记录上的"})
	}
	return facts
}

// worked says how long somebody is or was at work.
func (s *Server) worked(w followup.Work) string {
	if w.Ended != nil && !w.Ended.After(s.today()) {
		return day(*w.Ended, s.today()) + "离开的，干了 " + lasted(int(w.Ended.Sub(*w.Started).Hours()/24))
	}
	return "干了 " + lasted(max(0, int(s.today().Sub(*w.Started).Hours()/24)))
}

// dial is the telephone number: masked, with one tap that shows it.
func (s *Server) dial(k call, f callForm, n *shown) templates.Dial {
	switch {
	case k.person.PhoneMasked == "":
		return templates.Dial{Number: "没有登记电话"}
	case n != nil && n.number != "":
		return templates.Dial{Number: spaced(access.Phone, n.number), To: "tel:" + n.number, Note: "只在这一页显示；已记入审计"}
	}
	ask := templates.Action{
		Label: "看号码，打电话", To: "/placements/" + itoa(k.Placement) + "/phone", Keep: pairs("cut", f.key, "employer", f.employer),
	}
	return templates.Dial{Number: k.person.PhoneMasked, Note: "原因记为“回访”", Ask: &ask}
}

// lastItems are what was said last, and cases that are open.
func (s *Server) lastItems(k call) []templates.Item {
	var items []templates.Item
	for _, one := range k.cases {
		if one.State == followup.Open && len(items) < lastSaid {
			items = append(items, templates.Item{Text: "维权：" + one.Kind.Word(), To: "/cases/" + itoa(one.ID), Small: one.OwnerName + "在办", Badge: s.caseBadge(one)})
		}
	}
	for i, v := range k.made {
		if i == lastSaid {
			break
		}
		item := visitItem(v, s.today())
		item.Text = "上次回访"
		if i > 0 {
			item.Text = "再上次"
		}
		if v.Again {
			item.To = "/placements/" + itoa(v.Placement) + "/visit?on=" + v.VisitedOn.Format(time.DateOnly)
		}
		items = append(items, item)
	}
	if len(items) == 0 {
		items = append(items, templates.Item{Text: "还没有回访过"})
	}
	return items
}
