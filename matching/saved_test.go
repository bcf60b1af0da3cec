package matching_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/roster"
	"laowu/matching"
)

// TestSavedSearch: a worker keeps up to 20 searches of his own; nobody else sees
// them.
func TestSavedSearch(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	admin := db.Actor{County: "141123", Role: db.Admin, Name: "test"}
	one, two := db.Actor{County: "141123", Role: db.Worker, Person: 1}, db.Actor{County: "141123", Role: db.Worker, Person: 2}
	within := func(as db.Actor, do func(*db.Tx) error) error { return d.Tx(t.Context(), as, do) }
	if err := within(admin, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed)
			SELECT '141123', n, '王' || n, 'male', '1980-01-01', decode(lpad(n::text, 32, '0'), 'hex'), '' FROM generate_series(1, 2) n`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	save := func(as db.Actor, name, question string) error {
		return within(as, func(tx *db.Tx) error { _, err := matching.SaveSearch(t.Context(), tx, name, question); return err })
	}
	for _, c := range []struct {
		name           string
		as             db.Actor
		give, question string
		want           error
	}{
		{"nobody", db.Actor{County: "141123", Role: db.Nobody}, "护工", "q=hg", roster.ErrRole},
		{"the admin", admin, "护工", "q=hg", roster.ErrRole},
		{"no name", one, " ", "q=hg", matching.ErrSavedName},
		{"a long name", one, strings.Repeat("护", 41), "q=hg", matching.ErrSavedName},
		{"a number for a name", one, "14000002019", "q=hg", matching.ErrSavedName},
		{"no question", one, "护工", "", matching.ErrSavedNone},
		{"a long question", one, "护工", strings.Repeat("a", 2001), matching.ErrSavedNone},
		{"sound", one, strings.Repeat("护", 40), "q=hg", nil},
		{"twice", one, "又一个", "q=hg", matching.ErrSavedSame},
		{"another's", two, "护工", "q=hg", nil},
	} {
		if err := save(c.as, c.give, c.question); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	for n := range matching.MostSaved - 1 {
		if err := save(one, "护工", fmt.Sprint("q=hg&wage=", n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := save(one, "护工", "q=x"); !errors.Is(err, matching.ErrSavedMany) {
		t.Errorf("one too many: %v", err)
	}
	var id int64
	for _, c := range []struct {
		as   db.Actor
		want int
	}{{one, 20}, {two, 0}, {admin, 20}, {db.Actor{County: "141123", Role: db.Auditor}, 0}, {db.Actor{County: "141123", Role: db.Nobody}, 0}} {
		if err := within(c.as, func(tx *db.Tx) error {
			all, err := matching.SavedSearches(t.Context(), tx, 1)
			if len(all) != c.want {
				t.Errorf("%s sees %d", c.as.Role, len(all))
			}
			if len(all) > 0 {
				id = all[len(all)-1].ID
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	foreign := func(tx *db.Tx) error { return matching.DropSearch(t.Context(), tx, id) }
	if err := within(two, foreign); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("another drops it: %v", err)
	}
	if err := within(two, func(tx *db.Tx) error { _, err := matching.OpenSearch(t.Context(), tx, id); return err }); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("another opens it: %v", err)
	}
	if err := within(one, func(tx *db.Tx) error {
		if q, err := matching.OpenSearch(t.Context(), tx, id); err != nil || q != "q=hg" {
			t.Errorf("opened %q, %v", q, err)
		}
		return foreign(tx)
	}); err != nil {
		t.Fatal(err)
	}
	if err := within(one, foreign); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("dropped twice: %v", err)
	}
}

// TestOffered: what was put up since, for this county, and is still open.
func TestOffered(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	as := db.Actor{County: "141123", Role: db.Admin, Name: "test"}
	err := d.Tx(t.Context(), as, func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), `
			WITH e AS (INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '示例') RETURNING id)
			INSERT INTO opening (id, county, enterprise, title, place_text, headcount, form, created_at, closed_at, published_to)
			SELECT n, '141123', e.id, '护工' || n, '兴县', 1, 'regular', $1::timestamptz + n * interval '1 hour', CASE n WHEN 4 THEN now() END, CASE n WHEN 5 THEN '{141124}'::text[] END
			FROM e, generate_series(1, 6) n`, testdb.Now); err != nil {
			return err
		}
		got, err := matching.Offered(t.Context(), tx, testdb.Now.Add(2*time.Hour))
		if _, third := got[3]; len(got) != 2 || !third {
			t.Errorf("offered since: %v", got)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
