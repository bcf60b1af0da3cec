package followup

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Work is the spell that a visit or a case is about, as a form shows it.
type Work struct {
	Placement int64
	Person    int64
	Name      string
	Employer  string
	Trade     string
	PlaceText string
	Started   *time.Time
	Ended     *time.Time
	WageMin   *int // yuan a month, as on record
	WageMax   *int
}

// FindWork reads a spell that the actor sees, of somebody who was not erased,
// for who may visit: access.ErrNotFound, ErrRole.
func FindWork(ctx context.Context, tx *db.Tx, placement int64) (w Work, err error) {
	if !slices.Contains(visitors, tx.Actor.Role) {
		return w, ErrRole
	}
	rows, err := tx.Query(ctx, `
		SELECT p.id AS placement, p.person, w.name, p.trade_text AS trade, p.place_text, p.started, p.ended, p.wage_min, p.wage_max,
		       coalesce(nullif(p.employer, ''), access.organisation_name(p.county, 'enterprise', p.enterprise), '') AS employer
		FROM placement p JOIN person w ON w.county = p.county AND w.id = p.person
		WHERE p.county = $1 AND p.id = $2 AND w.erased_on IS NULL`, tx.Actor.County, placement)
	if err != nil {
		return w, fmt.Errorf("find work: %w", err)
	}
	w, err = pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Work])
	if errors.Is(err, pgx.ErrNoRows) {
		return w, access.ErrNotFound
	}
	if err != nil {
		return w, fmt.Errorf("find work: %w", err)
	}
	return w, nil
}
