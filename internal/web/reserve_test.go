package web_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/matching"
)

// Where the reserve answers, the page says so in one quiet line, and /readyz
// says why and stays ready; else neither says anything of it.
func TestReserveIsSaid(t *testing.T) {
	t.Parallel()
	const line, anew = "这次由备用的搜索（PostgreSQL）回答", "从第一页重新列出"
	deps := stack(t)
	now := matching.State{Meant: "postgresql", Engine: "postgresql"}
	restarted := false
	search := deps.Search
	deps.Search = func(ctx context.Context, a db.Actor, r matching.Request) (matching.Found, error) {
		if restarted {
			r.Cursor = ""
		}
		found, err := search(ctx, a, r)
		found.Restarted = restarted
		return found, err
	}
	deps.Standing = func() matching.State { return now }
	site := serve(t, deps)
	if p := get(t, site+"/"); strings.Contains(p.body, "备用") {
		t.Error("said though nothing failed")
	}
	get(t, site+"/readyz").says(t, 200, `"search":{"engine":"postgresql","meant":"postgresql"}`)
	now.Meant, now.Trouble, now.Since = "meilisearch", matching.WrongKey, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	get(t, site+"/").says(t, 200, line)
	get(t, site+"/?q=火星").says(t, 200, line)
	get(t, site+"/api/v1/openings").says(t, 200, `"engine":"postgresql"`)
	get(t, site+"/readyz").says(t, 200, `"status":"ok"`, `"engine":"ok"`, `"meant":"meilisearch"`, `"reason":"wrong_key"`, "LAOWU_MEILI_KEY", "2026-03-01T00:00:00Z")
	restarted = true
	get(t, site+"/?page=3&cursor=mabc").says(t, 200, line, anew, "第 1 页，共")
}
