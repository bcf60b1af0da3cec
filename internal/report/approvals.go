package report

import (
	"context"
	"fmt"

	"laowu/internal/db"
)

// Approvals counts what the county's bureau has to decide or look at, today.
type Approvals struct {
	Transfers, LateTransfers int // questions without an answer; the late ones are the county's to decide
	Waivers, LateWaivers     int // statements under way; those whose answers are over wait for the county
	Requests                 int // corrections and erasures
	Complaints               int // without an answer; 0 for who does not read them
	Pairs                    int // of openings that seem the same
	Asked                    int // openings that are closed soon unless somebody confirms them
	Trips                    int // departures that are planned or under way
}

// Waiting is how many things wait for the county itself.
func (a Approvals) Waiting() int { return a.LateTransfers + a.LateWaivers + a.Requests + a.Complaints }

// CountApprovals counts for who sees the county.
func CountApprovals(ctx context.Context, tx *db.Tx) (a Approvals, err error) {
	err = tx.QueryRow(ctx, `
		SELECT (SELECT count(*) FROM transfer WHERE county = $1 AND state = 'open'), (SELECT count(*) FROM transfer WHERE county = $1 AND state = 'open' AND answer_by < $2),
		       (SELECT count(*) FROM waiver WHERE county = $1 AND state = 'open'), (SELECT count(*) FROM waiver WHERE county = $1 AND state = 'open' AND answer_by < $2),
		       (SELECT count(*) FROM request WHERE county = $1 AND state = 'open'),
		       (SELECT count(*) FROM complaint WHERE county = $1 AND state = 'open'),
		       (SELECT count(*) FROM opening_pair p JOIN opening a ON a.id = p.first JOIN opening b ON b.id = p.second
		        WHERE p.county = $1 AND p.state = 'found' AND a.closed_at IS NULL AND b.closed_at IS NULL
		          AND coalesce(a.valid_until >= $2, true) AND coalesce(b.valid_until >= $2, true)),
		       (SELECT count(*) FROM opening_care k JOIN opening o ON o.id = k.opening AND o.county = k.county
		        WHERE k.county = $1 AND k.asked_on IS NOT NULL AND o.closed_at IS NULL AND coalesce(o.valid_until >= $2, true)
		          AND (greatest(o.updated_at, k.confirmed_at) AT TIME ZONE 'Asia/Shanghai')::date < k.asked_on),
		       (SELECT count(*) FROM departure WHERE county = $1 AND state IN ('planned', 'left'))`, tx.Actor.County, tx.Today()).
		Scan(&a.Transfers, &a.LateTransfers, &a.Waivers, &a.LateWaivers, &a.Requests, &a.Complaints, &a.Pairs, &a.Asked, &a.Trips)
	if err != nil {
		return a, fmt.Errorf("count approvals: %w", err)
	}
	return a, nil
}
