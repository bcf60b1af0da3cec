package web

import (
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// askKey is where a refused question is kept for the page that shows it again.
const askKey = "ask"

// openingAsk has the worker's association ask the employer; the enterprise sees
// nothing of him by it.
func (s *Server) openingAsk(c *fiber.Ctx) error {
	o, err := s.findOpening(c)
	if err != nil {
		return err
	}
	err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		_, err := hiring.AskAssociation(c.UserContext(), tx, o.ID, c.FormValue("said"))
		return err
	})
	var notice *templates.Notice
	switch {
	case err == nil:
		return c.Redirect(openingPath(o.ID)+"#refer", fiber.StatusSeeOther)
	case errors.Is(err, hiring.ErrNoteLong), errors.Is(err, hiring.ErrNoteNumber):
		c.Locals(askKey, templates.Given{Value: c.FormValue("said"), Error: err.Error()})
	case saidOfSending(err), errors.Is(err, hiring.ErrNoMembership), errors.Is(err, hiring.ErrAsked):
		notice = &templates.Notice{Kind: "bad", What: "没有请协会问", Then: err.Error() + "。"}
	default:
		return notReferred(err)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showOpening(c, o, notice)
}

// askable adds to what a worker can do that his association asks, or how that
// stands.
func (s *Server) askable(c *fiber.Ctx, w *templates.Wanting, o hiring.Opening, asks []hiring.Ask) {
	i := slices.IndexFunc(asks, func(a hiring.Ask) bool { return a.Opening == o.ID && a.State == hiring.AskOpen })
	if i >= 0 {
		w.Asks = s.askStory(asks[i]) + "。问到了，在“我的”那一页回您。"
		w.Ask = &templates.Action{Label: "不用问了", To: "/me/asks/" + itoa(asks[i].ID) + "/withdraw", Whom: o.Title}
		return
	}
	given, _ := c.Locals(askKey).(templates.Given)
	w.Asks = "协会替您打电话给单位，问清楚再告诉您。您的姓名和电话先不给单位；协会要推荐您，会再问您同意不同意。"
	if j := slices.IndexFunc(asks, func(a hiring.Ask) bool { return a.Opening == o.ID && a.State == hiring.AskRefused }); j >= 0 {
		w.Asks = "上一次：" + s.askStory(asks[j]) + "。还想问，可以再请协会问。"
	}
	w.Ask = &templates.Action{
		Label: "请协会问", Open: "让我的协会帮我问", To: openingPath(o.ID) + "/ask", Whom: o.Title, Key: "ask",
		Fields: []templates.Field{{Given: given, Type: "area", Name: "said", Label: "想问什么", Hint: "例如：工资哪天发，女的要不要。不写也行；不要写号码", Max: 200}},
	}
}
