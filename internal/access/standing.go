package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Account acts in one role for one organisation; a worker's for himself.
type Account struct {
	ID               int64
	County           string
	Role             db.Role
	Organisation     int64
	Person           int64
	OrganisationName string // of a worker the own name
}

// Standing is what a login may do by now: read again at each request, so that
// who loses a role or is disabled loses it at once.
type Standing struct {
	Login         int64
	Name          string // of the login, empty for workers
	Holder        string
	Once          bool // a password of one's own has to be set first
	SecondFactor  bool // one is set up
	Demonstration bool // made up: its password is printed for everybody
	Large         bool // large type is set
	RevokedAt     *time.Time
	Accounts      []Account
	Unread        int // notices of the account that was asked for; a hundred at most
}

// ErrNoStanding says that a login was disabled or has no account any more.
var ErrNoStanding = errors.New("账号已停用")

// Standing reads a login's; ErrNoStanding where it has none.
func (g *Gate) Standing(ctx context.Context, login int64) (Standing, error) {
	return g.StandingAs(ctx, login, 0)
}

// StandingAs is Standing with how much an account of the login has not read, in
// the same round trip; 0 is no account.
func (g *Gate) StandingAs(ctx context.Context, login, account int64) (Standing, error) {
	s := Standing{Login: login}
	batch := &pgx.Batch{}
	batch.Queue("SELECT name, holder, once, second_factor, demonstration, revoked_at, large FROM access.standing($1)", login).QueryRow(func(row pgx.Row) error {
		return row.Scan(&s.Name, &s.Holder, &s.Once, &s.SecondFactor, &s.Demonstration, &s.RevokedAt, &s.Large)
	})
	batch.Queue("SELECT * FROM access.accounts($1)", login).Query(func(rows pgx.Rows) (err error) {
		s.Accounts, err = pgx.CollectRows(rows, pgx.RowToStructByName[Account])
		return err
	})
	if account != 0 {
		batch.Queue("SELECT access.unread($1, $2)", login, account).QueryRow(func(row pgx.Row) error { return row.Scan(&s.Unread) })
	}
	err := g.DB.Pool().SendBatch(ctx, batch).Close()
	switch {
	case errors.Is(err, pgx.ErrNoRows), err == nil && len(s.Accounts) == 0:
		return s, ErrNoStanding
	case err != nil:
		return s, fmt.Errorf("read login: %w", err)
	}
	return s, nil
}

// NeedsFactor says whether a second factor has to be shown: always where one is
// set up, and by who acts for the county or administers it. A made-up login of
// the demonstration, whose password is printed for all, needs none.
func (s Standing) NeedsFactor() bool {
	return s.SecondFactor || !s.Demonstration && slices.ContainsFunc(s.Accounts, func(a Account) bool {
		return a.Role == db.County || a.Role == db.Admin
	})
}

// Account finds one of the login's own.
func (s Standing) Account(id int64) (Account, bool) {
	i := slices.IndexFunc(s.Accounts, func(a Account) bool { return a.ID == id })
	if i < 0 {
		return Account{}, false
	}
	return s.Accounts[i], true
}

// Actor is who asks by an account. A worker's login has no name but the
// telephone, which no audit entry holds.
func (s Standing) Actor(a Account, origin string) db.Actor {
	name := s.Name
	if name == "" {
		name = "worker"
	}
	return db.Actor{County: a.County, Role: a.Role, Organisation: a.Organisation, Account: a.ID, Person: a.Person, Name: name, Origin: origin}
}
