package hiring

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// ExpireReferrals ends what nobody moved in time, in the whole county, and
// returns how many they were. Until it comes by, lists and moves take them for
// expired too. roster.ErrRole for all but county and admin.
func ExpireReferrals(ctx context.Context, tx *db.Tx) (n int64, err error) {
	if tx.Actor.Role != db.County && tx.Actor.Role != db.Admin {
		return 0, roster.ErrRole
	}
	if err := tx.QueryRow(ctx, "SELECT access.expire_referrals(NULL, $1, $2)", tx.Today(), tx.Now).Scan(&n); err != nil {
		return 0, fmt.Errorf("expire referrals: %w", err)
	}
	return n, nil
}

// EndUnconsented takes back what a person was sent to at an enterprise that he
// will not, or no longer, be seen by: it goes with the answer, in its
// transaction. What somebody moves at the same time is waited for, and stands if
// it is pending no more. Who may is as for MoveReferral.
func EndUnconsented(ctx context.Context, tx *db.Tx, consent int64) error {
	rows, err := tx.Query(ctx, `
		SELECT r.id FROM consent k JOIN referral r ON r.county = k.county AND r.person = k.person
		JOIN opening o ON o.id = r.opening AND o.enterprise = k.enterprise
		WHERE k.county = $1 AND k.id = $3 AND k.state IN ('refused', 'withdrawn') AND `+effective+` = ANY ('{new,seen,interview,accepted}')
		FOR UPDATE OF r`,
		tx.Actor.County, tx.Today(), consent)
	if err != nil {
		return fmt.Errorf("find referrals without consent: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return fmt.Errorf("find referrals without consent: %w", err)
	}
	for _, id := range ids {
		if err := MoveReferral(ctx, tx, id, ReferralStep{To: ReferralWithdrawn, Reason: NoConsent}); err != nil {
			return err
		}
	}
	return nil
}
