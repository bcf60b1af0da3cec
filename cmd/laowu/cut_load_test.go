package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// changes change the wages of all openings, some closing and coming, by the
// ordinary import.
type changes struct {
	office   office
	dir      string
	openings int
	made     atomic.Int64
}

func newChanges(t *testing.T, o office) *changes {
	t.Helper()
	return &changes{office: o, dir: t.TempDir(), openings: 30}
}

// wage is that of the last change.
func (c *changes) wage() int { return 3000 + int(c.made.Load()) }

func (c *changes) make(t *testing.T) {
	t.Helper()
	c.made.Add(1)
	var b strings.Builder
	b.WriteString("企业名称,统一社会信用代码,岗位名称,需求人数,工作地点,月薪,用工形式\n")
	for i := range c.openings {
		fmt.Fprintf(&b, "示例服务公司,91141123MA0AL47R7J,%s%d组,3,鄂尔多斯市东胜区,%d-8000,长期\n", []string{"护工", "保洁", "保安"}[i%3], i, c.wage())
	}
	path := filepath.Join(c.dir, fmt.Sprintf("%d.csv", c.made.Load()))
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Error(err)
	}
	if code, out, errs := c.office.call(t, "import", "openings", path); code != exitDone {
		t.Errorf("import: exit %d, %s %s", code, out, errs)
	}
}

// load is several people who search a hundred times a second each, while openings change.
type load struct {
	site string
	stop context.CancelFunc
	over sync.WaitGroup

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
	return &load{site: siteAt.FindString(s.out.String()), answered: map[string]int{}}
}

func (l *load) begin(t *testing.T, c *changes) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	l.stop = cancel
	for i := range 3 {
		l.over.Go(func() {
			tick := time.NewTicker(10 * time.Millisecond)
			defer tick.Stop()
			for n := 0; ctx.Err() == nil; n++ {
				<-tick.C
				l.search(t, []string{"护工 鄂尔多斯", "baojie", "", "保安 3000以上", "火星"}[(i+n)%5])
			}
		})
	}
	l.over.Go(func() {
		for ctx.Err() == nil {
			c.make(t)
		}
	})
}

// end stops the load; nothing of it may have failed, and both engines have had
// their share.
func (l *load) end(t *testing.T) {
	t.Helper()
	l.stop()
	l.over.Wait()
	t.Logf("answered %v", l.answered)
	if len(l.failed) > 0 || l.answered["meilisearch"] == 0 || l.answered["postgresql"] == 0 || len(l.answered) != 2 {
		t.Errorf("answered %v, failed %d: %.500s", l.answered, len(l.failed), strings.Join(l.failed, "\n"))
	}
}

// search asks once, as a program does and as a browser.
func (l *load) search(t *testing.T, words string) {
	t.Helper()
	status, body := l.get(t, "/api/v1/openings?q="+url.QueryEscape(words))
	var doc struct {
		Total  int
		Engine string
	}
	err := json.Unmarshal([]byte(body), &doc)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err != nil || status != 200 || doc.Total == 0 && words != "火星" {
		l.failed = append(l.failed, fmt.Sprintf("%s: %d %s", words, status, body))
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

// until waits for /readyz to say that an engine answers, for a reason where one
// is given. It is ready all the while.
func (l *load) until(t *testing.T, engine, reason string) {
	t.Helper()
	var said string
	waitUntil(t, engine+" answers: "+reason, func() bool {
		status, body := l.get(t, "/readyz")
		if status != 200 {
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
