package followup

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Line is a case as lists and its own page show it.
type Line struct {
	ID         int64
	Person     int64
	Name       string // masked for the auditor
	Placement  int64  // 0: work that is not on record, as the worker told
	Kind       Kind
	State      State
	Outcome    Ending
	OwnerRole  db.Role
	Owner      int64 // 0: the county's bureau
	OwnerName  string
	Employer   string
	USCC       string // empty where the employer is in words alone
	Trade      string
	PlaceText  string
	Started    *time.Time
	Ended      *time.Time
	PeriodFrom *time.Time
	PeriodTo   *time.Time
	Amount     *int // yuan
	Said       string
	Evidence   string
	OpenedOn   time.Time
	Deadline   time.Time
	ClosedOn   *time.Time
}

const lines = `
	SELECT k.id, k.person, w.name, coalesce(k.placement, 0) AS placement, k.kind, k.state, k.outcome, k.owner_role, coalesce(k.owner, 0) AS owner,
	       coalesce(access.organisation_name(k.county, k.owner_role, k.owner), '县人社局') AS owner_name,
	       coalesce(nullif(p.employer, ''), access.organisation_name(p.county, 'enterprise', p.enterprise), k.employer) AS employer, coalesce(e.uscc, '') AS uscc,
	       coalesce(p.trade_text, '') AS trade, coalesce(p.place_text, '') AS place_text, p.started, p.ended, k.period_from, k.period_to, k.amount, k.said, k.evidence,
	       k.opened_on, k.deadline, k.closed_on
	FROM followup_case k JOIN person w ON w.county = k.county AND w.id = k.person
	LEFT JOIN placement p ON p.county = k.county AND p.id = k.placement LEFT JOIN enterprise e ON e.id = p.enterprise
	WHERE k.county = $1`

// Cases lists those of a state that the actor sees: open ones by deadline,
// closed ones the latest first.
func Cases(ctx context.Context, tx *db.Tx, state State, limit int) ([]Line, error) {
	return list(ctx, tx, " AND k.state = $2 AND w.erased_on IS NULL ORDER BY k.closed_on DESC, k.deadline, k.id LIMIT $3", state, limit)
}

// CasesOf lists those of a person that the actor sees, the latest first.
func CasesOf(ctx context.Context, tx *db.Tx, person int64) ([]Line, error) {
	return list(ctx, tx, " AND k.person = $2 ORDER BY k.opened_on DESC, k.id DESC", person)
}

// FindCase reads one that the actor sees; access.ErrNotFound, also where the
// person was erased.
func FindCase(ctx context.Context, tx *db.Tx, id int64) (Line, error) {
	found, err := list(ctx, tx, " AND k.id = $2 AND w.erased_on IS NULL", id)
	if err == nil && len(found) == 0 {
		err = access.ErrNotFound
	}
	if err != nil {
		return Line{}, err
	}
	return found[0], nil
}

// CountOpen counts the open cases that the actor sees, and those of them whose
// deadline has passed.
func CountOpen(ctx context.Context, tx *db.Tx) (open, late int, err error) {
	err = tx.QueryRow(ctx, "SELECT count(*), count(*) FILTER (WHERE deadline < $2) FROM followup_case WHERE county = $1 AND state = 'open'",
		tx.Actor.County, tx.Today()).Scan(&open, &late)
	if err != nil {
		return 0, 0, fmt.Errorf("count cases: %w", err)
	}
	return open, late, nil
}

func list(ctx context.Context, tx *db.Tx, which string, args ...any) ([]Line, error) {
	rows, err := tx.Query(ctx, lines+which, append([]any{tx.Actor.County}, args...)...)
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Line])
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	for i := range all {
		all[i].Name = access.NameFor(tx, all[i].Name)
	}
	return all, nil
}
