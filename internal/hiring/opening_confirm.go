package hiring

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Keepers care for openings: an enterprise for its own, the county for all.
var Keepers = []db.Role{db.Enterprise, db.County, db.Admin}

// The refusals of a confirmation; their texts go to people as they are.
var (
	ErrConfirmClosed = errors.New("这个岗位已经关闭了；还招的话，请点“重新开放”")
	ErrConfirmOver   = errors.New("这个岗位已经过了截止日期；还招的话，请先点“延长”，写上新的截止日期")
	ErrReopenOpen    = errors.New("这个岗位本来就开着")
)

// ConfirmOpening notes that its employer still hires: it is not asked again for as
// long as the rule says. ErrNotFound where the actor does not keep it;
// roster.ErrRole, ErrConfirmClosed, ErrConfirmOver.
func ConfirmOpening(ctx context.Context, tx *db.Tx, id int64) error {
	k, err := findKept(ctx, tx, id)
	switch {
	case err != nil:
		return err
	case k.closed:
		return ErrConfirmClosed
	case k.over:
		return ErrConfirmOver
	}
	if err := confirm(ctx, tx, id); err != nil {
		return err
	}
	return access.Note(ctx, tx, access.OpeningConfirmed, "opening", id, nil)
}

// ReopenOpening opens a closed one again; its search document is the caller's to
// write. ErrNotFound, roster.ErrRole, ErrReopenOpen, ErrConfirmOver, GoneError.
func ReopenOpening(ctx context.Context, tx *db.Tx, id int64) error {
	k, err := findKept(ctx, tx, id)
	switch {
	case err != nil:
		return err
	case !k.closed:
		return ErrReopenOpen
	case k.over:
		return ErrConfirmOver
	}
	if _, err := tx.Exec(ctx, "UPDATE opening SET closed_at = NULL WHERE id = $1", id); err != nil {
		return fmt.Errorf("reopen opening: %w", err)
	}
	if err := confirm(ctx, tx, id); err != nil {
		return err
	}
	return access.Note(ctx, tx, access.OpeningReopened, "opening", id, nil)
}

// ownEnterprise is the asking enterprise; 0 for who keeps all of the county's.
func ownEnterprise(tx *db.Tx) int64 {
	if tx.Actor.Role == db.Enterprise {
		return tx.Actor.Organisation
	}
	return 0
}

func confirm(ctx context.Context, tx *db.Tx, id int64) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO opening_care (county, opening, confirmed_at) VALUES ($1, $2, $3)
		ON CONFLICT (county, opening) DO UPDATE SET confirmed_at = excluded.confirmed_at, asked_on = NULL, closed_why = ''`, tx.Actor.County, id, tx.Now)
	if err != nil {
		return fmt.Errorf("confirm opening: %w", err)
	}
	return nil
}

// CaredOpening is an opening that something is the matter with, of the asking
// enterprise or of the county that asks: exactly one of the days is set.
type CaredOpening struct {
	ID        int64
	Title     string
	Employer  string
	PlaceText string
	ClosesOn  *time.Time // asked about: it is closed from this day on unless confirmed
	EndsOn    *time.Time // its last day, which is near
	ClosedOn  *time.Time // closed for want of confirmation, within the last ninety days
}

// closedFor is for how many days an employer is reminded of what was closed.
const closedFor = 90

// CaredOpenings lists them, the most pressing first: those that are to be
// confirmed, those that end soon, those that were closed.
func CaredOpenings(ctx context.Context, tx *db.Tx, limit int) ([]CaredOpening, error) {
	rule, err := FindOpeningRule(ctx, tx)
	if errors.Is(err, ErrNoOpeningRule) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `
		SELECT o.id, o.title, e.name AS employer, o.place_text, CASE WHEN s.what = 1 THEN k.asked_on + $3::integer END AS closes_on,
		       CASE WHEN s.what = 2 THEN o.valid_until END AS ends_on, CASE WHEN s.what = 3 THEN (o.closed_at AT TIME ZONE 'Asia/Shanghai')::date END AS closed_on
		FROM opening o JOIN enterprise e ON e.id = o.enterprise LEFT JOIN opening_care k ON k.county = o.county AND k.opening = o.id,
		LATERAL (SELECT CASE
			WHEN o.closed_at IS NOT NULL THEN CASE WHEN k.closed_why = 'stale' AND o.closed_at >= $6 AND coalesce(o.valid_until >= $2, true) THEN 3 END
			WHEN o.valid_until < $2 THEN NULL
			WHEN k.asked_on IS NOT NULL AND (`+heard+` AT TIME ZONE 'Asia/Shanghai')::date < k.asked_on THEN 1
			WHEN o.valid_until <= $2 + $4::integer THEN 2 END AS what) s
		WHERE ($1 = 0 OR o.enterprise = $1) AND o.county = $7 AND s.what IS NOT NULL ORDER BY s.what, closes_on, ends_on, o.id LIMIT $5`,
		ownEnterprise(tx), tx.Today(), rule.NoticeDays, rule.EndingDays, limit, tx.Now.AddDate(0, 0, -closedFor), tx.Actor.County)
	if err != nil {
		return nil, fmt.Errorf("list openings to confirm: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[CaredOpening])
	if err != nil {
		return nil, fmt.Errorf("list openings to confirm: %w", err)
	}
	return all, nil
}
