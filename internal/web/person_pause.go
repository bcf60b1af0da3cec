package web

import (
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// pauseWrong are the refusals of clearing the mark of who is without a solution.
var pauseWrong = wrongIn{
	"until":  {roster.ErrPauseDay},
	"reason": {roster.ErrPauseReason, roster.ErrPauseNumber, roster.ErrNoPause},
}

// personPause clears the mark until a day.
func (s *Server) personPause(c *fiber.Ctx) error {
	return s.onPause(c, "paused", func(tx *db.Tx, id int64) error {
		return roster.PauseUnplaced(c.UserContext(), tx, id, formDay(c, "until"), c.FormValue("reason"))
	})
}

// personResume sets it free again.
func (s *Server) personResume(c *fiber.Ctx) error {
	return s.onPause(c, "resumed", func(tx *db.Tx, id int64) error { return roster.ResumeUnplaced(c.UserContext(), tx, id) })
}

func (s *Server) onPause(c *fiber.Ctx, done string, do func(*db.Tx, int64) error) error {
	id := atoi(c.Params("person"))
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error { return do(tx, id) })
	switch {
	case err == nil:
		return c.Redirect("/people/"+itoa(id)+"?done="+done+"#unplaced", fiber.StatusSeeOther)
	case errors.Is(err, access.ErrNotFound):
		return errNobody
	case !pauseWrong.has(err):
		return err
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showPerson(c, &shown{pause: err}, nil)
}

// pausePart is whether somebody is looked after without work, and since when; the
// zero part for who looks at others.
func (s *Server) pausePart(c *fiber.Ctx, r record, n *shown) (part templates.Part) {
	if !slices.Contains(cutters, s.actor(c).Role) {
		return part
	}
	today, id := s.today(), itoa(r.person.ID)
	part.Empty = "多少天没有活、没有推荐、没有回访，就在“没着落”里提醒。知道原因的，可以先消掉。"
	if p := r.pause; p != nil && !p.Until.Before(today) {
		part.Items = []templates.Item{{
			Text: "提醒消掉了，到 " + day(p.Until, today) + "为止", Small: p.By + "，" + day(p.At.In(china), today), Lines: []string{p.Reason},
			Actions: []templates.Action{{Label: "恢复提醒", To: "/people/" + id + "/resume"}},
		}}
		return part
	}
	fields := []templates.Field{
		{Type: "date", Name: "until", Label: "到哪一天为止", Hint: "最多半年", Required: true},
		{Name: "reason", Label: "为什么", Hint: "例如：家里盖房，开春再去。不要写号码", Fill: "off", Max: 200, Required: true},
	}
	if n != nil && n.pause != nil {
		fields = fill(fields, posted(c), pauseWrong.of(n.pause))
	}
	part.Actions = []templates.Action{{Label: "先不提醒", Open: "先不提醒没着落", To: "/people/" + id + "/pause", Key: "pause", Fields: fields}}
	return part
}
