package imports

import (
	"context"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// TestPlannerIsTold: right after an import the planner has seen what it wrote.
func TestPlannerIsTold(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, step := range []struct {
		kind, file string
		told       bool
	}{{"associations", "associations.xlsx", false}, {"members", "members-township.xlsx", true}} {
		if _, err := d.run(t, step.kind, false, "testdata/samples/"+step.file); err != nil {
			t.Fatal(err)
		}
		var people, memberships int
		err := d.service.DB.ReadTx(t.Context(), d.actor, func(tx *db.Tx) error {
			return tx.QueryRow(t.Context(), `
				SELECT (SELECT reltuples FROM pg_class WHERE oid = 'person'::regclass), (SELECT reltuples FROM pg_class WHERE oid = 'membership'::regclass)`).
				Scan(&people, &memberships)
		})
		if err != nil || people > 0 != step.told || memberships > 0 != step.told {
			t.Errorf("after %+v the planner knows of %d people and %d memberships, %v", step, people, memberships, err)
		}
	}
}

// TestPlannerMisled: autovacuum that comes while an import writes the first
// people finds none of them. The check of a foreign key to a person goes by the
// person even so, and not through the county.
func TestPlannerMisled(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	d := openDesk(t, testdb.Open(t, url))
	owner, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer owner.Close(context.WithoutCancel(t.Context()))
	err = d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `
			INSERT INTO person (county, name, sex, birth, village, id_hash, id_sealed)
			SELECT '141123', '甲', 'male', '1980-01-01', '141123103' || n % 20, n::text::bytea, '' FROM generate_series(1, 3000) n`)
		if err != nil {
			return err
		}
		if _, err := owner.Exec(t.Context(), "ANALYZE person"); err != nil { // as autovacuum does
			return err
		}
		if _, err := db.Prepare(t.Context(), tx, db.LookOver); err != nil {
			return err
		}
		rows, err := tx.Query(t.Context(), "EXPLAIN SELECT FROM ONLY person WHERE county = '141123' AND id = 5 FOR KEY SHARE")
		if err != nil {
			return err
		}
		plan, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if text := strings.Join(plan, "\n"); !strings.Contains(text, "Index Cond: ((county = '141123'::text) AND (id = 5))") {
			t.Errorf("goes by\n%s", text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
