package hiring

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// OwnOpening is a line of an enterprise's own openings.
type OwnOpening struct {
	ID         int64
	Title      string
	PlaceText  string
	Headcount  int
	Form       Form
	ValidUntil *time.Time
	Closed     bool
	Why        string // of a closed one: a code of ClosedWhy, paused, stale, same; may be empty
	Applicants int    // referrals to it, of all times
	Waiting    int    // of those, how many wait for the enterprise
}

// OwnOpenings lists the asking enterprise's, those that are open first, then the
// newest; after the first so many.
func OwnOpenings(ctx context.Context, tx *db.Tx, after, limit int) ([]OwnOpening, error) {
	rows, err := tx.Query(ctx, `
		WITH sent AS (
			SELECT r.opening, count(*)::integer AS n, (count(*) FILTER (WHERE r.state IN ('new', 'seen') AND r.expires_on >= $2))::integer AS waiting
			FROM referral r WHERE r.county = $5 AND r.opening = ANY (ARRAY (SELECT id FROM opening WHERE enterprise = $1)) GROUP BY r.opening)
		SELECT o.id, o.title, o.place_text, o.headcount, o.form, o.valid_until, o.closed_at IS NOT NULL AS closed, coalesce(k.closed_why, '') AS why,
		       coalesce(s.n, 0) AS applicants, coalesce(s.waiting, 0) AS waiting
		FROM opening o LEFT JOIN opening_care k ON k.county = o.county AND k.opening = o.id LEFT JOIN sent s ON s.opening = o.id
		WHERE o.enterprise = $1 ORDER BY o.closed_at IS NOT NULL, coalesce(o.valid_until < $2, false), o.id DESC OFFSET $3 LIMIT $4`,
		tx.Actor.Organisation, tx.Today(), after, limit, tx.Actor.County)
	if err != nil {
		return nil, fmt.Errorf("list own openings: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[OwnOpening])
	if err != nil {
		return nil, fmt.Errorf("list own openings: %w", err)
	}
	return all, nil
}

// CountOwnOpenings counts the asking enterprise's, closed ones too.
func CountOwnOpenings(ctx context.Context, tx *db.Tx) (n int, err error) {
	if err := tx.QueryRow(ctx, "SELECT count(*) FROM opening WHERE enterprise = $1", tx.Actor.Organisation).Scan(&n); err != nil {
		return 0, fmt.Errorf("count own openings: %w", err)
	}
	return n, nil
}
