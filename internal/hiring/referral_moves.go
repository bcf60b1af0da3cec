package hiring

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Side is who moves a referral.
type Side string

// The sides. The sender's is the person's own too; the record is work on
// record, which shows that somebody was hired.
const (
	EmployerSide Side = "employer"
	SenderSide   Side = "sender"
	ClockSide    Side = "clock"
	RecordSide   Side = "record"
)

// sides are those that a role may move a referral for. The county moves for
// either, since not every enterprise and not every village comes to the platform.
func sides(role db.Role) []Side {
	switch role {
	case db.Enterprise:
		return []Side{EmployerSide}
	case db.Worker, db.Association, db.Township, db.Station:
		return []Side{SenderSide}
	case db.County, db.Admin:
		return []Side{EmployerSide, SenderSide}
	}
	return nil
}

// ReferralMove is one line of the table of moves.
type ReferralMove struct {
	From, To ReferralState
	Side     Side
	Reasoned bool // a coded reason is asked
	Agreed   bool // the person must have agreed that the enterprise sees him
}

// ReferralMoves is the table of all moves.
func ReferralMoves(ctx context.Context, tx *db.Tx) ([]ReferralMove, error) {
	rows, err := tx.Query(ctx, `SELECT from_state AS "from", to_state AS "to", side, reasoned, agreed FROM referral_allowed ORDER BY from_state, to_state, side`)
	if err != nil {
		return nil, fmt.Errorf("read moves of referrals: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[ReferralMove])
	if err != nil {
		return nil, fmt.Errorf("read moves of referrals: %w", err)
	}
	return all, nil
}

// allowed is the line by which a role moves a referral from one state to
// another; false where there is none.
func allowed(all []ReferralMove, role db.Role, from, to ReferralState) (ReferralMove, bool) {
	i := slices.IndexFunc(all, func(m ReferralMove) bool {
		return m.From == from && m.To == to && slices.Contains(sides(role), m.Side)
	})
	if i < 0 {
		return ReferralMove{}, false
	}
	return all[i], true
}

// NextMoves are those that a role may make from a state, in the order of states.
func NextMoves(all []ReferralMove, role db.Role, from ReferralState) []ReferralMove {
	var next []ReferralMove
	for _, to := range ReferralStates() {
		if m, ok := allowed(all, role, from, to); ok {
			next = append(next, m)
		}
	}
	return next
}

// ReferralReason is why a referral ended.
type ReferralReason struct {
	Side Side
	Code string
	Word string
}

// Other is the reason that a note explains; NoConsent the one of who will not
// be seen by the enterprise.
const (
	Other     = "other"
	NoConsent = "no_consent"
)

// ReferralReasons lists those of all sides, in the order of lists.
func ReferralReasons(ctx context.Context, tx *db.Tx) ([]ReferralReason, error) {
	rows, err := tx.Query(ctx, "SELECT side, code, word FROM referral_reason ORDER BY side, rank")
	if err != nil {
		return nil, fmt.Errorf("read reasons of referrals: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[ReferralReason])
	if err != nil {
		return nil, fmt.Errorf("read reasons of referrals: %w", err)
	}
	return all, nil
}
