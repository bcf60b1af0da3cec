package roster

import (
	"context"
	"testing"

	"laowu/internal/db"
)

// TestRecordWords: whatever names a person by a key has a word, for who is told
// why a merge cannot be undone.
func TestRecordWords(t *testing.T) {
	t.Parallel()
	p := settle(t)
	var tables []string
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		return tx.QueryRow(ctx, `SELECT array_agg(DISTINCT conrelid::regclass::text) FROM pg_constraint WHERE contype = 'f' AND confrelid = 'person'::regclass`).Scan(&tables)
	})
	if len(tables) < 12 {
		t.Errorf("only %v name people", tables)
	}
	for _, table := range tables {
		if recordWords[table] == "" {
			t.Errorf("%s has no word", table)
		}
	}
}
