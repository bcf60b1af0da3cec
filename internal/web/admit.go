package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
)

// errForbidden is for whose role a line of the routes does not name.
var errForbidden = refusalError{fiber.StatusForbidden, "您的身份不能打开这一页", "换一个身份，或者请能办的人来办。"}

// admit lets through whom a line of the routes names; others are led elsewhere,
// to log in, or refused. What somebody with a login sees is kept nowhere, nor is
// the answer to a form, which may repeat what was typed.
func (s *Server) admit(c *fiber.Ctx, r route) (elsewhere string, err error) {
	v := s.visit(c)
	if v.stage != stageOut || r.method == fiber.MethodPost || !slices.Contains(r.roles, db.Nobody) {
		private(c)
	}
	switch {
	case slices.Contains(r.roles, v.actor.Role):
		if r.method == fiber.MethodPost {
			// Fields are the body's alone: fiber would take those of the address
			// before them, and addresses are kept in histories and logs.
			c.Context().QueryArgs().Reset()
			return "", s.checkToken(c)
		}
		return "", nil
	case v.actor.Role == db.Nobody:
		return withNext("/login?as="+kindOf(r), returnTo(c)), nil
	case v.actor.Role == Entering:
		return withNext(v.next(), returnTo(c)), nil
	}
	return "", errForbidden
}

// returnTo is where a visitor goes on after the login: to what was asked by
// address, not to what a form would have done.
func returnTo(c *fiber.Ctx) string {
	if c.Method() != fiber.MethodGet {
		return ""
	}
	return local(c.OriginalURL())
}

// kindOf says which form of the login a line wants.
func kindOf(r route) string {
	if slices.Equal(r.roles, workers) {
		return "worker"
	}
	return "staff"
}
