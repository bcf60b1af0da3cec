package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
)

var errNoLogin = refusalError{fiber.StatusNotFound, "没有这个账号", "可能已经删掉，或者是别的县的。"}

// rightsRefused turns the refusals of a change of rights into pages; other errors
// stay.
func rightsRefused(err error) error {
	for known, what := range map[error]string{
		access.ErrOwnRights: "不能改自己的账号", access.ErrLastAdmin: "这样就没有管理员了", access.ErrLastAccount: "没有撤", access.ErrNoAccount: "没有撤",
	} {
		if errors.Is(err, known) {
			return refusalError{fiber.StatusUnprocessableEntity, what, known.Error() + "。"}
		}
	}
	if errors.Is(err, access.ErrNoLogin) {
		return errNoLogin
	}
	return err
}

// change does one thing to the login that the address names, and goes on to its
// page; with done empty the caller answers.
func (s *Server) change(c *fiber.Ctx, done string, do func(*db.Tx, int64) error) error {
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		id, err := access.FindLogin(c.UserContext(), tx, atoi(c.Params("login")), "")
		if err != nil {
			return err
		}
		return do(tx, id)
	})
	if err != nil || done == "" {
		return rightsRefused(err)
	}
	return c.Redirect(loginPage(atoi(c.Params("login")))+"?done="+done, fiber.StatusSeeOther)
}

func (s *Server) loginDisable(c *fiber.Ctx) error {
	return s.change(c, "disabled", func(tx *db.Tx, id int64) error { return access.Disable(c.UserContext(), tx, id) })
}

func (s *Server) loginEnable(c *fiber.Ctx) error {
	return s.change(c, "enabled", func(tx *db.Tx, id int64) error { return access.Enable(c.UserContext(), tx, id) })
}

func (s *Server) loginRevoke(c *fiber.Ctx) error {
	return s.change(c, "revoked", func(tx *db.Tx, id int64) error { return access.Revoke(c.UserContext(), tx, id) })
}

// accountTake takes one role from a login.
func (s *Server) accountTake(c *fiber.Ctx) error {
	return s.change(c, "taken", func(tx *db.Tx, id int64) error {
		return access.TakeAccount(c.UserContext(), tx, id, atoi(c.FormValue("account")))
	})
}
