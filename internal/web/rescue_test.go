package web

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/area"
)

// A panic is told without its detail, which the log has with the place.
func TestPanicIsNotTold(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	s := bare(t, Deps{Log: slog.New(slog.NewTextHandler(&log, nil))}, usualTimes)
	fall := func(*fiber.Ctx) error { panic("secret detail") }
	s.server.app.Get("/fall", fall)
	s.server.app.Get("/api/fall", fall)
	s.server.app.Handler()
	page := s.ask(ask{path: "/fall"})
	s.says(page, 500, "网站出了点问题")
	if strings.Contains(string(page.Body()), "secret") {
		t.Errorf("tells its detail: %s", page.Body())
	}
	if !strings.Contains(log.String(), "secret detail") || !strings.Contains(log.String(), "rescue_test.go") {
		t.Errorf("the log says %s", log.String())
	}
}

// Where even the page of an error fails, a plain sentence is left.
func TestFailureOfAFailure(t *testing.T) {
	t.Parallel()
	s := bare(t, Deps{}, usualTimes)
	s.server.Atlas = func() *area.Atlas { panic("secret detail") }
	answer := s.ask(ask{path: "/nowhere"})
	s.says(answer, 500, "网站出了点问题。不是您的错")
	if got := string(answer.Header.ContentType()); got != "text/plain; charset=utf-8" || strings.Contains(string(answer.Body()), "secret") {
		t.Errorf("%s: %s", got, answer.Body())
	}
}
