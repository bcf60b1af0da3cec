package meili_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/meili"
)

// Before the first build nothing is found and nothing is written: an index
// that the engine makes by itself has no settings.
func TestBeforeTheFirstBuild(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	l := lexicon(t, d)
	docs, _ := insert(t, d, l, []contract.Opening{cleaner})
	e, at := engineAt(t, l)
	if _, err := e.SearchOpenings(t.Context(), nobody, matching.Question{Limit: 1}); !errors.Is(err, meili.ErrMissing) {
		t.Errorf("search: %v, want ErrMissing", err)
	}
	if _, err := e.SearchWorkers(t.Context(), clerk, matching.WorkerQuestion{}); !errors.Is(err, meili.ErrMissing) {
		t.Errorf("search for people: %v, want ErrMissing", err)
	}
	if err := e.PutOpenings(t.Context(), docs, nil); !errors.Is(err, meili.ErrMissing) {
		t.Errorf("write: %v, want ErrMissing", err)
	}
	if err := e.PutWorkers(t.Context(), nil, []int64{1}); !errors.Is(err, meili.ErrMissing) {
		t.Errorf("write people: %v, want ErrMissing", err)
	}
	if current, err := e.SettingsCurrent(t.Context()); current || err != nil {
		t.Errorf("settings of nothing are current: %v, %v", current, err)
	}
	if names := indexes(t, at); len(names) != 0 {
		t.Errorf("indexes %v", names)
	}
	// One that somebody else made is none of ours.
	if _, err := ask(t, at, at.master, "POST", "/indexes/"+at.prefix+"openings/documents", []any{map[string]any{"id": 1}}); err == nil {
		t.Fatal("no answer")
	}
	waitIdle(t, at)
	if err := e.Health(t.Context()); !errors.Is(err, meili.ErrMissing) {
		t.Errorf("somebody else's index: %v, want ErrMissing", err)
	}
	rebuild(t, e, docs, nil)
	if err := e.Health(t.Context()); err != nil {
		t.Error(err)
	}
	if n := total(t, e, matching.Question{}); n != 1 {
		t.Errorf("%d found after the build", n)
	}
	// One of both that somebody removed is missed, and both are built anew.
	if _, err := ask(t, at, at.master, "DELETE", "/indexes/"+at.prefix+"workers", nil); err == nil {
		t.Fatal("no answer")
	}
	waitIdle(t, at)
	if err := e.Health(t.Context()); !errors.Is(err, meili.ErrMissing) {
		t.Errorf("without people: %v, want ErrMissing", err)
	}
	if current, err := e.SettingsCurrent(t.Context()); current || err != nil {
		t.Errorf("without people it is current: %v, %v", current, err)
	}
	rebuild(t, e, docs, nil)
	if err := e.Health(t.Context()); err != nil {
		t.Error(err)
	}
}

// While a copy is built the old one answers, and there is no moment without
// one. What a killed rebuild leaves goes with the next.
func TestRebuildBeside(t *testing.T) {
	t.Parallel()
	e, d, ids := desk(t, cleaner, chef)
	l := lexicon(t, d)
	killed, err := e.Rebuild(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := killed.PutOpenings(t.Context(), documents(l, 3), nil); err != nil {
		t.Fatal(err)
	}
	var stop atomic.Bool
	asked := make(chan error)
	go func() {
		for !stop.Load() {
			a, err := e.SearchOpenings(t.Context(), nobody, matching.Question{Limit: 1})
			if err != nil || a.Total != len(ids) && a.Total != 7 {
				asked <- fmt.Errorf("%d found, %w", a.Total, err)
				return
			}
		}
		asked <- nil
	}()
	rebuild(t, e, documents(l, 7), nil)
	stop.Store(true)
	if err := <-asked; err != nil {
		t.Errorf("while it was built: %v", err)
	}
	if n := total(t, e, matching.Question{}); n != 7 {
		t.Errorf("%d found after the swap, want 7", n)
	}
	if current, err := e.SettingsCurrent(t.Context()); !current || err != nil {
		t.Errorf("settings are not current: %v, %v", current, err)
	}
}

func TestAbandon(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	l := lexicon(t, d)
	e, at := engineAt(t, l)
	rebuild(t, e, documents(l, 2), nil)
	b, err := e.Rebuild(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(b.PutOpenings(t.Context(), documents(l, 5), nil), b.Abandon(t.Context()), b.Abandon(t.Context())); err != nil {
		t.Fatal(err)
	}
	if n := total(t, e, matching.Question{}); n != 2 {
		t.Errorf("%d found, want 2", n)
	}
	// A killed one is swept by the next, and a swapped one cannot be abandoned.
	if _, err := e.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	last, err := e.Rebuild(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(last.PutOpenings(t.Context(), documents(l, 4), nil), last.Swap(t.Context()), last.Abandon(t.Context())); err != nil {
		t.Fatal(err)
	}
	if n := total(t, e, matching.Question{}); n != 4 {
		t.Errorf("%d found, want 4", n)
	}
	if names := indexes(t, at); len(names) != 2 {
		t.Errorf("indexes %v", names)
	}
}

// documents are openings without a database behind them, each of its own head
// count and wage.
func documents(l *matching.Lexicon, n int) []matching.OpeningDocument {
	out := make([]matching.OpeningDocument, n)
	for i := range out {
		out[i] = matching.OpeningDocument{
			ID: int64(i + 1), Title: "保洁员", Enterprise: "示例物业有限公司", Place: "140105", PlaceText: "太原市小店区", Form: "regular",
			Headcount: i + 1, WageMin: 2000 + i, AgeMin: 16, Trades: []string{"cleaner"}, Groups: l.Groups("cleaner"),
			Unit: l.Unit("140105"), Path: l.Path("140105"), CreatedAt: testdb.Now,
		}
	}
	return out
}

// indexes are the names of a test's indexes.
func indexes(t *testing.T, at address) []string {
	t.Helper()
	var all struct {
		Results []struct {
			UID string `json:"uid"`
		} `json:"results"`
	}
	if err := json.Unmarshal(get(t, at, at.master, "/indexes?limit=1000"), &all); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, i := range all.Results {
		if strings.HasPrefix(i.UID, at.prefix) {
			names = append(names, i.UID)
		}
	}
	return names
}

// waitIdle waits until the server has nothing to do for this test.
func waitIdle(t *testing.T, at address) {
	t.Helper()
	for {
		var open struct {
			Total int `json:"total"`
		}
		if err := json.Unmarshal(get(t, at, at.key, "/tasks?statuses=enqueued,processing"), &open); err != nil {
			t.Fatal(err)
		}
		if open.Total == 0 {
			return
		}
	}
}
