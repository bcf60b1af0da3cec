package repeat

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/hiring"
)

// chunk is how many openings are compared with all others at once.
const chunk = 2000

// Find compares openings with all others of the county and keeps the pairs that
// seem the same. It returns how many of them are new.
func (j Judge) Find(ctx context.Context, tx *db.Tx, ids []int64) (int64, error) {
	var fresh int64
	j.trades = map[string]string{} // titles come again and again
	for part := range slices.Chunk(ids, chunk) {
		var found []hiring.OfferPair
		err := hiring.LikelyOffers(ctx, tx, part, func(p *hiring.OfferPair) {
			if l, ok := j.Compare(p.First, p.Second); ok {
				p.Score, p.Signs = l.Score, l.Signs
				found = append(found, *p)
			}
		})
		if err != nil {
			return fresh, err
		}
		n, err := hiring.KeepPairs(ctx, tx, part, found)
		if err != nil {
			return fresh, err
		}
		fresh += n
	}
	return fresh, nil
}

// FindAll compares all open openings of the county, and forgets what is known of
// those that are gone.
func (j Judge) FindAll(ctx context.Context, tx *db.Tx) (int64, error) {
	if err := hiring.ForgetGone(ctx, tx); err != nil {
		return 0, err
	}
	rows, err := tx.Query(ctx, "SELECT id FROM opening WHERE county = $1 AND closed_at IS NULL ORDER BY id", tx.Actor.County)
	if err != nil {
		return 0, fmt.Errorf("list openings: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return 0, fmt.Errorf("list openings: %w", err)
	}
	return j.Find(ctx, tx, ids)
}
