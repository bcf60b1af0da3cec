package db_test

import (
	"context"
	"errors"
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// TestChanges: the number moves on with what is written and committed, by any
// process, and with nothing else.
func TestChanges(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	admin := db.Actor{County: "141123", Role: db.Admin}
	var each [2]*db.DB
	for i := range each {
		d, err := db.Open(t.Context(), url, db.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(d.Close)
		each[i] = d
	}
	mine, other := each[0], each[1]
	before, boom := int64(0), errors.New("refused")
	for _, c := range []struct {
		name string
		do   func(context.Context) error
		move bool
	}{
		{"nothing", func(context.Context) error { return nil }, false},
		{"a change", func(ctx context.Context) error { return mine.Tx(ctx, admin, found(ctx, "a")) }, true},
		{"another process", func(ctx context.Context) error { return other.Tx(ctx, admin, found(ctx, "b")) }, true},
		{"on a snapshot", func(ctx context.Context) error { return other.SnapshotTx(ctx, admin, found(ctx, "c")) }, true},
		{"one part of it", func(ctx context.Context) error {
			return mine.Tx(ctx, admin, func(tx *db.Tx) error { return tx.Part(ctx, found(ctx, "d")) })
		}, true},
		{"taken back", func(ctx context.Context) error {
			err := mine.Tx(ctx, admin, func(tx *db.Tx) error { return errors.Join(found(ctx, "e")(tx), boom) })
			if errors.Is(err, boom) {
				return nil
			}
			return err
		}, false},
		{"only read", func(ctx context.Context) error {
			return mine.Tx(ctx, admin, func(tx *db.Tx) error { var n int; return tx.QueryRow(ctx, founded).Scan(&n) })
		}, false},
		{"aside", func(ctx context.Context) error { ctx = db.Aside(ctx); return mine.Tx(ctx, admin, found(ctx, "f")) }, false},
	} {
		if err := c.do(t.Context()); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		now, quiet, err := mine.Changes(t.Context(), admin)
		if err != nil || !quiet || before != 0 && (now > before) != c.move {
			t.Errorf("%s: from %d to %d, quiet %v, %v", c.name, before, now, quiet, err)
		}
		before = now
	}
}
