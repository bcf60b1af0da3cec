package web

import (
	"testing"

	"github.com/gofiber/fiber/v2"
)

func TestSameSite(t *testing.T) {
	t.Parallel()
	s := bare(t, Deps{Proxies: proxies, BaseURL: "https://laowu.gov.example/desk"}, usualTimes)
	s.server.app.All("/act", func(c *fiber.Ctx) error { return c.SendStatus(204) })
	s.server.app.Handler()
	const site, origin, host = "Sec-Fetch-Site", "Origin", "X-Forwarded-Host"
	for name, c := range map[string]struct {
		method, peer string
		headers      []string
		want         int
	}{
		"a program":                       {"POST", "", nil, 204},
		"our own page":                    {"POST", "", []string{site, "same-origin", origin, "http://laowu.example"}, 204},
		"our own page, old browser":       {"POST", "", []string{origin, "http://laowu.example"}, 204},
		"our own page, encrypted before":  {"POST", "", []string{origin, "https://laowu.example:443"}, 204},
		"in capitals":                     {"POST", "", []string{origin, "HTTP://Laowu.Example"}, 204},
		"the visitor's own doing":         {"POST", "", []string{site, "none"}, 204},
		"another site":                    {"POST", "", []string{site, "cross-site", origin, "https://evil.example"}, 403},
		"another site without origin":     {"POST", "", []string{site, "cross-site"}, 403},
		"another site, old browser":       {"POST", "", []string{origin, "https://evil.example"}, 403},
		"a name below ours":               {"POST", "", []string{site, "same-site", origin, "http://a.laowu.example"}, 403},
		"a name below ours, old browser":  {"POST", "", []string{origin, "http://a.laowu.example"}, 403},
		"a name like ours":                {"POST", "", []string{origin, "http://laowu.example.evil.example"}, 403},
		"our name as a user":              {"POST", "", []string{origin, "http://laowu.example@evil.example"}, 403},
		"another port":                    {"POST", "", []string{origin, "http://laowu.example:8081"}, 403},
		"a hidden origin":                 {"POST", "", []string{origin, "null"}, 403},
		"a file":                          {"POST", "", []string{origin, "file://"}, 403},
		"an extension":                    {"POST", "", []string{origin, "chrome-extension://laowu.example"}, 403},
		"garbage":                         {"POST", "", []string{origin, "http://[::1"}, 403},
		"a word that browsers do not say": {"POST", "", []string{site, "same"}, 403},
		"both must say so":                {"POST", "", []string{site, "same-origin", origin, "https://evil.example"}, 403},
		"deleting":                        {"DELETE", "", []string{site, "cross-site"}, 403},
		"putting":                         {"PUT", "", []string{site, "cross-site"}, 403},
		"changing":                        {"PATCH", "", []string{site, "cross-site"}, 403},
		"reading":                         {"GET", "", []string{site, "cross-site", origin, "https://evil.example"}, 204},
		"the public address":              {"POST", "", []string{origin, "https://laowu.gov.example"}, 204},
		"the public address, bare":        {"POST", "", []string{origin, "http://laowu.gov.example"}, 403},
		"a stranger's host":               {"POST", "192.0.2.7", []string{origin, "https://evil.example", host, "evil.example"}, 403},
		"the proxy's host":                {"POST", "127.0.0.1", []string{origin, "https://www.example", host, "www.example"}, 204},
		"the proxy's host, another page":  {"POST", "127.0.0.1", []string{origin, "https://evil.example", host, "www.example"}, 403},
	} {
		answer := s.ask(ask{method: c.method, path: "/act", peer: c.peer, headers: c.headers})
		if answer.StatusCode() != c.want {
			t.Errorf("%s: %d, want %d", name, answer.StatusCode(), c.want)
		}
		if c.want == 403 {
			s.says(answer, 403, "不是从本网站发来的")
			s.problem(s.ask(ask{method: c.method, path: "/api/v1/act", peer: c.peer, headers: c.headers}), 403, errForeign.what)
		}
	}
}
