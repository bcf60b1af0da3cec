package web

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/matching"
)

var errAway = errors.New("secret_table: canceling statement")

// hurried leaves no time to answer.
func hurried() times {
	t := usualTimes
	t.answer = 0
	return t
}

// A database that does not answer ends in a refusal in time.
func TestStuckDatabase(t *testing.T) {
	t.Parallel()
	stuck := func(ctx context.Context, _ db.Actor, _ matching.Request) (matching.Found, error) {
		<-ctx.Done()
		return matching.Found{}, errAway // not every library says why
	}
	var log bytes.Buffer
	s := bare(t, Deps{Search: stuck, Log: slog.New(slog.NewTextHandler(&log, nil))}, hurried())
	page := s.ask(ask{path: "/?q=护工"})
	s.says(page, 503, "网站现在太忙")
	s.says(page, 503, `value="护工"`)
	problem := s.ask(ask{path: "/api/v1/openings?q=x"})
	s.problem(problem, 503, "服务现在太忙")
	for _, body := range [][]byte{page.Body(), problem.Body()} {
		if strings.Contains(string(body), "secret") {
			t.Errorf("tells its detail: %s", body)
		}
	}
	if strings.Count(log.String(), "secret_table") != 2 {
		t.Errorf("the log says %s", log.String())
	}
}

// What was refused in time, or refused for a reason, stays so; an action may
// take its own time.
func TestDeadlineKeepsOtherAnswers(t *testing.T) {
	t.Parallel()
	s := bare(t, Deps{}, hurried())
	for path, act := range map[string]fiber.Handler{
		"/refused": func(*fiber.Ctx) error { return refusals[fiber.StatusForbidden] },
		"/done":    func(c *fiber.Ctx) error { return c.SendString("done") },
		"/longer": func(c *fiber.Ctx) error {
			ctx, cancel := context.WithCancel(context.WithoutCancel(c.UserContext()))
			t.Cleanup(cancel)
			c.SetUserContext(ctx)
			return errAway
		},
	} {
		s.server.app.Get(path, act)
	}
	s.server.app.Handler()
	s.says(s.ask(ask{path: "/refused"}), 403, "")
	s.says(s.ask(ask{path: "/done"}), 200, "done")
	s.says(s.ask(ask{path: "/longer"}), 500, "网站出了点问题")
}
