package web

import (
	"context"
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// openingConfirm is its employer's word that an opening still stands.
func (s *Server) openingConfirm(c *fiber.Ctx) error {
	return s.onOpening(c, hiring.ConfirmOpening)
}

// openingReopen opens a closed one again.
func (s *Server) openingReopen(c *fiber.Ctx) error {
	return s.onOpening(c, hiring.ReopenOpening)
}

// onOpening does something to an opening that the actor keeps, writes its search
// document with it, and leads back to where it was asked for.
func (s *Server) onOpening(c *fiber.Ctx, do func(context.Context, *db.Tx, int64) error) error {
	ctx, id := c.UserContext(), atoi(c.Params("opening"))
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		if err := do(ctx, tx, id); err != nil {
			return err
		}
		return s.PutOpenings(ctx, tx, id)
	})
	moved := c.Path() != openingPath(id)+"/confirm" && c.Path() != openingPath(id)+"/reopen" || c.FormValue("back") == managePath(id)
	own := s.actor(c).Role == db.Enterprise
	switch {
	case errors.Is(err, hiring.ErrNotFound):
		return errNotKept
	case err == nil && moved:
		return c.Redirect(managePath(id)+"?done=changed", fiber.StatusSeeOther)
	case err == nil && own:
		return c.Redirect("/enterprise?done=opening", fiber.StatusSeeOther)
	case err == nil:
		return c.Redirect("/stale?done=opening", fiber.StatusSeeOther)
	case !saidOfOpening(err):
		return notHis(err)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	notice := &templates.Notice{Kind: "bad", What: "没有改", Then: err.Error() + "。"}
	if moved {
		return s.showManage(c, notice)
	}
	if own {
		return s.showEnterprise(c, notice)
	}
	o, err := s.findOpening(c)
	if err != nil {
		return err
	}
	return s.showOpening(c, o, notice)
}

// errNotKept is what no opening of theirs is for everybody.
var errNotKept = refusalError{fiber.StatusNotFound, "没有这个岗位", "可能已经撤下了，也可能不是您管的岗位。"}

// caredItems are an enterprise's openings that something is the matter with, each
// with what can be done about it.
func (s *Server) caredItems(d report.Desk, all []hiring.CaredOpening) []templates.Item {
	var items []templates.Item
	for _, o := range all {
		items = append(items, s.caredItem(o))
	}
	if d.Pairs > 0 {
		items = append(items, templates.Item{Text: "可能重复的岗位", To: "/repeats", Small: thousands(d.Pairs) + " 对，看看是不是同一个"})
	}
	return items
}

func (s *Server) caredItem(o hiring.CaredOpening) templates.Item {
	today := s.today()
	item := templates.Item{Text: o.Title + "，" + o.PlaceText, To: managePath(o.ID)}
	switch {
	case o.ClosesOn != nil:
		item.Small = "好久没有更新了。还招就点一下；不点的话，" + day(*o.ClosesOn, today) + "起关闭。"
		item.Badge = templates.Badge{Text: "等您确认", Kind: "risk"}
		item.Actions = []templates.Action{{Label: "还在招", To: openingPath(o.ID) + "/confirm", Kind: "main", Whom: o.Title}}
	case o.EndsOn != nil:
		item.Small = day(*o.EndsOn, today) + "截止，过了就搜不到了。还要招，就延长。"
		item.Badge = templates.Badge{Text: "快截止了"}
		item.Actions = []templates.Action{extendAction(o.ID, o.Title)}
	case o.ClosedOn != nil:
		item.Small = "没有等到确认，" + day(*o.ClosedOn, today) + "关闭了。还招就重新开放。"
		item.Badge = templates.Badge{Text: "已关闭"}
		item.Actions = []templates.Action{{Label: "重新开放", To: openingPath(o.ID) + "/reopen", Whom: o.Title}}
	}
	return item
}
