package web

import (
	"net/netip"
	"testing"

	"github.com/gofiber/fiber/v2"
)

// proxies of the tests: this machine, a network of proxies, one of IPv6.
var proxies = []netip.Prefix{
	netip.MustParsePrefix("127.0.0.1/32"), netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8:1::/48"),
}

// telling makes a site and what asks it something about a request.
func telling[T any](t *testing.T, d Deps, read func(*Server, *fiber.Ctx) T) func(ask) T {
	t.Helper()
	var got T
	s := bare(t, d, usualTimes)
	s.server.app.Get("/told", func(c *fiber.Ctx) error {
		got = read(s.server, c)
		return nil
	})
	s.server.app.Handler()
	return func(a ask) T {
		a.path = "/told"
		s.ask(a)
		return got
	}
}

func TestClient(t *testing.T) {
	t.Parallel()
	client := telling(t, Deps{Proxies: proxies}, (*Server).client)
	const forwarded = "X-Forwarded-For"
	for name, c := range map[string]struct {
		peer    string
		headers []string
		want    string
	}{
		"nobody between":           {"192.0.2.7", nil, "192.0.2.7"},
		"a stranger's word":        {"192.0.2.7", []string{forwarded, "198.51.100.1"}, "192.0.2.7"},
		"a stranger as a proxy":    {"192.0.2.7", []string{forwarded, "198.51.100.1, 10.0.0.1"}, "192.0.2.7"},
		"one proxy":                {"127.0.0.1", []string{forwarded, "198.51.100.1"}, "198.51.100.1"},
		"forged before one proxy":  {"127.0.0.1", []string{forwarded, "203.0.113.9, 198.51.100.1"}, "198.51.100.1"},
		"forged loopback":          {"127.0.0.1", []string{forwarded, "127.0.0.1, 198.51.100.1"}, "198.51.100.1"},
		"forged in a line before":  {"127.0.0.1", []string{forwarded, "203.0.113.9", forwarded, "198.51.100.1"}, "198.51.100.1"},
		"a chain":                  {"127.0.0.1", []string{forwarded, "203.0.113.9, 198.51.100.1, 10.0.0.2, 10.0.0.1"}, "198.51.100.1"},
		"a chain in lines":         {"127.0.0.1", []string{forwarded, "198.51.100.1, 10.0.0.2", forwarded, "10.0.0.1"}, "198.51.100.1"},
		"proxies alone":            {"127.0.0.1", []string{forwarded, "10.0.0.2, 10.0.0.1"}, "10.0.0.2"},
		"a silent proxy":           {"127.0.0.1", nil, "127.0.0.1"},
		"an empty header":          {"127.0.0.1", []string{forwarded, ""}, "127.0.0.1"},
		"ports":                    {"127.0.0.1", []string{forwarded, "198.51.100.1:4711"}, "198.51.100.1"},
		"IPv6":                     {"2001:db8:1::1", []string{forwarded, "2001:db8:2::5"}, "2001:db8:2::5"},
		"IPv6 in brackets":         {"127.0.0.1", []string{forwarded, "[2001:db8:2::5]"}, "2001:db8:2::5"},
		"IPv6 with a port":         {"127.0.0.1", []string{forwarded, "[2001:db8:2::5]:4711"}, "2001:db8:2::5"},
		"IPv6 with a zone":         {"127.0.0.1", []string{forwarded, "fe80::1%eth0"}, "fe80::1"},
		"IPv4 dressed as IPv6":     {"::ffff:127.0.0.1", []string{forwarded, "::ffff:198.51.100.1"}, "198.51.100.1"},
		"no address":               {"127.0.0.1", []string{forwarded, "unknown"}, "127.0.0.1"},
		"no address before a hop":  {"127.0.0.1", []string{forwarded, "198.51.100.1, nonsense, 10.0.0.1"}, "10.0.0.1"},
		"an empty entry":           {"127.0.0.1", []string{forwarded, "198.51.100.1,,10.0.0.1"}, "10.0.0.1"},
		"an address that goes on":  {"127.0.0.1", []string{forwarded, "198.51.100.1.evil"}, "127.0.0.1"},
		"a port out of range":      {"127.0.0.1", []string{forwarded, "198.51.100.1:99999"}, "127.0.0.1"},
		"another header of theirs": {"127.0.0.1", []string{"X-Real-Ip", "198.51.100.1", "Forwarded", "for=198.51.100.1"}, "127.0.0.1"},
	} {
		if got := client(ask{peer: c.peer, headers: c.headers}).String(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestSecureTransport(t *testing.T) {
	t.Parallel()
	const proto = "X-Forwarded-Proto"
	for name, c := range map[string]struct {
		peer, url string
		headers   []string
		want      bool
	}{
		"plain":                      {"192.0.2.7", "", nil, false},
		"a stranger's word":          {"192.0.2.7", "", []string{proto, "https"}, false},
		"the proxy's word":           {"127.0.0.1", "", []string{proto, "https"}, true},
		"the proxy's word, loud":     {"127.0.0.1", "", []string{proto, " HTTPS"}, true},
		"the proxy says no":          {"127.0.0.1", "", []string{proto, "http"}, false},
		"forged before the proxy":    {"127.0.0.1", "", []string{proto, "https", proto, "http"}, false},
		"headers that nobody sets":   {"127.0.0.1", "", []string{"X-Url-Scheme", "https", "X-Forwarded-Ssl", "on"}, false},
		"the address says so":        {"192.0.2.7", "https://laowu.example", nil, true},
		"the address says otherwise": {"192.0.2.7", "http://laowu.example", nil, false},
	} {
		secure := telling(t, Deps{Proxies: proxies, BaseURL: c.url}, (*Server).secureTransport)
		if got := secure(ask{peer: c.peer, headers: c.headers}); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// The address on a poster is the one that the visitor asked for.
func TestAbsolute(t *testing.T) {
	t.Parallel()
	read := func(s *Server, c *fiber.Ctx) string { return s.absolute(c, "/x") }
	through := []string{"X-Forwarded-Host", "evil.example, www.example", "X-Forwarded-Proto", "https"}
	for name, c := range map[string]struct {
		peer, url, want string
	}{
		"a stranger's word": {"192.0.2.7", "", "http://laowu.example/x"},
		"the proxy's word":  {"127.0.0.1", "", "https://www.example/x"},
		"as it is set":      {"127.0.0.1", "https://laowu.gov.example", "https://laowu.gov.example/x"},
	} {
		absolute := telling(t, Deps{Proxies: proxies, BaseURL: c.url}, read)
		if got := absolute(ask{peer: c.peer, headers: through}); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
