package web

import (
	"context"
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// waiverRefusers say that a named person will not do.
var waiverRefusers = []db.Role{db.Association, db.Enterprise}

// waiverFind looks for somebody to name.
func (s *Server) waiverFind(c *fiber.Ctx) error {
	return s.showWaiver(c, statement{query: c.FormValue("q")})
}

// waiverName answers with somebody.
func (s *Server) waiverName(c *fiber.Ctx) error {
	return s.onWaiver(c, func(ctx context.Context, tx *db.Tx, id int64) error {
		return hiring.NameForWaiver(ctx, tx, id, atoi(c.FormValue("person")))
	})
}

// waiverNobody answers that there is nobody.
func (s *Server) waiverNobody(c *fiber.Ctx) error { return s.onWaiver(c, hiring.NobodyForWaiver) }

// waiverRefuse notes that a named person will not do.
func (s *Server) waiverRefuse(c *fiber.Ctx) error {
	return s.onWaiver(c, func(ctx context.Context, tx *db.Tx, id int64) error {
		return hiring.RefuseNamed(ctx, tx, id, atoi(c.FormValue("answer")), c.FormValue("reason"))
	})
}

// waiverWithdraw ends what the enterprise no longer states.
func (s *Server) waiverWithdraw(c *fiber.Ctx) error { return s.onWaiver(c, hiring.WithdrawWaiver) }

// waiverDecide is the county's decision.
func (s *Server) waiverDecide(c *fiber.Ctx) error {
	return s.onWaiver(c, func(ctx context.Context, tx *db.Tx, id int64) error {
		return hiring.DecideWaiver(ctx, tx, id, c.FormValue("granted") == "yes", c.FormValue("reason"))
	})
}

// onWaiver does something to a statement and shows it again; where it was
// refused, why.
func (s *Server) onWaiver(c *fiber.Ctx, do func(context.Context, *db.Tx, int64) error) error {
	ctx, id := c.UserContext(), atoi(c.Params("waiver"))
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		if _, err := hiring.FindWaiver(ctx, tx, id); errors.Is(err, access.ErrNotFound) {
			return errNoWaiver
		} else if err != nil {
			return err
		}
		return do(ctx, tx, id)
	})
	if err == nil {
		return c.Redirect(waiverPath(id), fiber.StatusSeeOther)
	}
	for _, known := range []error{
		access.ErrNotFound, hiring.ErrWaiverOver, hiring.ErrNotLocal, hiring.ErrTooYoung, hiring.ErrNamed, hiring.ErrSomeoneNamed, hiring.ErrAnsweredNone,
		hiring.ErrAnswersDue, hiring.ErrStands, hiring.ErrNamedRefused, hiring.ErrNotNamed, hiring.ErrReason, hiring.ErrReasonLong, hiring.ErrReasonNumber,
	} {
		if errors.Is(err, known) {
			c.Status(fiber.StatusUnprocessableEntity)
			return s.showWaiver(c, statement{notice: &templates.Notice{Kind: "bad", What: "没有记上", Then: tripRefusal(err) + "。"}})
		}
	}
	return notHis(err)
}
