package web

import (
	"net/http"

	"github.com/gofiber/fiber/v2"
)

// watch tells the log of what may be an attack: who was refused, where from, at
// which address. What was typed it never says.
func (s *Server) watch(c *fiber.Ctx, why string) {
	v := s.visit(c)
	s.Log.Warn("refused", "why", why, "method", c.Method(), "path", c.Path(), "from", s.client(c), "login", v.standing.Login, "role", v.actor.Role)
}

// watched says which refusals are told: what somebody may not do, and what he
// does not see, where he is known. Strangers try every address there is.
func (s *Server) watched(c *fiber.Ctx, status int) bool {
	return status == http.StatusForbidden || status == http.StatusNotFound && s.visit(c).stage != stageOut
}
