package meili_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/meili"
	"laowu/matching/pgsearch"
)

func TestWorkerContract(t *testing.T) {
	t.Parallel()
	contract.RunWorkers(t, func(t *testing.T, all []contract.Worker) contract.WorkerDesk {
		d := testdb.New(t)
		v, err := access.OpenVault(t.Context(), d, clerk, filepath.Join(t.TempDir(), "keyset.json"))
		if err != nil {
			t.Fatal(err)
		}
		staff, err := contract.InsertWorkers(t.Context(), d, v, all)
		if err != nil {
			t.Fatal(err)
		}
		l := lexicon(t, d)
		_, at := engineAt(t, l)
		e := meili.New(meili.Options{
			URL: at.url, Key: at.key, Prefix: at.prefix, Lexicon: l, Now: func() time.Time { return testdb.Now },
			Scope: func(ctx context.Context, actor db.Actor) (bool, []string, error) {
				return matching.WorkerScope(ctx, d, actor)
			},
		})
		t.Cleanup(e.Close)
		rebuild(t, e, nil, workersOf(t, d, l, staff.IDs))
		return contract.WorkerDesk{DB: d, Service: matching.NewService(l, e, pgsearch.New(d, l).Terms).WithWorkers(d, v, e), Staff: staff}
	})
}

// workersOf reads the documents of people of both counties of the suite.
func workersOf(t *testing.T, d *db.DB, l *matching.Lexicon, ids []int64) []matching.WorkerDocument {
	t.Helper()
	var all []matching.WorkerDocument
	for _, county := range []string{"141123", "141124"} {
		err := d.Tx(t.Context(), db.Actor{County: county, Role: db.Admin}, func(tx *db.Tx) error {
			docs, err := matching.NewWorkerReader(l).Read(t.Context(), tx, ids)
			all = append(all, docs...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// sees is what PostgreSQL says in the program: here the county sees all, an
// association its own, and others nobody.
func sees(_ context.Context, actor db.Actor) (all bool, scope []string, err error) {
	switch actor.Role {
	case db.Admin:
		return true, nil, nil
	case db.Association:
		return false, []string{"A:7"}, nil
	}
	return false, nil, nil
}

// People follow what is told, within what the actor sees.
func TestPutWorkersFollows(t *testing.T) {
	t.Parallel()
	l := lexicon(t, testdb.New(t))
	e, at := engineAt(t, l)
	all := people(l, 30)
	for i := range all {
		all[i].Scope = []string{fmt.Sprint("A:", 7+i%2)}
	}
	rebuild(t, e, nil, all)
	count := func(what string, actor db.Actor, want int) {
		t.Helper()
		a, err := e.SearchWorkers(t.Context(), actor, matching.WorkerQuestion{Limit: 100})
		if err != nil || a.Total != want || len(a.Hits) != want {
			t.Errorf("%s: %d of %d, %v; want %d", what, len(a.Hits), a.Total, err, want)
		}
	}
	association := db.Actor{County: "141123", Role: db.Association, Organisation: 7}
	count("the county", clerk, 30)
	count("another county", db.Actor{County: "141124", Role: db.Admin}, 0)
	count("an association", association, 15)
	count("a visitor", nobody, 0)
	if _, err := e.SearchWorkers(t.Context(), db.Actor{County: "*", Role: db.Admin}, matching.WorkerQuestion{}); err == nil {
		t.Error("an actor without a county may search")
	}
	all[0].Scope = []string{"A:8"}
	if err := e.PutWorkers(t.Context(), all[:1], []int64{all[2].ID}); err != nil {
		t.Fatal(err)
	}
	count("the county, one gone", clerk, 29)
	count("an association, one gone and one moved", association, 13)
	// An engine that was not told who sees whom tells nobody of anybody.
	blind := meili.New(meili.Options{URL: at.url, Key: at.key, Prefix: at.prefix, Lexicon: l})
	defer blind.Close()
	if _, err := blind.SearchWorkers(t.Context(), clerk, matching.WorkerQuestion{}); err == nil || meili.Cause(err) != nil {
		t.Errorf("without a scope: %v", err)
	}
	denied := errors.New("denied")
	closed := meili.New(meili.Options{URL: at.url, Key: at.key, Prefix: at.prefix, Lexicon: l, Scope: func(context.Context, db.Actor) (bool, []string, error) { return true, nil, denied }})
	defer closed.Close()
	if _, err := closed.SearchWorkers(t.Context(), clerk, matching.WorkerQuestion{}); !errors.Is(err, denied) {
		t.Errorf("denied: %v", err)
	}
	// Codes and years alone: that is all the engine is given of anybody.
	text := string(get(t, at, at.master, fmt.Sprintf("/indexes/%sworkers/documents?limit=1", at.prefix)))
	if strings.Contains(text, "name") || strings.Contains(text, "village") {
		t.Error(text)
	}
}
