package report

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"

	"laowu/internal/db"
)

// countAll asks each statement of the figures once, in two transactions on one
// snapshot where a second connection is free, and returns their rows by
// statement.
func countAll(ctx context.Context, tx *db.Tx, asOf time.Time) (map[string]map[string]float64, error) {
	var ids, statements []string
	for _, f := range figures() {
		if !slices.Contains(statements, f.sql) {
			ids, statements = append(ids, f.id), append(statements, f.sql)
		}
	}
	rows := make([]map[string]float64, len(statements))
	var parts []part
	for i, sql := range statements {
		parts = append(parts, func(ctx context.Context, tx *db.Tx) (err error) {
			if rows[i], err = ask(ctx, tx, sql, asOf); err != nil {
				return fmt.Errorf("count %s: %w", ids[i], err)
			}
			return nil
		})
	}
	if err := together(ctx, tx, parts...); err != nil {
		return nil, err
	}
	all := make(map[string]map[string]float64, len(rows))
	for i, sql := range statements {
		all[sql] = rows[i]
	}
	return all, nil
}

// part is one of several things that are counted on one snapshot.
type part func(context.Context, *db.Tx) error

// together does parts, in their order, in a transaction and, where there is one,
// in a second beside it.
func together(ctx context.Context, tx *db.Tx, parts ...part) error {
	beside, done, err := tx.Beside(ctx)
	if err != nil {
		return fmt.Errorf("count: %w", err)
	}
	defer done()
	next := make(chan part, len(parts))
	for _, p := range parts {
		next <- p
	}
	close(next)
	g, ctx := errgroup.WithContext(ctx)
	for _, tx := range []*db.Tx{tx, beside} {
		if tx != nil {
			g.Go(func() error { return inTurn(ctx, tx, next) })
		}
	}
	return g.Wait() //nolint:wrapcheck // of this package
}

// inTurn does what nobody has taken yet.
func inTurn(ctx context.Context, tx *db.Tx, next <-chan part) error {
	if err := prepare(ctx, tx); err != nil {
		return err
	}
	for p := range next {
		if err := p(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

func ask(ctx context.Context, tx *db.Tx, sql string, asOf time.Time) (map[string]float64, error) {
	rows, err := tx.Query(ctx, sql, tx.Actor.County, asOf)
	if err != nil {
		return nil, fmt.Errorf("ask: %w", err)
	}
	row, err := pgx.CollectExactlyOneRow(rows, columns)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	return row, nil
}
