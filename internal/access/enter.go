package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// The refusals of a login; their texts go to people as they are.
var (
	ErrWrong   = errors.New("账号或密码不对")
	ErrSeveral = errors.New("这个手机号有几个人在用，请再填上您的姓名")
	ErrOver    = errors.New("一次性密码已经过期，请找管理员重新给一个")
)

// Credentials are what somebody types to log in: staff a name and a password,
// a worker the telephone and a PIN, and the own name where a family shares the
// telephone.
type Credentials struct {
	Name   string
	Phone  value.Phone
	Called string
	Secret string
}

// key is what guessing is counted by.
func (c Credentials) key() string {
	if !c.Phone.IsZero() {
		return "phone:" + c.Phone.Reveal()
	}
	return "name:" + c.name()
}

// name is the login's name as it was meant: without what cannot be seen, and
// narrow where a Chinese keyboard wrote it wide.
func (c Credentials) name() string { return strings.ToLower(value.Clean(c.Name)) }

// candidate is a login that may be meant.
type candidate struct {
	ID          int64
	County      string
	Secret      string
	Once        bool
	OnceUntil   *time.Time
	Disabled    bool
	PersonNames []string // of a worker's login: a family may hold several records by one
}

// Enter checks credentials and returns the login. Whether the name or the
// secret is wrong, it does not tell, nor by how long it takes. A failure is noted
// in the audit trail of the county whose page was asked, without what was typed;
// that somebody is in, who lets him in notes, as the account that he acts as.
func (g *Gate) Enter(ctx context.Context, asking db.Actor, c Credentials) (int64, error) {
	key, err := g.attempt(ctx, c.key())
	if err != nil {
		return 0, err
	}
	all, err := g.candidates(ctx, c)
	if err != nil {
		return 0, err
	}
	login, err := g.choose(ctx, c, all)
	if err != nil {
		return 0, errors.Join(err, g.noteFailure(ctx, asking, all))
	}
	forgive := g.forgive
	if len(all) > 1 {
		forgive = g.uncount
	}
	if err := forgive(ctx, key); err != nil {
		return 0, err
	}
	_, err = g.DB.Pool().Exec(ctx, "SELECT access.logged_in($1, $2)", login, g.DB.Now())
	return login, err
}

func (g *Gate) candidates(ctx context.Context, c Credentials) ([]candidate, error) {
	var name *string
	var phone []byte
	var err error
	if c.Phone.IsZero() {
		name = new(c.name())
	} else if phone, err = g.Vault.Hash(Phone, c.Phone.Reveal()); err != nil {
		return nil, err
	}
	rows, err := g.DB.Pool().Query(ctx, "SELECT * FROM access.find_logins($1, $2)", name, phone)
	if err != nil {
		return nil, fmt.Errorf("find logins: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[candidate])
	if err != nil {
		return nil, fmt.Errorf("find logins: %w", err)
	}
	return all, nil
}

// choose finds the one login whose secret fits. Of a family that shares a
// telephone several may fit; then the name tells.
func (g *Gate) choose(ctx context.Context, c Credentials, all []candidate) (int64, error) {
	var fit []candidate
	for _, one := range all {
		ok, err := g.matches(ctx, c.Secret, one.Secret)
		if err != nil {
			return 0, err
		}
		if ok && !one.Disabled && (c.Called == "" || one.called(c.Called)) {
			fit = append(fit, one)
		}
	}
	if len(all) == 0 { // as slow as for a name that exists
		if _, err := g.matches(ctx, c.Secret, dummy); err != nil {
			return 0, err
		}
	}
	switch {
	case len(fit) == 0:
		return 0, ErrWrong
	case len(fit) > 1:
		return 0, ErrSeveral
	case fit[0].Once && fit[0].OnceUntil != nil && !g.DB.Now().Before(*fit[0].OnceUntil):
		return 0, ErrOver
	}
	return fit[0].ID, nil
}

// called says whether the login is of a worker of that name.
func (c candidate) called(name string) bool {
	return slices.ContainsFunc(c.PersonNames, func(n string) bool { return value.Key(n) == value.Key(name) })
}

func (g *Gate) noteFailure(ctx context.Context, asking db.Actor, all []candidate) error {
	target := int64(0)
	if len(all) == 1 {
		target = all[0].ID
	}
	return g.DB.Tx(ctx, asking, func(tx *db.Tx) error {
		return Note(ctx, tx, LoginFailed, "login", target, map[string]any{"by": "password"})
	})
}
