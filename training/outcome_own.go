package training

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// ClassCounts is what came of a trainer's own class, in persons: no names, no
// employers. As Outcome.
type ClassCounts struct{ Placed, Ripe, Stayed int }

// OwnClassWork is what came of the asking trainer's classes as of a day, by class;
// of one class, or of all where class is 0. A class that too few completed to be
// counted (ranking_rule) is not in it; for anybody but a trainer nothing is.
func OwnClassWork(ctx context.Context, tx *db.Tx, asOf time.Time, class int64) (map[int64]ClassCounts, error) {
	rows, err := tx.Query(ctx, "SELECT class, placed, ripe, stayed FROM access.class_work($1, $2)", asOf, class)
	if err != nil {
		return nil, fmt.Errorf("count work after classes: %w", err)
	}
	out := map[int64]ClassCounts{}
	var n ClassCounts
	_, err = pgx.ForEachRow(rows, []any{&class, &n.Placed, &n.Ripe, &n.Stayed}, func() error {
		out[class] = n
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count work after classes: %w", err)
	}
	return out, nil
}
