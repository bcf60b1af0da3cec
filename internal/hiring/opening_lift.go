package hiring

import (
	"context"

	"laowu/internal/db"
	outbox "laowu/internal/work"
)

// Lift says how few were sent to an opening lately for the posts that it offers:
// 3 nobody, 2 fewer than half as many, 1 fewer than as many, 0 as many or more.
// Search puts who has more of it a little higher, so that what is asked for less
// is seen too; matching may count it.

// CountLifts counts the lifts of openings anew, in their search documents too, and
// tells an engine with a copy of its own of those that changed, which it returns.
func CountLifts(ctx context.Context, tx *db.Tx, ids ...int64) ([]int64, error) {
	changed, err := listIDs(ctx, tx, "SELECT search.lift_openings($1, $2)", ids, tx.Today())
	if err != nil {
		return nil, err
	}
	return changed, outbox.Changed(ctx, tx, outbox.Opening, changed...)
}

// CountAllLifts counts those of all openings of the county: referrals grow old.
func CountAllLifts(ctx context.Context, tx *db.Tx) ([]int64, error) {
	ids, err := listIDs(ctx, tx, "SELECT id FROM opening WHERE county = $1 AND closed_at IS NULL ORDER BY id", tx.Actor.County)
	if err != nil {
		return nil, err
	}
	return CountLifts(ctx, tx, ids...)
}
