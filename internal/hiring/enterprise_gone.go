package hiring

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// ErrEnterpriseGone is for new work with an enterprise that was another's by
// then; a GoneError says whose.
var ErrEnterpriseGone = errors.New("这家企业已经并入别的企业")

// GoneError names what the enterprise became part of, and from which day on.
type GoneError struct {
	Into string
	From time.Time
}

func (e GoneError) Error() string {
	return "这家企业从 " + e.From.Format(time.DateOnly) + " 起并入“" + e.Into + "”，从那天起的请记在那一家"
}

// Unwrap gives ErrEnterpriseGone.
func (e GoneError) Unwrap() error { return ErrEnterpriseGone }

// stood is a GoneError where an enterprise was another's on a day; 0 is an
// employer in words alone.
func stood(ctx context.Context, tx *db.Tx, enterprise int64, on time.Time) error {
	var e GoneError
	err := tx.QueryRow(ctx, `
		WITH RECURSIVE way AS (
			SELECT merged_into AS id, merged_on AS day FROM enterprise WHERE id = $2 AND merged_on <= $3
			UNION SELECT n.merged_into, w.day FROM way w JOIN enterprise n ON n.id = w.id WHERE n.merged_into IS NOT NULL)
		SELECT coalesce(access.organisation_name($1, 'enterprise', w.id), ''), w.day FROM way w
		WHERE NOT EXISTS (SELECT FROM enterprise n WHERE n.id = w.id AND n.merged_into IS NOT NULL) LIMIT 1`,
		tx.Actor.County, enterprise, on).Scan(&e.Into, &e.From)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("find successor of enterprise: %w", err)
	}
	return e
}
