package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// load is people who search and an office that changes openings, all the while.
type load struct {
	site    string
	stop    context.CancelFunc
	over    sync.WaitGroup
	changes *changes

	mu       sync.Mutex
	answered map[string]int // searches by engine
	failed   []string
}

var siteAt = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

func newLoad(t *testing.T, s *service) *load {
	t.Helper()
	select {
	case <-s.up:
	case code := <-s.code:
		t.Fatalf("exit %d, said %s", code, s.out.String())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return &load{site: siteAt.FindString(s.out.String()), answered: map[string]int{}, changes: &changes{made: map[string]int{}}}
}

// What people ask, and how many of the openings in stock it finds, whichever
// engine answers.
var stockAsked = []struct {
	words string
	finds int
}{{"护工 鄂尔多斯", 10}, {"baojie", 10}, {"保安 3000以上", 10}, {"保洁", 10}, {"火星", 0}}

// Pauses of the load: two searchers and an office, on a machine that has other
// tests to run.
const searchEvery, changeEvery = 20 * time.Millisecond, 200 * time.Millisecond

func (l *load) begin(t *testing.T, o office) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	l.stop = cancel
	for i := range 2 {
		l.over.Go(func() { every(ctx, searchEvery, func(n int) { l.search(t, i+n) }) })
	}
	l.over.Go(func() {
		o.within(t, func(_ context.Context, a *app) { every(ctx, changeEvery, func(n int) { l.changes.change(t, a, n) }) })
	})
}

// every does something until ctx ends; what has begun is done.
func every(ctx context.Context, pause time.Duration, do func(n int)) {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			do(n)
		}
	}
}

// end stops the load, of which nothing may have failed.
func (l *load) end(t *testing.T) {
	t.Helper()
	l.stop()
	l.over.Wait()
	t.Logf("answered %v, %d changes", l.answered, l.changes.count())
	if len(l.failed) > 0 || len(l.answered) != 2 {
		t.Errorf("answered %v, failed %d: %.500s", l.answered, len(l.failed), strings.Join(l.failed, "\n"))
	}
}

// search asks once as a program does, and now and then as a browser.
func (l *load) search(t *testing.T, n int) {
	t.Helper()
	ask := stockAsked[n%len(stockAsked)]
	status, body := l.get(t, "/api/v1/openings?q="+url.QueryEscape(ask.words))
	var doc struct {
		Total  int
		Engine string
	}
	err := json.Unmarshal([]byte(body), &doc)
	failed := err != nil || status != http.StatusOK || doc.Total != ask.finds
	if !failed && n%7 == 0 {
		status, body = l.get(t, "/?q="+url.QueryEscape(ask.words))
		failed = status != http.StatusOK || !strings.Contains(body, "</html>")
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if failed {
		l.failed = append(l.failed, fmt.Sprintf("%s: %d %s", ask.words, status, body))
	}
	l.answered[doc.Engine]++
}

func (l *load) get(t *testing.T, path string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(context.WithoutCancel(t.Context()), http.MethodGet, l.site+path, nil)
	if err != nil {
		return 0, err.Error()
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err.Error()
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return 0, err.Error()
	}
	return res.StatusCode, string(body)
}

// more waits for twenty more searches that an engine answered, and for two more
// changes.
func (l *load) more(t *testing.T, engine string) {
	t.Helper()
	count := func() (answers, changes int) {
		l.mu.Lock()
		defer l.mu.Unlock()
		return l.answered[engine], l.changes.count()
	}
	answers, changes := count()
	waitUntil(t, "more answers of "+engine, func() bool { a, c := count(); return a >= answers+20 && c >= changes+2 },
		func() string { l.mu.Lock(); defer l.mu.Unlock(); return fmt.Sprint(l.answered) })
}

// until waits for /readyz to say that an engine answers, for a reason where one
// is given. It is ready all the while.
func (l *load) until(t *testing.T, engine, reason string) {
	t.Helper()
	var said string
	waitUntil(t, engine+" answers: "+reason, func() bool {
		status, body := l.get(t, "/readyz")
		if status != http.StatusOK {
			t.Fatalf("not ready: %d %s", status, body)
		}
		said = body
		return strings.Contains(body, `"search":{"engine":"`+engine+`"`) && (reason == "" || strings.Contains(body, `"reason":"`+reason+`"`))
	}, func() string { return said })
}

// waitUntil waits for something to become so, however slow the machine.
func waitUntil(t *testing.T, what string, so func() bool, said func() string) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(5 * time.Minute); !so(); <-tick.C {
		if time.Now().After(end) {
			t.Fatalf("%s: not after five minutes: %s", what, said())
		}
	}
}
