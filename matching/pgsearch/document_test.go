package pgsearch_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/pgsearch"
)

// desk is an engine over a few openings.
func desk(t *testing.T, openings ...contract.Opening) (*db.DB, *pgsearch.Engine, []int64) {
	t.Helper()
	d := testdb.New(t)
	e := pgsearch.New(d, lexicon(t, d))
	return d, e, put(t, d, e, openings)
}

func total(t *testing.T, e *pgsearch.Engine, actor db.Actor, q matching.Question) int {
	t.Helper()
	q.Limit = 10
	a, err := e.SearchOpenings(t.Context(), actor, q)
	if err != nil {
		t.Fatal(err)
	}
	return a.Total
}

var cleaner = contract.Opening{Title: "保洁员", Enterprise: "示例物业有限公司", Place: "140105", PlaceText: "太原市小店区", WageMin: 3000}

// Documents follow their openings within the transaction that changes them.
func TestPutFollowsOpenings(t *testing.T) {
	t.Parallel()
	d, e, ids := desk(t, cleaner, contract.Opening{Title: "厨师", Enterprise: "示例餐饮有限公司", PlaceText: "北京"})
	chef, sweeper := matching.Question{Trades: []string{"chef"}}, matching.Question{Trades: []string{"cleaner"}}
	for _, step := range []struct {
		name, sql       string
		changed         int64
		chefs, cleaners int
	}{
		{"nothing changes", "SELECT $1::bigint", 0, 1, 1},
		{"another title", "UPDATE opening SET title = '面点厨师' WHERE id = $1", 1, 1, 1},
		{"closed", "UPDATE opening SET closed_at = now() WHERE id = $1", 0, 0, 1},
		{"open again", "UPDATE opening SET closed_at = NULL WHERE id = $1", 1, 1, 1},
	} {
		err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), step.sql, ids[1]); err != nil {
				return err
			}
			changed, err := e.Put(t.Context(), tx, ids)
			if changed != step.changed {
				t.Errorf("%s: %d documents changed, want %d", step.name, changed, step.changed)
			}
			return err
		})
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if c, s := total(t, e, nobody, chef), total(t, e, nobody, sweeper); c != step.chefs || s != step.cleaners {
			t.Errorf("%s: %d chefs and %d cleaners, want %d and %d", step.name, c, s, step.chefs, step.cleaners)
		}
	}
}

// What is rolled back was never found.
func TestPutRollsBack(t *testing.T) {
	t.Parallel()
	d, e, ids := desk(t, cleaner)
	stop := errors.New("stop")
	err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), "UPDATE opening SET title = '厨师' WHERE id = $1", ids[0]); err != nil {
			return err
		}
		if _, err := e.Put(t.Context(), tx, ids); err != nil {
			return err
		}
		return stop
	})
	if !errors.Is(err, stop) {
		t.Fatal(err)
	}
	if total(t, e, nobody, matching.Question{Trades: []string{"chef"}}) != 0 || total(t, e, nobody, matching.Question{Trades: []string{"cleaner"}}) != 1 {
		t.Error("a change that was rolled back is found")
	}
}

// The trade that an enterprise names stands before what the title says.
func TestTradeOfOpening(t *testing.T) {
	t.Parallel()
	d, e, ids := desk(t, contract.Opening{Title: "暖心岗", Enterprise: "示例康养服务有限公司", PlaceText: "兴县", Place: "141123"})
	err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), "UPDATE opening SET trade = 'elder_care'"); err != nil {
			return err
		}
		_, err := e.Put(t.Context(), tx, ids)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	a, err := e.SearchOpenings(t.Context(), nobody, matching.Question{Trades: []string{"care"}, Limit: 10})
	if err != nil || a.Total != 1 || a.Hits[0].Occupation != "elder_care" {
		t.Errorf("%+v, %v", a, err)
	}
}

// An opening published to some counties is found by them alone.
func TestScope(t *testing.T) {
	t.Parallel()
	only := cleaner
	only.To = []string{"141124", "141127"}
	_, e, _ := desk(t, only)
	for county, want := range map[string]int{"141123": 0, "141124": 1, "141127": 1, "141102": 0} {
		if got := total(t, e, db.Actor{County: county, Role: db.Nobody}, matching.Question{}); got != want {
			t.Errorf("%s finds %d, want %d", county, got, want)
		}
	}
	if _, err := e.SearchOpenings(t.Context(), db.Actor{County: "*", Role: db.Nobody}, matching.Question{Limit: 1}); err == nil {
		t.Error("an actor without a county may search")
	}
}

// The service has no way to the documents but the functions.
func TestSearchTablesAreClosed(t *testing.T) {
	t.Parallel()
	d, _, _ := desk(t, cleaner)
	for _, sql := range []string{"SELECT * FROM search.opening", "DELETE FROM search.opening", "UPDATE search.opening SET title = ''"} {
		_, err := d.Pool().Exec(t.Context(), sql)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.Code != "42501" {
			t.Errorf("%s: %v", sql, err)
		}
	}
	_, err := d.Pool().Exec(t.Context(), `SELECT * FROM search.find_openings(NULL, '2026-11-24', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, true)`)
	var pg *pgconn.PgError
	if !errors.As(err, &pg) || pg.Code != "42501" {
		t.Errorf("a search that does not say who asks: %v", err)
	}
}

// No contact and no number of anybody is in a document, even where an office
// wrote one into the description.
func TestNoNumbersInDocuments(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	d := testdb.Open(t, url)
	e := pgsearch.New(d, lexicon(t, d))
	with := cleaner
	with.Description = "联系王经理14012345678，身份证141123199001019990也可，宿舍602"
	put(t, d, e, []contract.Opening{with})
	owner, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer owner.Close(context.Background())
	var document string
	if err := owner.QueryRow(t.Context(), "SELECT o::text FROM search.opening o").Scan(&document); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(document, "14012345678") || strings.Contains(document, "141123199001019990") {
		t.Errorf("a number stands in %s", document)
	}
	if total(t, e, nobody, matching.Question{Words: []string{"14012345678"}}) != 0 || total(t, e, nobody, matching.Question{Words: []string{"602"}}) != 1 {
		t.Error("numbers of people must not be found, others must")
	}
}
