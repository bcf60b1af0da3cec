package web

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// The log hears once a minute of who goes over a limit, of what another site
// tried, and not of what strangers ask for in vain or typed.
func TestRefusalsAreLogged(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	s := bare(t, Deps{Log: slog.New(slog.NewTextHandler(&log, nil)), Proxies: proxies}, usualTimes)
	through := func(a ask) ask {
		a.peer, a.headers = "127.0.0.1", append(a.headers, "X-Forwarded-For", "203.0.113.5, 198.51.100.1")
		return a
	}
	s.ask(through(ask{path: "/nowhere"}))
	s.ask(through(ask{method: "PUT", path: "/people"}))
	s.ask(through(ask{path: "/healthz"}))
	if log.Len() > 0 {
		t.Errorf("the log says %s", log.String())
	}
	s.ask(through(ask{method: "POST", path: "/login%0alevel=ERROR%20msg=forged", headers: []string{"Sec-Fetch-Site", "cross-site"}, body: "password=typed"}))
	s.spend(through(ask{path: "/?q=typed"}))
	for range 20 {
		s.says(s.ask(through(ask{path: "/?q=typed"})), 429, "")
	}
	lines := strings.Split(strings.TrimSpace(log.String()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], "不是从本网站发来的") || !strings.Contains(lines[0], "forged") || !strings.Contains(lines[1], `why="limit search"`) {
		t.Errorf("the log says %s", log.String())
	}
	for _, line := range lines {
		if !strings.Contains(line, "level=WARN") || !strings.Contains(line, "from=198.51.100.1 ") || strings.Contains(line, "typed") || strings.Contains(line, " msg=forged") && !strings.Contains(line, `path="`) {
			t.Error(line)
		}
	}
}

// An account shows so many numbers and no more, from wherever it asks; a
// neighbour's and its other pages go on.
func TestAccountsAreLimited(t *testing.T) {
	t.Parallel()
	for name, l := range limits {
		if !l.accounts {
			continue
		}
		b := newBuckets(l, mostBuckets)
		n := 0
		for ; n < 1000; n++ {
			if wait, _ := b.take(asker{account: 1}, noon); wait > 0 {
				break
			}
		}
		for minute := range 24 * 60 {
			for range 2 * l.perMinute {
				if wait, _ := b.take(asker{account: 1}, noon.Add(time.Duration(minute)*time.Minute)); wait == 0 {
					n++
				}
			}
		}
		if most := l.burst + 24*60*l.perMinute; n > most || n < l.burst {
			t.Errorf("%s: %d in a day, %d are the most", name, n, most)
		}
		if wait, _ := b.take(asker{account: 2}, noon); wait > 0 {
			t.Errorf("%s: another account waits", name)
		}
	}
}
