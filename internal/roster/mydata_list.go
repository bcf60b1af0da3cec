package roster

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Membership is a time in which an association counted a person.
type Membership struct {
	Association     int64
	AssociationName string
	Joined          time.Time
	LeftOn          *time.Time
}

// Memberships lists those of a person that the actor sees, the latest first.
func Memberships(ctx context.Context, tx *db.Tx, person int64) ([]Membership, error) {
	rows, err := tx.Query(ctx, `
		SELECT m.association, a.name AS association_name, m.joined, m.left_on
		FROM membership m JOIN association a ON a.county = m.county AND a.id = m.association
		WHERE m.county = $1 AND m.person = $2 ORDER BY m.joined DESC`, tx.Actor.County, person)
	if err != nil {
		return nil, fmt.Errorf("list memberships: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Membership])
	if err != nil {
		return nil, fmt.Errorf("list memberships: %w", err)
	}
	return all, nil
}

// TrailEntry is what the audit trail says of a person: when who looked or did
// what, by organisation and not by name.
type TrailEntry struct {
	At           time.Time
	Role         db.Role
	Organisation string // empty for the person himself
	Action       access.Action
	Reason       string // why a number was shown
}

// trail lists the entries, the latest first.
func trail(ctx context.Context, tx *db.Tx, person int64) ([]TrailEntry, error) {
	rows, err := tx.Query(ctx, "SELECT at, role, organisation, action, reason FROM access.trail($1)", person)
	if err != nil {
		return nil, fmt.Errorf("list audit entries: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[TrailEntry])
	if err != nil {
		return nil, fmt.Errorf("list audit entries: %w", err)
	}
	return all, nil
}
