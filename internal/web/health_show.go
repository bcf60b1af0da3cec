package web

import (
	"context"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/matching"
	"laowu/matching/index"
)

// readyTime is how long a part may take to answer before it counts as away.
const readyTime = 2 * time.Second

// healthShow says that the process lives.
func (s *Server) healthShow(c *fiber.Ctx) error {
	return c.JSON(fiber.Map{"status": "ok"})
}

// readyShow says whether each part answers: 200 when all do, 503 otherwise.
// The reasons are in the log, not in the answer. A reserve that answers for the
// search engine is enough, and is said.
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
	answer := fiber.Map{"status": status, "parts": parts}
	if s.Standing != nil {
		answer["search"] = standing(s.Standing())
	}
	if s.DB != nil { // being behind is shown, and is no reason not to be asked
		if lags, err := index.Lags(ctx, s.DB, s.County); err == nil {
			answer["indexes"] = lags
		}
	}
	return c.JSON(answer)
}

// standing is which engine answers, which one should, and why it does not.
func standing(now matching.State) fiber.Map {
	said := fiber.Map{"engine": now.Engine, "meant": now.Meant}
	if now.Trouble != "" {
		said["reason"], said["since"], said["hint"] = now.Trouble, now.Since.UTC().Format(time.RFC3339), now.Trouble.Hint()
	}
	return said
}
