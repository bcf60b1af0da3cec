package access

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// RevealRule says over how many days showings of whole numbers are looked at, and
// which are unusual: more than Many numbers by one account, or any between the
// hours NightFrom and NightUntil.
type RevealRule struct {
	Days, Many, NightFrom, NightUntil int
	Source                            string
}

// Reveals is what one account showed for one reason. Whose numbers they were is
// in the audit trail alone.
type Reveals struct {
	Role         db.Role
	Organisation string // empty for the county's own without one
	Actor        string // the account, or the operating system's user
	Reason       string // empty where none was asked
	People       int    // whose numbers, or how many lists of people
	Times        int
	Numbers      int // of a list each person's
	Night        int // showings by night
	Last         time.Time

	Many bool // the account showed more than the rule's
}

// RevealList counts who had numbers shown whole in the rule's days before today,
// today included, those who showed most first; a worker's showings of his own do
// not count. For county, auditor and admin; to others it is empty.
func RevealList(ctx context.Context, tx *db.Tx) (all []Reveals, r RevealRule, err error) {
	err = tx.QueryRow(ctx, "SELECT days, many, night_from, night_until, source FROM reveal_rule WHERE valid_from <= $1 ORDER BY valid_from DESC LIMIT 1", tx.Today()).
		Scan(&r.Days, &r.Many, &r.NightFrom, &r.NightUntil, &r.Source)
	if err != nil {
		return nil, r, fmt.Errorf("read rule of showings: %w", err)
	}
	rows, err := tx.Query(ctx, `
		SELECT role, coalesce(name, '') AS organisation, actor, reason, people::integer, times::integer, numbers::integer, night::integer, last,
		       sum(numbers) OVER (PARTITION BY actor) > $4 AS many
		FROM access.reveals($1, $2, $3) ORDER BY sum(numbers) OVER (PARTITION BY actor) DESC, actor, numbers DESC, reason`,
		tx.Now.AddDate(0, 0, -r.Days), r.NightFrom, r.NightUntil, r.Many)
	if err != nil {
		return nil, r, fmt.Errorf("count showings: %w", err)
	}
	if all, err = pgx.CollectRows(rows, pgx.RowToStructByName[Reveals]); err != nil {
		return nil, r, fmt.Errorf("count showings: %w", err)
	}
	return all, r, nil
}
