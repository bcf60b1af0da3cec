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
	next := make(chan int, len(statements))
	for i := range statements {
		next <- i
	}
	close(next)
	work := func(ctx context.Context, tx *db.Tx) error {
		if err := prepare(ctx, tx); err != nil {
			return err
		}
		for i := range next {
			var err error
			if rows[i], err = ask(ctx, tx, statements[i], asOf); err != nil {
				return fmt.Errorf("count %s: %w", ids[i], err)
			}
		}
		return nil
	}
	if err := together(ctx, tx, work); err != nil {
		return nil, err
	}
	all := make(map[string]map[string]float64, len(rows))
	for i, sql := range statements {
		all[sql] = rows[i]
	}
	return all, nil
}

// together does work in a transaction and, where there is one, in a second
// beside it.
func together(ctx context.Context, tx *db.Tx, work func(context.Context, *db.Tx) error) error {
	beside, done, err := tx.Beside(ctx)
	if err != nil {
		return fmt.Errorf("count: %w", err)
	}
	defer done()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return work(ctx, tx) })
	if beside != nil {
		g.Go(func() error { return work(ctx, beside) })
	}
	return g.Wait() //nolint:wrapcheck // of this package
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
