package match

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Weight is how many of 100 points a part brings at most from a day on.
type Weight struct {
	Part      Part
	ValidFrom time.Time
	Points    int
	Source    string
}

// Weights lists all, by part in the order of Kinds, the latest first.
func Weights(ctx context.Context, tx *db.Tx) ([]Weight, error) {
	rows, err := tx.Query(ctx, "SELECT part, valid_from, points, source FROM match_weight ORDER BY valid_from DESC")
	if err != nil {
		return nil, fmt.Errorf("list weights: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Weight])
	if err != nil {
		return nil, fmt.Errorf("list weights: %w", err)
	}
	slices.SortStableFunc(all, func(x, y Weight) int { return place(x.Part) - place(y.Part) })
	return all, nil
}

// place is where a part stands in kinds.
func place(p Part) int {
	return slices.IndexFunc(kinds[:], func(k Kind) bool { return k.Part == p })
}

// weights are those in force on a day, by their place in kinds, and since when.
type weights struct {
	points [count]int32
	since  [count]time.Time
}

// on picks what is in force on a day from all, the latest first.
func on(all []Weight, day time.Time) (w weights) {
	for _, one := range all {
		if i := place(one.Part); i >= 0 && w.since[i].IsZero() && !one.ValidFrom.After(day) {
			w.points[i], w.since[i] = int32(one.Points), one.ValidFrom //nolint:gosec // at most 100
		}
	}
	return w
}

// sum is what all parts together bring at most.
func (w weights) sum() (n int) {
	for _, p := range w.points {
		n += int(p)
	}
	return n
}

// SetWeight writes what holds from a day on; of two of one day the later word
// stands. Where the parts together would come to more than 100 on that day or
// a later one, training.Refusals says so. The county does, nobody else:
// access.ErrNotFound.
func SetWeight(ctx context.Context, tx *db.Tx, w Weight) error {
	tag, err := tx.Exec(ctx, `
		INSERT INTO match_weight (part, valid_from, points, source)
		SELECT $1::text, $2::date, $3::integer, $4::text WHERE access.writes_county()
		ON CONFLICT (part, valid_from) DO UPDATE SET points = excluded.points, source = excluded.source`, w.Part, w.ValidFrom, w.Points, w.Source)
	if err != nil {
		return fmt.Errorf("set weight: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return access.ErrNotFound
	}
	all, err := Weights(ctx, tx)
	if err != nil {
		return err
	}
	for _, one := range all {
		if n := on(all, one.ValidFrom).sum(); n > most && !one.ValidFrom.Before(w.ValidFrom) {
			return tooMuch(n, one.ValidFrom)
		}
	}
	return access.Note(ctx, tx, access.RuleSet, "match_weight", 0, map[string]any{"rule": string(w.Part), "valid_from": w.ValidFrom.Format(time.DateOnly), "points": w.Points})
}
