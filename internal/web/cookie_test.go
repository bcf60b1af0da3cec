package web_test

import (
	"net/http"
	"net/netip"
	"strings"
	"testing"
)

// What a session is known by is drawn anew each time, and long enough that nobody
// guesses it: 52 characters of five bits.
func TestSessionNumbers(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	seen := map[string]bool{}
	for range 50 {
		p := get(t, site+"/login", "Cookie", "laowu=CHOSENBYANATTACKER")
		c := (&http.Response{Header: p.header}).Cookies()[0]
		if len(c.Value) != 52 || seen[c.Value] || strings.Trim(c.Value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") != "" {
			t.Errorf("a session is known by %q", c.Value)
		}
		seen[c.Value] = true
	}
}

// Every cookie is for this host alone and out of reach of scripts; one that came
// encrypted goes back encrypted alone. A stranger's word on how it came counts
// for nothing.
func TestCookies(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
	through := serve(t, b.Deps)
	b.Proxies = nil
	plain := serve(t, b.Deps)
	for _, path := range []string{"/login", "/claim", "/?type=large", "/?type=normal"} {
		for site, encrypted := range map[string]bool{through: true, plain: false} {
			p := get(t, site+path, "X-Forwarded-Proto", "https")
			all := (&http.Response{Header: p.header}).Cookies()
			if len(all) != 1 {
				t.Fatalf("%s sets %d cookies", path, len(all))
			}
			c := all[0]
			if c.Secure != encrypted || strings.HasPrefix(c.Name, "__Host-") != encrypted || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
				t.Errorf("%s, encrypted %v: %s", path, encrypted, c)
			}
		}
	}
}
