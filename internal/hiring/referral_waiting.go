package hiring

import (
	"context"
	"fmt"
	"time"

	"laowu/internal/db"
)

// WaitingApplicants counts who waits for a word of the asking enterprise, and says
// since when the first of them does; nil where nobody waits.
func WaitingApplicants(ctx context.Context, tx *db.Tx) (n int, since *time.Time, err error) {
	err = tx.QueryRow(ctx, `
		SELECT count(*), min(r.made_at) FROM access.applicants() a JOIN referral r ON r.county = $1 AND r.id = a.referral
		WHERE r.state IN ('new', 'seen') AND r.expires_on >= $2`, tx.Actor.County, tx.Today()).Scan(&n, &since)
	if err != nil {
		return 0, nil, fmt.Errorf("count applicants that wait: %w", err)
	}
	return n, since, nil
}
