package web

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
)

// spend asks as often as the burst allows.
func (s site) spend(a ask) {
	s.Helper()
	for n := range limits[limitSearch].burst {
		if got := s.ask(a).StatusCode(); got == fiber.StatusTooManyRequests {
			s.Fatalf("request %d of %s is refused", n, a.peer)
		}
	}
}

func TestSearchIsLimited(t *testing.T) {
	t.Parallel()
	var later atomic.Int64
	s := bare(t, Deps{Now: func() time.Time { return noon.Add(time.Duration(later.Load())) }}, usualTimes)
	s.spend(ask{path: "/?q=x"})
	for _, path := range []string{"/", "/?q=x", "/?type=", "/openings/1", "/OPENINGS/1", "/openings/1/", "/openings/1/poster"} {
		answer := s.ask(ask{path: path})
		s.says(answer, 429, "查得太快了")
		if got := string(answer.Header.Peek("Retry-After")); got != "1" {
			t.Errorf("%s: Retry-After %q", path, got)
		}
	}
	for _, path := range []string{"/api/v1/openings?q=x", "/API/v1/openings", "/api/v1/openapi.json", "/api/nowhere", "/api"} {
		s.problem(s.ask(ask{path: path}), 429, "查得太快了")
	}
	s.says(s.ask(ask{method: "HEAD", path: "/?q=x"}), 429, "")
	for _, path := range []string{"/healthz", "/readyz", "/help", s.server.assets.style, "/robots.txt"} {
		s.says(s.ask(ask{path: path}), 200, "")
	}
	if got := s.ask(ask{path: "/", peer: "192.0.2.8"}).StatusCode(); got != 200 {
		t.Errorf("a neighbour gets %d", got)
	}
	later.Store(int64(200 * time.Millisecond))
	if got := s.ask(ask{path: "/"}).StatusCode(); got != 200 {
		t.Errorf("after a fifth of a second: %d", got)
	}
	s.says(s.ask(ask{path: "/"}), 429, "")
}

// This machine has no limit, but whom a proxy on it names has one.
func TestWhoIsLimited(t *testing.T) {
	t.Parallel()
	through := func(a string) ask {
		return ask{path: "/", peer: "127.0.0.1", headers: []string{"X-Forwarded-For", a}}
	}
	s := bare(t, Deps{Proxies: proxies}, usualTimes)
	s.spend(through("198.51.100.1"))
	s.says(s.ask(through("198.51.100.1")), 429, "")
	s.says(s.ask(through("203.0.113.9, 198.51.100.1")), 429, "")
	s.says(s.ask(ask{path: "/", peer: "198.51.100.1"}), 429, "")
	s.says(s.ask(through("198.51.100.2")), 200, "")
	another := ask{path: "/", peer: "10.0.0.1", headers: []string{"X-Forwarded-For", "127.0.0.1"}} // its own machine, not ours
	s.spend(another)
	s.says(s.ask(another), 429, "")
	s.spend(through("2001:db8::1"))
	s.says(s.ask(through("2001:db8::2")), 429, "")
	s.says(s.ask(through("2001:db8:0:1::1")), 200, "")

	undeclared := bare(t, Deps{}, usualTimes)
	for _, peer := range []string{"127.0.0.1", "::1", "127.8.0.1"} {
		undeclared.spend(ask{path: "/", peer: peer})
		undeclared.says(undeclared.ask(ask{path: "/", peer: peer}), 200, "")
	}
	forged := ask{path: "/", peer: "192.0.2.7", headers: []string{"X-Forwarded-For", "127.0.0.1"}}
	undeclared.spend(forged)
	undeclared.says(undeclared.ask(forged), 429, "")
}
