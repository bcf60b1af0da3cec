package access

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Demonstrate says of a login that it is made up: its password is printed for
// everybody, and no second factor is asked. Only the admin says it; a password
// of one's own takes it back.
func Demonstrate(ctx context.Context, tx *db.Tx, login int64) error {
	if _, err := tx.Exec(ctx, "SELECT access.demonstrate($1)", login); err != nil {
		return fmt.Errorf("mark login: %w", err)
	}
	return nil
}

// Demonstration is a made-up login, still with the password that is printed for
// everybody, and what it may do.
type Demonstration struct {
	Name          string // empty for a worker's
	Roles         []string
	Organisations []string // as the roles; of a worker the own name
}

// Demonstrations lists the county's made-up logins that can still be used so.
func Demonstrations(ctx context.Context, tx *db.Tx) ([]Demonstration, error) {
	rows, err := tx.Query(ctx, `
		SELECT coalesce(l.name, '') AS name, array_agg(a.role ORDER BY a.id) AS roles,
		       array_agg(coalesce(p.name, access.organisation_name(a.county, a.role, a.organisation), '') ORDER BY a.id) AS organisations
		FROM login l JOIN account a ON a.login = l.id AND a.disabled_at IS NULL
		LEFT JOIN person p ON p.county = a.county AND p.id = a.person
		WHERE l.county = $1 AND l.demonstration AND l.disabled_at IS NULL GROUP BY l.id, l.name ORDER BY l.id`, tx.Actor.County)
	if err != nil {
		return nil, fmt.Errorf("list made-up logins: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Demonstration])
	if err != nil {
		return nil, fmt.Errorf("list made-up logins: %w", err)
	}
	return all, nil
}
