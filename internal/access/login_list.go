package access

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// LoginLine is one line of the admin's list of accounts.
type LoginLine struct {
	ID            int64
	Name          string // empty for workers, who log in by telephone
	Holder        string
	Once          bool
	Demonstration bool
	SecondFactor  bool
	DisabledAt    *time.Time
	LastLoginAt   *time.Time
	Roles         []string
	Organisations []string
}

// Logins lists the county's staff logins with their accounts.
func Logins(ctx context.Context, tx *db.Tx) ([]LoginLine, error) {
	rows, err := tx.Query(ctx, `
		SELECT l.id, coalesce(l.name, '') AS name, l.holder, l.once, l.demonstration, access.has_factor(l.id) AS second_factor, l.disabled_at, l.last_login_at,
		       coalesce(array_agg(a.role ORDER BY a.id) FILTER (WHERE a.id IS NOT NULL), '{}') AS roles,
		       coalesce(array_agg(coalesce(access.organisation_name(a.county, a.role, a.organisation), '') ORDER BY a.id)
		                FILTER (WHERE a.id IS NOT NULL), '{}') AS organisations
		FROM login l LEFT JOIN account a ON a.login = l.id AND a.disabled_at IS NULL
		WHERE l.county = $1 AND l.name IS NOT NULL
		GROUP BY l.id, l.name, l.holder, l.once, l.demonstration, l.disabled_at, l.last_login_at ORDER BY l.name`, tx.Actor.County)
	if err != nil {
		return nil, fmt.Errorf("list logins: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[LoginLine])
	if err != nil {
		return nil, fmt.Errorf("list logins: %w", err)
	}
	return all, nil
}

// ReadLogin reads the name of a login and of who holds it.
func ReadLogin(ctx context.Context, tx *db.Tx, id int64) (l LoginLine, err error) {
	err = tx.QueryRow(ctx, "SELECT id, coalesce(name, ''), holder FROM login WHERE id = $1", id).Scan(&l.ID, &l.Name, &l.Holder)
	if err != nil {
		return l, fmt.Errorf("read login: %w", err)
	}
	return l, nil
}

// FindLogin is the number of a login of the county, by number or by name;
// ErrNoLogin where there is none.
func FindLogin(ctx context.Context, tx *db.Tx, id int64, name string) (int64, error) {
	if name != "" {
		return loginNamed(ctx, tx, name)
	}
	var found bool
	if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM login WHERE id = $1 AND county = $2)", id, tx.Actor.County).Scan(&found); err != nil {
		return 0, fmt.Errorf("find login: %w", err)
	}
	if !found {
		return 0, ErrNoLogin
	}
	return id, nil
}

// Disable keeps a login out, at once; Enable lets it in again.
func Disable(ctx context.Context, tx *db.Tx, login int64) error {
	return setDisabled(ctx, tx, login, new(tx.Now), LoginDisabled)
}

// Enable lets a disabled login in again.
func Enable(ctx context.Context, tx *db.Tx, login int64) error {
	return setDisabled(ctx, tx, login, nil, LoginEnabled)
}

func setDisabled(ctx context.Context, tx *db.Tx, login int64, at *time.Time, action Action) error {
	tag, err := tx.Exec(ctx, "UPDATE login SET disabled_at = $2 WHERE id = $1 AND county = $3", login, at, tx.Actor.County)
	if err != nil {
		return fmt.Errorf("change login: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrNoLogin
	}
	return Note(ctx, tx, action, "login", login, nil)
}

// Revoke ends every session of a login: the admin anybody's, everybody his own.
func Revoke(ctx context.Context, tx *db.Tx, login int64) error {
	tag, err := tx.Exec(ctx, "UPDATE login SET revoked_at = $2 WHERE id = $1", login, tx.Now)
	if err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrNoLogin
	}
	return Note(ctx, tx, LoginRevoked, "login", login, nil)
}
