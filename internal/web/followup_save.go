package web

import (
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/web/templates"
)

// visitors may record visits and keep cases.
var visitors = []db.Role{db.Association, db.Township, db.Station, db.County, db.Admin}

func (s *Server) mayVisit(c *fiber.Ctx) bool { return slices.Contains(visitors, s.actor(c).Role) }

// errNoWork is for work that the actor does not see.
var errNoWork = refusalError{fiber.StatusNotFound, "没有这份务工记录", "可能不归您管，也可能记录已经清除。请从人员那一页点进来。"}

// findWork reads the spell that a form is about.
func (s *Server) findWork(c *fiber.Ctx) (w followup.Work, err error) {
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		w, err = followup.FindWork(c.UserContext(), tx, atoi(c.Params("placement")))
		return err
	})
	return w, noWork(err)
}

func noWork(err error) error {
	switch {
	case errors.Is(err, access.ErrNotFound):
		return errNoWork
	case errors.Is(err, followup.ErrRole):
		return refusalError{fiber.StatusForbidden, "您的身份不能办这件事", "请找能办的人，或者县里的管理员。"}
	}
	return err
}

const visitLead = "要打电话，到本人那一页看全号。"

func (s *Server) showVisit(c *fiber.Ctx, w followup.Work, fields []templates.Field, lead string) error {
	return render(c, templates.FillPage(s.frame(c, "记回访"), templates.Fill{
		Back: templates.Link{Text: w.Name, To: "/people/" + itoa(w.Person)}, Title: "记回访：" + w.Name, Lead: lead,
		Facts: s.workFacts(w), To: "/placements/" + itoa(w.Placement) + "/visit", Groups: templates.OneGroup(fields), Submit: "记下这次回访",
	}))
}

func (s *Server) workFacts(w followup.Work) []templates.Fact {
	var facts []templates.Fact
	for _, f := range []templates.Fact{
		{Label: "单位", Text: w.Employer}, {Label: "工种", Text: w.Trade}, {Label: "地点", Text: w.PlaceText}, {Label: "时间", Text: span(w.Started, w.Ended, s.today())},
	} {
		if f.Text != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

// followupSave records a visit: from a card, which leads on to the next, or from
// the form that asks everything.
func (s *Server) followupSave(c *fiber.Ctx) error {
	if c.FormValue("card") != "" {
		return s.callSave(c)
	}
	w, err := s.findWork(c)
	if err != nil {
		return err
	}
	v, refused := visitOf(w.Placement, posted(c))
	var opened int64
	if refused == nil {
		opened, refused = s.recordVisit(c, v)
	}
	if refused != nil {
		if !visitWrong.has(refused) {
			return noWork(refused)
		}
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showVisit(c, w, fill(s.visitFields(), posted(c), visitWrong.of(refused)), visitLead)
	}
	if opened != 0 {
		return c.Redirect("/cases/"+itoa(opened), fiber.StatusSeeOther)
	}
	return c.Redirect("/visits", fiber.StatusSeeOther)
}

func (s *Server) recordVisit(c *fiber.Ctx, v followup.Visit) (opened int64, err error) {
	err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		_, opened, err = followup.Record(c.UserContext(), tx, v)
		return err
	})
	return opened, err
}
