package hiring

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
)

// MoveSeveral makes the same step with several referrals, each by itself: what is
// refused of one leaves the others. It returns the refusals by the number of the
// referral; an error is the database's, and nothing was done.
func MoveSeveral(ctx context.Context, tx *db.Tx, ids []int64, s ReferralStep) (map[int64]error, error) {
	refused := map[int64]error{}
	for _, id := range ids {
		err := moveAlone(ctx, tx, id, s)
		var fault *pgconn.PgError
		switch {
		case err == nil:
		case errors.As(err, &fault), ctx.Err() != nil:
			return nil, err
		default:
			refused[id] = err
		}
	}
	return refused, nil
}

// moveAlone moves one within the transaction, or leaves no trace of it.
func moveAlone(ctx context.Context, tx *db.Tx, id int64, s ReferralStep) error {
	point, err := tx.Begin(ctx)
	if err != nil {
		return fmt.Errorf("begin savepoint: %w", err)
	}
	within := *tx
	within.Tx = point
	if err := MoveReferral(ctx, &within, id, s); err != nil {
		return errors.Join(err, point.Rollback(ctx))
	}
	if err := point.Commit(ctx); err != nil {
		return fmt.Errorf("release savepoint: %w", err)
	}
	return nil
}
