package report

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Singled is a place that the flow of workers shows by itself.
type Singled struct {
	Code, Name string
	Source     string // why it is one
}

// SingledOut lists the county's, in their order.
func SingledOut(ctx context.Context, tx *db.Tx) ([]Singled, error) {
	rows, err := tx.Query(ctx, `
		SELECT d.place AS code, a.name, d.source FROM flow_destination d JOIN area a ON a.code = d.place WHERE d.county = $1 ORDER BY d.position`, tx.Actor.County)
	if err != nil {
		return nil, fmt.Errorf("list places singled out: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Singled])
	if err != nil {
		return nil, fmt.Errorf("list places singled out: %w", err)
	}
	return all, nil
}
