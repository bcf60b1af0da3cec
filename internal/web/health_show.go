package web

import (
	"context"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"
)

// readyTime is how long a part may take to answer before it counts as away.
const readyTime = 2 * time.Second

// healthShow says that the process lives.
func (s *Server) healthShow(c *fiber.Ctx) error {
	return c.JSON(fiber.Map{"status": "ok"})
}

// readyShow says whether each part answers: 200 when all do, 503 otherwise.
// The reasons are in the log, not in the answer.
func (s *Server) readyShow(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), readyTime)
	defer cancel()
	status, parts := "ok", map[string]string{}
	for _, check := range s.Checks {
		parts[check.Name] = "ok"
		if err := check.Ask(ctx); err != nil {
			s.Log.Error("not ready", "part", check.Name, "error", err)
			parts[check.Name], status = "down", "down"
			c.Status(http.StatusServiceUnavailable)
		}
	}
	return c.JSON(fiber.Map{"status": status, "parts": parts})
}
