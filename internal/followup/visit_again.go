package followup

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// said is what was recorded of the same work and day before; empty: nothing.
type said struct {
	outcome Outcome
	issue   Kind
}

// takeBack prepares to record a visit again. Where the one on record ended the
// work and nothing else speaks of that end by now (access.reopen_spells), the
// work goes on as before, and s says so. ErrAgain where it is another's to
// correct; an answer takes the place of anybody's failed try.
func (v *Visit) takeBack(ctx context.Context, tx *db.Tx, s *Work) (b said, err error) {
	var id, account int64
	err = tx.QueryRow(ctx, "SELECT id, outcome, issue, coalesce(account, 0) FROM visit WHERE county = $1 AND placement = $2 AND visited_on = $3 FOR UPDATE",
		tx.Actor.County, v.Placement, v.On).Scan(&id, &b.outcome, &b.issue, &account)
	if errors.Is(err, pgx.ErrNoRows) {
		return b, nil
	}
	if err != nil {
		return b, fmt.Errorf("find visit: %w", err)
	}
	own := account != 0 && account == tx.Actor.Account
	if !own && !countywide(tx.Actor) && (b.outcome != NoAnswer || v.Outcome == NoAnswer) {
		return b, ErrAgain
	}
	if b.outcome != Left {
		return b, nil
	}
	if _, err := tx.Exec(ctx, "SELECT access.reopen_spells(ARRAY[$1::bigint])", id); err != nil {
		return b, fmt.Errorf("take back end of work: %w", err)
	}
	*s, err = FindWork(ctx, tx, v.Placement)
	return b, err
}

// countywide says who corrects what others recorded.
func countywide(a db.Actor) bool { return a.Role == db.County || a.Role == db.Admin }
