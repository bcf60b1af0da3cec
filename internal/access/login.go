package access

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
	"laowu/internal/value"
)

// The refusals of a login's keeping; their texts go to people as they are.
var (
	ErrName    = errors.New("账号名要 2 到 40 位小写字母、数字、点、横线或下划线，以字母或数字开头；不要用手机号和身份证号，它到处看得见")
	ErrNoLogin = errors.New("没有这个账号")
	ErrHeld    = errors.New("这个账号已经有这个身份")
	ErrTaken   = errors.New("这个账号名已经有人用，请换一个")
)

// OnceLasts is how long a one-time password can be used.
const OnceLasts = 7 * 24 * time.Hour

var loginName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,39}$`)

// oncePassword draws a one-time password that is read out and typed once: four
// groups of four, without characters that look alike.
func oncePassword() string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	raw := make([]byte, 16)
	_, _ = rand.Read(raw) // never fails
	var b strings.Builder
	for i, r := range raw {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(letters[int(r)%len(letters)])
	}
	return b.String()
}

// NewLogin is what an admin says of a login to be added.
type NewLogin struct {
	Name, Holder  string
	Role          db.Role
	Organisation  int64
	Password      string // of a demonstration's login; else a one-time password is drawn
	Demonstration bool
}

// AddStaff is AddLogin for a name that nobody has yet: ErrTaken.
func (g *Gate) AddStaff(ctx context.Context, tx *db.Tx, n NewLogin) (login int64, once string, err error) {
	if _, err := loginNamed(ctx, tx, n.Name); err == nil {
		return 0, "", ErrTaken
	} else if !errors.Is(err, ErrNoLogin) {
		return 0, "", err
	}
	if once, err = g.AddLogin(ctx, tx, n); err != nil {
		return 0, "", err
	}
	login, err = loginNamed(ctx, tx, n.Name)
	return login, once, err
}

// AddLogin adds a login with one account, or gives the account to a login of
// that name which is there already. It returns the one-time password of a new
// login, empty for one that was there. The caller has found the organisation.
func (g *Gate) AddLogin(ctx context.Context, tx *db.Tx, n NewLogin) (once string, err error) {
	n.Name, n.Holder = strings.ToLower(strings.TrimSpace(n.Name)), value.Redact(n.Holder)
	if !loginName.MatchString(n.Name) || value.Redact(n.Name) != n.Name {
		return "", ErrName
	}
	login, err := loginNamed(ctx, tx, n.Name)
	if errors.Is(err, ErrNoLogin) {
		login, once, err = g.insertLogin(ctx, tx, n)
	}
	if err != nil {
		return "", err
	}
	if err := addAccount(ctx, tx, login, n); err != nil {
		return "", err
	}
	return once, Note(ctx, tx, LoginAdded, "login", login, map[string]any{"role": n.Role, "organisation": n.Organisation})
}

// addAccount gives a login an account, or the one back that was taken from it.
func addAccount(ctx context.Context, tx *db.Tx, login int64, n NewLogin) error {
	tag, err := tx.Exec(ctx, `
		INSERT INTO account (county, login, role, organisation) VALUES ($1, $2, $3, $4)
		ON CONFLICT (login, role, organisation, person) DO UPDATE SET disabled_at = NULL WHERE account.disabled_at IS NOT NULL`,
		tx.Actor.County, login, n.Role, n.Organisation)
	if err != nil {
		return fmt.Errorf("add account: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrHeld
	}
	return nil
}

func (g *Gate) insertLogin(ctx context.Context, tx *db.Tx, n NewLogin) (id int64, once string, err error) {
	secret, until := n.Password, (*time.Time)(nil)
	if secret == "" {
		once = oncePassword()
		secret, until = once, new(tx.Now.Add(OnceLasts))
	}
	kept, err := g.hash(ctx, secret)
	if err != nil {
		return 0, "", err
	}
	// The number is drawn first: a login may be added by who may not read it.
	err = tx.QueryRow(ctx, "SELECT nextval(pg_get_serial_sequence('login', 'id'))").Scan(&id)
	if err == nil {
		_, err = tx.Exec(ctx, "INSERT INTO login (id, county, name, holder, secret, once, once_until, demonstration) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
			id, tx.Actor.County, n.Name, n.Holder, kept, until != nil, until, n.Demonstration)
	}
	if unique(err) {
		return 0, "", ErrTaken // another county's, or of this moment
	}
	if err != nil {
		return 0, "", fmt.Errorf("add login: %w", err)
	}
	return id, once, nil
}

// loginNamed is the number of the county's login of a name.
func loginNamed(ctx context.Context, tx *db.Tx, name string) (id int64, err error) {
	err = tx.QueryRow(ctx, "SELECT id FROM login WHERE name = $1 AND county = $2", strings.ToLower(strings.TrimSpace(name)), tx.Actor.County).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, ErrNoLogin
	}
	if err != nil {
		return 0, fmt.Errorf("find login: %w", err)
	}
	return id, nil
}

func unique(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "23505"
}

// SetPassword changes a login's own password or PIN, already checked against
// the rules; it voids all its sessions, and the caller begins a new one. Changes
// are counted like failures, to a WaitError: who sets one PIN after another would
// see which of them his family's telephone has already.
func (g *Gate) SetPassword(ctx context.Context, actor db.Actor, login int64, secret string) error {
	if _, err := g.attempt(ctx, fmt.Sprint("set:", login)); err != nil {
		return err
	}
	kept, err := g.hash(ctx, secret)
	if err != nil {
		return err
	}
	return g.DB.Tx(ctx, actor, func(tx *db.Tx) error { return g.setSecret(ctx, tx, login, kept, nil) })
}

func (g *Gate) setSecret(ctx context.Context, tx *db.Tx, login int64, kept string, until *time.Time) error {
	if _, err := tx.Exec(ctx, "SELECT access.set_secret($1, $2, $3, $4)", login, kept, until, tx.Now); err != nil {
		return fmt.Errorf("set password: %w", err)
	}
	return Note(ctx, tx, SecretSet, "login", login, map[string]any{"once": until != nil})
}

// GiveOnce gives a login a new one-time password, as an admin does for who
// forgot the old one; the second factor goes too where it is lost. ErrOwnRights:
// who is in changes his own password by the old one.
func (g *Gate) GiveOnce(ctx context.Context, tx *db.Tx, login int64, factorToo bool) (string, error) {
	if err := another(ctx, tx, login); err != nil {
		return "", err
	}
	once := oncePassword()
	kept, err := g.hash(ctx, once)
	if err != nil {
		return "", err
	}
	if factorToo {
		if _, err := tx.Exec(ctx, "SELECT access.set_factor($1, NULL, 0)", login); err != nil {
			return "", fmt.Errorf("remove second factor: %w", err)
		}
		if err := Note(ctx, tx, FactorRemoved, "login", login, nil); err != nil {
			return "", err
		}
	}
	return once, g.setSecret(ctx, tx, login, kept, new(tx.Now.Add(OnceLasts)))
}
