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

// WhichCases says which cases are asked for.
type WhichCases struct {
	State State
	Mine  bool // that the actor's organisation has to act on
	Late  bool // whose deadline has passed
}

// Cases lists those that the actor sees, so many after the first: open ones by
// deadline, so that those overdue stand first, closed ones the latest first.
func Cases(ctx context.Context, tx *db.Tx, q WhichCases, after, limit int) ([]Line, error) {
	role, owner := own(tx.Actor)
	return list(ctx, tx, ` AND k.state = $2 AND w.erased_on IS NULL AND ($3 = false OR k.owner_role = $4 AND k.owner IS NOT DISTINCT FROM $5)
		AND ($6 = false OR k.deadline < $7) ORDER BY k.closed_on DESC, k.deadline, k.id LIMIT $8 OFFSET $9`,
		q.State, q.Mine, role, owner, q.Late, tx.Today(), limit, after)
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

// CaseCount counts the cases that the actor sees.
type CaseCount struct {
	Open   int
	Late   int // open, and the deadline has passed
	Mine   int // open, and the actor's organisation has to act
	Closed int
}

// CountCases counts them.
func CountCases(ctx context.Context, tx *db.Tx) (n CaseCount, err error) {
	role, owner := own(tx.Actor)
	err = tx.QueryRow(ctx, `
		SELECT count(*) FILTER (WHERE state = 'open'), count(*) FILTER (WHERE state = 'open' AND deadline < $2),
		       count(*) FILTER (WHERE state = 'open' AND owner_role = $3 AND owner IS NOT DISTINCT FROM $4), count(*) FILTER (WHERE state = 'closed')
		FROM followup_case WHERE county = $1`, tx.Actor.County, tx.Today(), role, owner).Scan(&n.Open, &n.Late, &n.Mine, &n.Closed)
	if err != nil {
		return n, fmt.Errorf("count cases: %w", err)
	}
	return n, nil
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
