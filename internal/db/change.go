package db

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

type asideKey struct{}

// Aside is ctx for work that writes but changes no record of which anything is
// counted: that a page was looked at, that a search was told. It does not move
// the number of Changes on.
func Aside(ctx context.Context) context.Context {
	return context.WithValue(ctx, asideKey{}, true)
}

// commitSQL ends a transaction; in the same round trip one that wrote, which
// alone has a number of its own, moves the number of Changes on.
func commitSQL(ctx context.Context, o pgx.TxOptions) string {
	if o.AccessMode == pgx.ReadOnly || ctx.Value(asideKey{}) != nil {
		return ""
	}
	return "SELECT nextval('access.change') WHERE pg_current_xact_id_if_assigned() IS NOT NULL; COMMIT"
}

// Changes is how far the number is that every transaction which changed records
// moves on, in whatever process, and whether nobody is at this moment changing
// any: else what is read now may lack what he will have done.
func (d *DB) Changes(ctx context.Context, a Actor) (number int64, quiet bool, err error) {
	err = d.Tx(ctx, a, func(tx *Tx) error {
		return tx.QueryRow(ctx, "SELECT number, quiet FROM access.changes()").Scan(&number, &quiet)
	})
	if err != nil {
		return 0, false, fmt.Errorf("read changes: %w", err)
	}
	return number, quiet, nil
}
