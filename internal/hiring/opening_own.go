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
}

// OwnOpenings lists the asking enterprise's, the newest first.
func OwnOpenings(ctx context.Context, tx *db.Tx, limit int) ([]OwnOpening, error) {
	rows, err := tx.Query(ctx, `
		SELECT id, title, place_text, headcount, form, valid_until, closed_at IS NOT NULL AS closed FROM opening
		WHERE enterprise = $1 ORDER BY closed_at IS NOT NULL, id DESC LIMIT $2`, tx.Actor.Organisation, limit)
	if err != nil {
		return nil, fmt.Errorf("list own openings: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[OwnOpening])
	if err != nil {
		return nil, fmt.Errorf("list own openings: %w", err)
	}
	return all, nil
}
