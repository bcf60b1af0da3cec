package matching_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/roster"
	"laowu/matching"
)

var errEngine = errors.New("no engine")

// TestRemindSearches: a worker is told once a day how many new openings a kept
// search finds; of what he looked at, or was told of, not again.
func TestRemindSearches(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	now := testdb.Now
	d, err := db.Open(t.Context(), url, db.Options{MaxConns: 4, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	admin := db.Actor{County: "141123", Role: db.Admin, Name: "test"}
	write := func(sql string, args ...any) {
		t.Helper()
		if err := d.Tx(t.Context(), admin, func(tx *db.Tx) error { _, err := tx.Exec(t.Context(), sql, args...); return err }); err != nil {
			t.Fatal(err)
		}
	}
	write(`INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed)
		SELECT '141123', n, '王' || n, 'male', '1980-01-01', decode(lpad(n::text, 32, '0'), 'hex'), '' FROM generate_series(1, 2) n`)
	write(`INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '示例')`)
	offer := func(id int64, at time.Time) {
		write("INSERT INTO opening (id, county, enterprise, title, place_text, headcount, form, created_at) VALUES ($1, '141123', 1, '护工' || $1::bigint, '兴县', 1, 'regular', $2)", id, at)
	}
	for person, name := range map[int64]string{1: "护工", 2: "电工"} {
		as := db.Actor{County: "141123", Role: db.Worker, Person: person}
		if err := d.Tx(t.Context(), as, func(tx *db.Tx) error { _, err := matching.SaveSearch(t.Context(), tx, name, "q="+name); return err }); err != nil {
			t.Fatal(err)
		}
	}
	asked := 0
	count := func(_ context.Context, as db.Actor, one matching.SavedSearch, offered map[int64]time.Time) (n int, err error) {
		asked++
		if one.Name == "电工" {
			return 0, errEngine
		}
		for _, at := range offered {
			if at.After(one.LookedAt) {
				n++
			}
		}
		if as.Role != db.Worker || as.Person != 1 {
			t.Errorf("asked as %+v", as)
		}
		return n, nil
	}
	remind := func(what, want string, questions int) {
		t.Helper()
		asked = 0
		err := matching.RemindSearches(t.Context(), d, admin, count)
		if err != nil && !errors.Is(err, errEngine) {
			t.Fatal(err)
		}
		var got []string
		if err := d.Tx(t.Context(), admin, func(tx *db.Tx) error {
			return tx.QueryRow(t.Context(), "SELECT coalesce(array_agg(concat_ws(' ', kind, person, text, link) ORDER BY id), '{}') FROM notice").Scan(&got)
		}); err != nil {
			t.Fatal(err)
		}
		if strings.Join(got, ", ") != want || asked != questions {
			t.Errorf("%s: told %q by %d questions, want %q by %d", what, got, asked, want, questions)
		}
	}
	told := func(n ...int) string {
		out := make([]string, len(n))
		for i, n := range n {
			out[i] = fmt.Sprintf("search_new 1 “护工”有 %d 个新岗位 /me#searches", n)
		}
		return strings.Join(out, ", ")
	}
	remind("nothing was offered", "", 0)
	now = now.Add(time.Hour)
	offer(1, now)
	offer(2, now)
	now = now.Add(time.Hour)
	remind("two were", told(2), 2)
	offer(3, now.Add(time.Minute))
	now = now.Add(time.Hour)
	remind("on the same day", told(2), 1)
	now = now.AddDate(0, 0, 1)
	remind("on the next day, of what came since", told(2, 1), 2)
	now = now.AddDate(0, 0, 1)
	remind("of the same not again", told(2, 1), 1)
	offer(4, now)
	now = now.Add(time.Hour)
	if err := d.Tx(t.Context(), db.Actor{County: "141123", Role: db.Worker, Person: 1}, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE saved_search SET looked_at = $1", now)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	remind("he looked himself", told(2, 1), 1)
	now = now.AddDate(0, 0, 10)
	remind("what is old", told(2, 1), 0)
	if err := matching.RemindSearches(t.Context(), d, db.Actor{County: "141123", Role: db.Worker, Person: 1}, count); !errors.Is(err, roster.ErrRole) {
		t.Errorf("a worker reminds all: %v", err)
	}
}
