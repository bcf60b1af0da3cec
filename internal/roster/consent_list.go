package roster

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Consent is how it stands between a person and one enterprise.
type Consent struct {
	ID             int64
	Enterprise     int64
	EnterpriseName string
	Opening        int64 // 0: for none in particular
	State          ConsentState
	Text           string // as it was shown
	AskedAt        time.Time
	AskedBy        string // the organisation that introduced him
	AnsweredAt     *time.Time
	AnsweredRole   db.Role // worker: himself; association: for him
}

// Consents lists a person's, the latest first; access.ErrNotFound where the
// person is out of sight.
func Consents(ctx context.Context, tx *db.Tx, person int64) ([]Consent, error) {
	if err := seen(ctx, tx, person); err != nil {
		return nil, err
	}
	// The name is asked for by a function: a worker does not see enterprises
	// that offer nothing.
	rows, err := tx.Query(ctx, `
		SELECT id, enterprise, coalesce(access.organisation_name(county, 'enterprise', enterprise), '') AS enterprise_name,
		       coalesce(opening, 0) AS opening, state, text, asked_at,
		       coalesce(access.organisation_name(county, asked_role, asked_for), '') AS asked_by, answered_at, answered_role
		FROM consent WHERE county = $1 AND person = $2 ORDER BY asked_at DESC, id DESC`, tx.Actor.County, person)
	if err != nil {
		return nil, fmt.Errorf("list consents: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Consent])
	if err != nil {
		return nil, fmt.Errorf("list consents: %w", err)
	}
	return all, nil
}

// Candidate is a person as the enterprise sees him to whom it was introduced.
type Candidate struct {
	Consent      int64
	Person       int64  // 0 until he agrees
	Name         string // 张** until he agrees
	Sex          string
	Born         int // year
	Trades       string
	State        ConsentState // asked or given
	Opening      int64        // 0: for none in particular
	AskedAt      time.Time
	IntroducedBy string
}

// Candidates lists those of the asking enterprise; nobody else has any.
func Candidates(ctx context.Context, tx *db.Tx) ([]Candidate, error) {
	rows, err := tx.Query(ctx, `
		SELECT consent, coalesce(person, 0) AS person, masked AS name, sex, born, trades, state, coalesce(opening, 0) AS opening, asked_at, introduced_by
		FROM access.candidates()`)
	if err != nil {
		return nil, fmt.Errorf("list candidates: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Candidate])
	if err != nil {
		return nil, fmt.Errorf("list candidates: %w", err)
	}
	return all, nil
}
