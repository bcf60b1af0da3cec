package access

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// LoginLine is one line of the admin's list of accounts.
type LoginLine struct {
	ID            int64
	Name          string
	Holder        string
	Once          bool
	Demonstration bool
	SecondFactor  bool
	DisabledAt    *time.Time
	LastLoginAt   *time.Time
	Roles         []string
	Organisations []string
}

// LoginQuery narrows the admin's list of staff logins; the zero query finds all
// that may log in.
type LoginQuery struct {
	ID       int64
	Text     string  // in the login's name, its holder's, or an organisation's
	Role     db.Role // held by it
	Disabled bool    // those that were disabled, instead
	From     int     // how many stand before the page
	Limit    int     // 0: all
}

// Logins lists the county's staff logins with the roles that they have.
func Logins(ctx context.Context, tx *db.Tx) ([]LoginLine, error) {
	all, _, err := FindLogins(ctx, tx, LoginQuery{})
	if err != nil {
		return nil, err
	}
	out, _, err := FindLogins(ctx, tx, LoginQuery{Disabled: true})
	all = append(all, out...)
	slices.SortFunc(all, func(x, y LoginLine) int { return strings.Compare(x.Name, y.Name) })
	return all, err
}

// staffLogins are the logins l that a LoginQuery finds, $1 to $5.
const staffLogins = `FROM login l WHERE l.county = $1 AND l.name IS NOT NULL AND ($2 = 0 OR l.id = $2) AND ($2 <> 0 OR (l.disabled_at IS NOT NULL) = $3)
	AND ($4 = '' OR EXISTS (SELECT FROM account a WHERE a.login = l.id AND a.role = $4 AND a.disabled_at IS NULL))
	AND ($5 = '' OR strpos(l.name, $5) > 0 OR strpos(lower(l.holder), $5) > 0 OR EXISTS (SELECT FROM account a
		WHERE a.login = l.id AND a.disabled_at IS NULL AND strpos(lower(access.organisation_name(a.county, a.role, a.organisation)), $5) > 0))`

// FindLogins lists a page of the county's staff logins by name, and how many
// there are in all. One that is asked for by its number is found disabled too.
func FindLogins(ctx context.Context, tx *db.Tx, q LoginQuery) (page []LoginLine, all int, err error) {
	args := []any{tx.Actor.County, q.ID, q.Disabled, q.Role, strings.ToLower(value.Clean(q.Text))}
	if err := tx.QueryRow(ctx, "SELECT count(*) "+staffLogins, args...).Scan(&all); err != nil {
		return nil, 0, fmt.Errorf("count logins: %w", err)
	}
	rows, err := tx.Query(ctx, `
		SELECT l.id, l.name, l.holder, l.once, l.demonstration, access.has_factor(l.id) AS second_factor, l.disabled_at, l.last_login_at,
		       ARRAY (SELECT a.role FROM account a WHERE a.login = l.id AND a.disabled_at IS NULL ORDER BY a.id) AS roles,
		       ARRAY (SELECT coalesce(access.organisation_name(a.county, a.role, a.organisation), '') FROM account a
		              WHERE a.login = l.id AND a.disabled_at IS NULL ORDER BY a.id) AS organisations
		`+staffLogins+` ORDER BY l.name COLLATE "C" OFFSET $6 LIMIT nullif($7, 0)`, append(args, q.From, q.Limit)...)
	if err != nil {
		return nil, 0, fmt.Errorf("list logins: %w", err)
	}
	page, err = pgx.CollectRows(rows, pgx.RowToStructByName[LoginLine])
	if err != nil {
		return nil, 0, fmt.Errorf("list logins: %w", err)
	}
	return page, all, nil
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

// Disable keeps a login out, at once; Enable lets it in again. ErrOwnRights,
// ErrLastAdmin.
func Disable(ctx context.Context, tx *db.Tx, login int64) error {
	if err := another(ctx, tx, login); err != nil {
		return err
	}
	if err := setDisabled(ctx, tx, login, new(tx.Now), LoginDisabled); err != nil {
		return err
	}
	return adminLeft(ctx, tx)
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
