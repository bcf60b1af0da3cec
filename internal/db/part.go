package db

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Part does one of several things of a transaction: where it is refused, all
// that it wrote is taken back, and what was done before and comes after stands.
// The refusal is returned.
func (t *Tx) Part(ctx context.Context, do func(*Tx) error) error {
	return pgx.BeginFunc(ctx, t.Tx, func(inner pgx.Tx) error {
		part := *t
		part.Tx = inner
		return do(&part)
	})
}
