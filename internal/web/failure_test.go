package web

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// TestAtOnce: what fails since another came between is told as that, and whoever
// asked is sent back to look; what the service does wrong is not.
func TestAtOnce(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	admin := db.Actor{County: "141123", Role: db.Admin}
	run := func(ctx context.Context, sql string) error {
		return d.Tx(ctx, admin, func(tx *db.Tx) error { _, err := tx.Exec(ctx, sql); return err })
	}
	for sql, want := range map[string]int{
		"INSERT INTO placement (county, person, reported_on, sources) VALUES ('141123', 1, '2026-01-01', '{roster}')": http.StatusConflict,
		"SELECT FROM nowhere": http.StatusInternalServerError,
	} {
		err := run(t.Context(), sql)
		if got := explain(err).status; err == nil || got != want {
			t.Errorf("%s: %v is told as %d, want %d", sql, err, got, want)
		}
	}
	if got := explain(errors.New("broken")).status; got != http.StatusInternalServerError {
		t.Errorf("another error is told as %d", got)
	}
}
