package report

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// TestStatistics: after records were written, the planner is told of all columns
// that reports choose and join by.
func TestStatistics(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	err := testdb.Open(t, url).Tx(t.Context(), county, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), hired+`
			INSERT INTO certificate (county, person, kind, code, issued, expires) VALUES ('141123', 1, 'skill', '', '2019-01-01', '2025-01-01');
			SELECT access.look_over()`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(t.Context()) })
	for table, columns := range map[string][]string{
		"person":      {"household_kind", "registered", "relocated", "erased_on", "household"},
		"certificate": {"class", "code", "replaced_by", "issued", "expires"},
	} {
		var missing []string
		err := conn.QueryRow(t.Context(), `SELECT coalesce(array_agg(c ORDER BY c), '{}') FROM unnest($2::text[]) c
			WHERE NOT EXISTS (SELECT FROM pg_stats s WHERE s.schemaname = 'public' AND s.tablename = $1 AND s.attname = c)`, table, columns).Scan(&missing)
		if err != nil {
			t.Fatal(err)
		}
		if len(missing) > 0 {
			t.Errorf("of %s nothing is known of %v", table, missing)
		}
	}
}
