package hiring

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// asks are questions a of the county $1, with what they ask about.
const asks = `
	SELECT a.id, a.person, p.name, a.opening, coalesce(o.title, '') AS title,
	       coalesce(access.organisation_name(a.county, 'enterprise', o.enterprise), '') AS enterprise_name,
	       coalesce(access.organisation_name(a.county, 'association', a.association), '') AS association_name,
	       a.said, a.state, a.answer, a.asked_at, a.answered_at, coalesce(a.referral, 0) AS referral
	FROM referral_ask a JOIN person p ON p.county = a.county AND p.id = a.person AND p.erased_on IS NULL LEFT JOIN opening o ON o.id = a.opening
	WHERE a.county = $1`

// Asks lists the open questions of the people whom the actor sees, the eldest
// first: what an association has to answer.
func Asks(ctx context.Context, tx *db.Tx, limit int) ([]Ask, error) {
	return listAsks(ctx, tx, " AND a.state = 'open' ORDER BY a.asked_at, a.id LIMIT $2", limit)
}

// CountAsks counts the open ones.
func CountAsks(ctx context.Context, tx *db.Tx) (n int, err error) {
	err = tx.QueryRow(ctx, "SELECT count(*) FROM referral_ask WHERE county = $1 AND state = 'open'", tx.Actor.County).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count questions: %w", err)
	}
	return n, nil
}

// AsksOf lists a person's that the actor sees, open ones first, then the latest.
func AsksOf(ctx context.Context, tx *db.Tx, person int64) ([]Ask, error) {
	return listAsks(ctx, tx, " AND a.person = $2 ORDER BY a.state = 'open' DESC, a.asked_at DESC, a.id DESC LIMIT 100", person)
}

func listAsks(ctx context.Context, tx *db.Tx, which string, arg any) ([]Ask, error) {
	rows, err := tx.Query(ctx, asks+which, tx.Actor.County, arg)
	if err != nil {
		return nil, fmt.Errorf("list questions: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Ask])
	if err != nil {
		return nil, fmt.Errorf("list questions: %w", err)
	}
	for i := range all {
		all[i].Name = access.NameFor(tx, all[i].Name)
	}
	return all, nil
}

// Coach is a departure to an enterprise that a worker may ask to go with.
type Coach struct {
	OrganisedBy string
	Origin      string
	LeavesOn    time.Time
	LeavesAt    string
	Transport   string // coach, train or other
}

// Coaches lists those that the worker's association, its township or the county
// plans to the enterprise of an opening, the next first; for nobody else any.
func Coaches(ctx context.Context, tx *db.Tx, opening int64) ([]Coach, error) {
	rows, err := tx.Query(ctx, "SELECT organised_by, origin, leaves_on, leaves_at, transport FROM access.coaches($1, $2)", opening, tx.Today())
	if err != nil {
		return nil, fmt.Errorf("list coaches: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Coach])
	if err != nil {
		return nil, fmt.Errorf("list coaches: %w", err)
	}
	return all, nil
}
