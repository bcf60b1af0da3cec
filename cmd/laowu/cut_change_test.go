package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/matching"
	"laowu/matching/index"
)

const openingHeads = "企业名称,统一社会信用代码,岗位名称,需求人数,工作地点,月薪,用工形式\n"

func openingRow(title string, wage int) string {
	return fmt.Sprintf("示例服务公司,91141123MA0AL47R7J,%s,3,鄂尔多斯市东胜区,%d-8000,长期\n", title, wage)
}

// stock brings thirty openings, which nobody changes.
func (o office) stock(t *testing.T) {
	t.Helper()
	text := openingHeads
	for i := range 30 {
		text += openingRow(fmt.Sprintf("%s%d组", []string{"护工", "保洁", "保安"}[i%3], i), 3001)
	}
	path := filepath.Join(t.TempDir(), "stock.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	o.ask(t, exitDone, "import", "openings", path)
}

// changes are imports of openings. Each brings one and raises the wage of the
// one before; of three, the last is taken back.
type changes struct {
	mu   sync.Mutex
	made map[string]int // wage that an opening says in the end, 0 where it is gone
}

func (c *changes) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.made)
}

func (c *changes) change(t *testing.T, a *app, n int) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context()) // a change that has begun is made
	title := func(n int) string { return fmt.Sprintf("厨师%d组", n) }
	text := openingHeads + openingRow(title(n), 4000+n)
	wages := map[string]int{title(n): 4000 + n}
	if n%3 == 1 {
		text += openingRow(title(n-1), 5000+n)
		wages[title(n-1)] = 5000 + n
	}
	kind, _ := imports.ByName("openings")
	report, err := a.importFiles(ctx, imports.Submission{
		Kind: kind, Files: []imports.File{{Name: "change.csv", Data: strings.NewReader(text), Size: int64(len(text))}},
	}, func(int, int) {})
	if err == nil && n%3 == 2 {
		wages[title(n)] = 0
		err = takeBack(ctx, a, report)
	}
	if err != nil || report.Rejected > 0 {
		t.Errorf("change %d: %v %+v", n, err, report)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for title, wage := range wages {
		c.made[title] = wage
	}
}

func takeBack(ctx context.Context, a *app, r imports.Report) error {
	id, err := strconv.ParseInt(r.ImportID, 10, 64)
	if err != nil {
		return err
	}
	return a.db.Tx(ctx, a.actor(), func(tx *db.Tx) error {
		_, err := imports.Undo(ctx, tx, a.vault, a.imports.Desk, id)
		return err
	})
}

// sameInBoth holds both engines to the changes, once nothing waits to be told.
func (o office) sameInBoth(t *testing.T, c *changes) {
	t.Helper()
	o.within(t, func(ctx context.Context, a *app) {
		var lags []index.Lag
		waitUntil(t, "nothing waits to be told", func() bool {
			var err error
			if lags, err = index.Lags(ctx, a.db, a.config.County); err != nil {
				t.Fatal(err)
			}
			at := slices.IndexFunc(lags, func(l index.Lag) bool { return l.Engine == a.meili.Name() })
			return at >= 0 && lags[at].Waiting == 0
		}, func() string { return fmt.Sprint(lags) })
		for _, e := range []matching.Engine{a.engine, a.meili} {
			said := wages(ctx, t, a, e)
			for title, wage := range c.made {
				if said[title] != wage {
					t.Errorf("%s: %s has wage %d, want %d", e.Name(), title, said[title], wage)
				}
				delete(said, title)
			}
			if len(said) != 30 {
				t.Errorf("%s has besides: %v", e.Name(), said)
			}
		}
	})
}

// wages are what an engine says of all openings, by title.
func wages(ctx context.Context, t *testing.T, a *app, e matching.Engine) map[string]int {
	t.Helper()
	all := map[string]int{}
	for q := (matching.Question{Limit: 100}); ; {
		answer, err := e.SearchOpenings(ctx, a.actor(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range answer.Hits {
			all[h.Title] = h.WageMin
		}
		if q.Cursor = answer.NextCursor; q.Cursor == "" {
			return all
		}
	}
}
