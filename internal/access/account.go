package access

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// The refusals of who would change rights; their texts go to people as they are.
var (
	ErrLastAdmin   = errors.New("这是最后一位能登录的管理员；先再加一位，才能停用他或者撤他的身份")
	ErrOwnRights   = errors.New("自己的账号不能自己改；请另一位管理员来做，或者在服务器上用命令 laowu user")
	ErrLastAccount = errors.New("只剩这一个身份了；不让他再登录，请停用账号")
	ErrNoAccount   = errors.New("这个账号没有这个身份，可能刚被别人撤掉")
)

// AccountLine is one role of a login as the admin sees it.
type AccountLine struct {
	ID               int64
	Role             db.Role
	Organisation     int64
	OrganisationName string
	DisabledAt       *time.Time // taken from the login; nil: it stands
}

// Accounts lists the roles of a login of the county, those that stand first.
func Accounts(ctx context.Context, tx *db.Tx, login int64) ([]AccountLine, error) {
	rows, err := tx.Query(ctx, `
		SELECT a.id, a.role, coalesce(a.organisation, 0) AS organisation, coalesce(access.organisation_name(a.county, a.role, a.organisation), '') AS organisation_name, a.disabled_at
		FROM account a WHERE a.county = $1 AND a.login = $2 ORDER BY a.disabled_at IS NOT NULL, a.id`, tx.Actor.County, login)
	if err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[AccountLine])
	if err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	return all, nil
}

// GiveAccount gives a login of the county one more role, or one back that was
// taken from it: ErrHeld, ErrOwnRights. The caller has found the organisation.
func GiveAccount(ctx context.Context, tx *db.Tx, login int64, role db.Role, organisation int64) error {
	if err := another(ctx, tx, login); err != nil {
		return err
	}
	if err := addAccount(ctx, tx, login, NewLogin{Role: role, Organisation: organisation}); err != nil {
		return err
	}
	return Note(ctx, tx, LoginAdded, "login", login, map[string]any{"role": role, "organisation": organisation})
}

// TakeAccount takes one role from a login, at once: ErrNoAccount, ErrLastAccount,
// ErrLastAdmin, ErrOwnRights.
func TakeAccount(ctx context.Context, tx *db.Tx, login, account int64) error {
	if err := another(ctx, tx, login); err != nil {
		return err
	}
	var role db.Role
	var organisation int64
	err := tx.QueryRow(ctx, `
		UPDATE account SET disabled_at = $4 WHERE county = $1 AND login = $2 AND id = $3 AND disabled_at IS NULL RETURNING role, coalesce(organisation, 0)`,
		tx.Actor.County, login, account, tx.Now).Scan(&role, &organisation)
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNoAccount
	}
	if err != nil {
		return fmt.Errorf("take account: %w", err)
	}
	var left bool
	err = tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM account WHERE county = $1 AND login = $2 AND disabled_at IS NULL)", tx.Actor.County, login).Scan(&left)
	if err != nil {
		return fmt.Errorf("find other accounts: %w", err)
	}
	if !left {
		return ErrLastAccount
	}
	if err := adminLeft(ctx, tx); err != nil {
		return err
	}
	return Note(ctx, tx, AccountTaken, "login", login, map[string]any{"role": role, "organisation": organisation})
}

// another refuses who would change the rights of the login that asks: nobody
// lifts himself. Commands act by no account; who runs them stands in the trail.
func another(ctx context.Context, tx *db.Tx, login int64) error {
	if tx.Actor.Account == 0 {
		return nil
	}
	var own bool
	if err := tx.QueryRow(ctx, "SELECT access.own_login() = $1", login).Scan(&own); err != nil {
		return fmt.Errorf("find own login: %w", err)
	}
	if own {
		return ErrOwnRights
	}
	return nil
}

// adminLeft refuses a change after which no admin of the county could log in.
// Changes wait for each other, so that two admins do not put each other out at
// once. Commands may: who stands at the server brings one back.
func adminLeft(ctx context.Context, tx *db.Tx) error {
	if tx.Actor.Account == 0 {
		return nil
	}
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended('admins of ' || $1, 0))", tx.Actor.County); err != nil {
		return fmt.Errorf("wait for other changes of rights: %w", err)
	}
	var left bool
	err := tx.QueryRow(ctx, `
		SELECT EXISTS (SELECT FROM account a JOIN login l ON l.id = a.login
		WHERE a.county = $1 AND a.role = 'admin' AND a.disabled_at IS NULL AND l.disabled_at IS NULL)`, tx.Actor.County).Scan(&left)
	if err != nil {
		return fmt.Errorf("find admins: %w", err)
	}
	if !left {
		return ErrLastAdmin
	}
	return nil
}
