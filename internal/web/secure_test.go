package web

import (
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// Every answer, a refusal too, forbids what pages do not need, and none tells
// what program made it.
func TestEveryAnswerIsGuarded(t *testing.T) {
	t.Parallel()
	s := bare(t, Deps{}, usualTimes)
	s.server.app.Get("/fall", func(*fiber.Ctx) error { panic("x") })
	s.server.app.Get("/late", func(*fiber.Ctx) error { return errLate })
	s.server.app.Handler()
	tired := "192.0.2.99"
	s.spend(ask{path: "/", peer: tired})
	for name, c := range map[string]struct {
		ask
		want int
	}{
		"page":           {ask{path: "/help"}, 200},
		"head":           {ask{path: "/help", method: "HEAD"}, 200},
		"search":         {ask{path: "/?q=x"}, 200},
		"static":         {ask{path: s.server.assets.style}, 200},
		"robots":         {ask{path: "/robots.txt"}, 200},
		"health":         {ask{path: "/healthz"}, 200},
		"description":    {ask{path: "/api/v1/openapi.json"}, 200},
		"API":            {ask{path: "/api/v1/openings"}, 200},
		"redirect":       {ask{path: "/?type=large"}, 303},
		"foreign":        {ask{path: "/", method: "POST", headers: []string{"Origin", "https://evil.example"}}, 403},
		"nowhere":        {ask{path: "/nowhere"}, 404},
		"no static":      {ask{path: "/static/x"}, 404},
		"no API":         {ask{path: "/api/nowhere"}, 404},
		"method":         {ask{path: "/help", method: "POST"}, 405},
		"odd method":     {ask{path: "/", method: "PROPFIND"}, 405},
		"options":        {ask{path: "/", method: "OPTIONS"}, 405},
		"trace":          {ask{path: "/", method: "TRACE"}, 405},
		"packed":         {ask{path: "/", method: "POST", headers: []string{"Content-Encoding", "gzip"}, body: "x"}, 415},
		"wrong question": {ask{path: "/?age=x"}, 422},
		"API's question": {ask{path: "/api/v1/openings?limit=0"}, 422},
		"limit":          {ask{path: "/", peer: tired}, 429},
		"API's limit":    {ask{path: "/api/v1/openings", peer: tired}, 429},
		"fall":           {ask{path: "/fall"}, 500},
		"late":           {ask{path: "/late"}, 503},
	} {
		answer := s.ask(c.ask)
		if answer.StatusCode() != c.want {
			t.Errorf("%s: %d, want %d", name, answer.StatusCode(), c.want)
		}
		guarded(t, name, answer)
	}
}

func guarded(t *testing.T, name string, answer *fasthttp.Response) {
	t.Helper()
	for _, p := range policies {
		if got := string(answer.Header.Peek(p[0])); got != p[1] {
			t.Errorf("%s: %s is %q", name, p[0], got)
		}
	}
	for _, silent := range []string{"Server", "X-Powered-By", "Access-Control-Allow-Origin", "Strict-Transport-Security"} {
		if got := answer.Header.Peek(silent); len(got) > 0 {
			t.Errorf("%s: %s is %s", name, silent, got)
		}
	}
	if answer.StatusCode() >= 400 {
		if got := string(answer.Header.Peek("Cache-Control")); got != "no-store" && !strings.HasPrefix(string(answer.Header.ContentType()), "application/problem") {
			t.Errorf("%s: an error is kept: %q", name, got)
		}
	}
}

// The policy lets nothing run that stands in a page.
func TestPolicyIsStrict(t *testing.T) {
	t.Parallel()
	for _, p := range policies {
		if p[0] != "Content-Security-Policy" {
			continue
		}
		if !strings.HasPrefix(p[1], "default-src 'none';") {
			t.Error("what is not named is allowed")
		}
		for _, loose := range []string{"unsafe", "*", "data:", "blob:", "http:", "https:"} {
			if strings.Contains(p[1], loose) {
				t.Errorf("the policy has %s", loose)
			}
		}
	}
}

// Who came encrypted once comes so for a year; who did not is not told to.
func TestEncryptedOnly(t *testing.T) {
	t.Parallel()
	s := bare(t, Deps{Proxies: proxies}, usualTimes)
	for _, path := range []string{"/help", "/nowhere", "/?type=large", s.server.assets.style, "/api/nowhere"} {
		through := s.ask(ask{path: path, peer: "127.0.0.1", headers: []string{"X-Forwarded-Proto", "https"}})
		if got := string(through.Header.Peek("Strict-Transport-Security")); got != encryptedOnly {
			t.Errorf("%s: %q", path, got)
		}
		forged := s.ask(ask{path: path, headers: []string{"X-Forwarded-Proto", "https"}})
		if got := forged.Header.Peek("Strict-Transport-Security"); len(got) > 0 {
			t.Errorf("%s: a stranger gets %s", path, got)
		}
	}
}

// A page that says it is private stays out of every store.
func TestPrivate(t *testing.T) {
	t.Parallel()
	s := bare(t, Deps{}, usualTimes)
	s.server.app.Get("/own", func(c *fiber.Ctx) error {
		private(c)
		return s.server.helpShow(c)
	})
	s.server.app.Handler()
	for path, want := range map[string]string{"/own": "no-store", "/help": "private, no-cache"} {
		if got := string(s.ask(ask{path: path}).Header.Peek("Cache-Control")); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
}

func TestRobots(t *testing.T) {
	t.Parallel()
	s := bare(t, Deps{}, usualTimes)
	s.says(s.ask(ask{path: "/robots.txt"}), 200, "Allow: /openings\nDisallow: /\n")
}
