package access

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"laowu/internal/db"
)

// rightsOf are the roles of a login, those that were taken in brackets.
func (c *county) rightsOf(t *testing.T, login int64) string {
	t.Helper()
	var said []string
	c.tx(t, actor(), func(tx *db.Tx) error {
		all, err := Accounts(t.Context(), tx, login)
		for _, a := range all {
			text := string(a.Role) + "@" + a.OrganisationName
			if a.DisabledAt != nil {
				text = "(" + text + ")"
			}
			said = append(said, text)
		}
		return err
	})
	return strings.Join(said, " ")
}

func (c *county) accountOf(t *testing.T, login int64, role db.Role) int64 {
	t.Helper()
	return read[int64](t, c, "SELECT id FROM account WHERE login = $1 AND role = $2", login, string(role))
}

// Roles are given and taken by the admin, the last one of a login is not, and
// each is noted.
func TestGiveAndTakeAccounts(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	boss, zhang := c.as(t, c.staff(t, "boss", db.Admin)), c.staff(t, "zhang.wei", db.Township)
	give := func(tx *db.Tx) error {
		return GiveAccount(t.Context(), tx, zhang, db.Station, c.offices["station"])
	}
	take := func(role db.Role) func(*db.Tx) error {
		return func(tx *db.Tx) error { return TakeAccount(t.Context(), tx, zhang, c.accountOf(t, zhang, role)) }
	}
	for i, step := range []struct {
		do   func(*db.Tx) error
		err  error
		want string
	}{
		{take(db.Township), ErrLastAccount, "township@township"},
		{give, nil, "township@township station@station"},
		{give, ErrHeld, "township@township station@station"},
		{take(db.Township), nil, "station@station (township@township)"},
		{take(db.Township), ErrNoAccount, "station@station (township@township)"},
		{func(tx *db.Tx) error { return TakeAccount(t.Context(), tx, zhang+1, c.accountOf(t, zhang, db.Station)) }, ErrNoAccount, "station@station (township@township)"},
	} {
		if err := c.db.Tx(t.Context(), boss, step.do); !errors.Is(err, step.err) {
			t.Errorf("step %d: %v, want %v", i, err, step.err)
		}
		if got := c.rightsOf(t, zhang); got != step.want {
			t.Errorf("step %d: %s, want %s", i, got, step.want)
		}
	}
	if got := read[string](t, c, "SELECT string_agg(action || ' ' || (detail->>'role'), ',' ORDER BY id) FROM audit WHERE actor = 'boss' AND target = $1", fmt.Sprint(zhang)); got != "login_added station,account_taken township" {
		t.Errorf("noted: %s", got)
	}
}

// Nobody changes his own rights from a page, and the last admin stays in.
func TestAdminsKeepOneAnother(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	one, two := c.staff(t, "one", db.Admin), c.staff(t, "two", db.Admin)
	as := c.as(t, one)
	do := map[string]func(*db.Tx, int64) error{
		"disable": func(tx *db.Tx, login int64) error { return Disable(t.Context(), tx, login) },
		"give": func(tx *db.Tx, login int64) error {
			return GiveAccount(t.Context(), tx, login, db.County, c.offices["county"])
		},
		"take": func(tx *db.Tx, login int64) error {
			return TakeAccount(t.Context(), tx, login, c.accountOf(t, login, db.Admin))
		},
		"reset": func(tx *db.Tx, login int64) error {
			_, err := c.gate.GiveOnce(t.Context(), tx, login, true)
			return err
		},
	}
	for name, fn := range do {
		if err := c.db.Tx(t.Context(), as, func(tx *db.Tx) error { return fn(tx, one) }); !errors.Is(err, ErrOwnRights) {
			t.Errorf("%s oneself: %v", name, err)
		}
	}
	for _, name := range []string{"give", "take", "disable"} { // the other one is not the last
		if err := c.db.Tx(t.Context(), as, func(tx *db.Tx) error { return do[name](tx, two) }); err != nil {
			t.Errorf("%s the other: %v", name, err)
		}
	}
	last := c.staff(t, "last", db.Admin)
	c.tx(t, actor(), func(tx *db.Tx) error { return Disable(t.Context(), tx, one) })
	if err := c.db.Tx(t.Context(), as, func(tx *db.Tx) error { return Disable(t.Context(), tx, last) }); !errors.Is(err, ErrLastAdmin) {
		t.Errorf("the last is put out: %v", err)
	}
	c.tx(t, actor(), func(tx *db.Tx) error { return Disable(t.Context(), tx, last) }) // a command may
}

// Of two admins who put each other out at once, one stays.
func TestAdminsAtOnce(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	logins := []int64{c.staff(t, "one", db.Admin), c.staff(t, "two", db.Admin)}
	as := []db.Actor{c.as(t, logins[0]), c.as(t, logins[1])}
	var wait sync.WaitGroup
	errs := make([]error, 2)
	for i := range logins {
		wait.Go(func() {
			errs[i] = c.db.Tx(t.Context(), as[i], func(tx *db.Tx) error { return Disable(t.Context(), tx, logins[1-i]) })
		})
	}
	wait.Wait()
	if n := read[int](t, c, "SELECT count(*) FROM login WHERE disabled_at IS NULL"); n != 1 {
		t.Errorf("%d admins are left: %v", n, errs)
	}
}

func TestFindLogins(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	for _, name := range []string{"li.na", "wang.fang", "zhang.wei"} {
		c.staff(t, name, db.Township)
	}
	station := c.staff(t, "ordos", db.Station)
	c.tx(t, actor(), func(tx *db.Tx) error { return Disable(t.Context(), tx, station) })
	for _, q := range []struct {
		LoginQuery
		want string
	}{
		{LoginQuery{}, "3 li.na wang.fang zhang.wei"},
		{LoginQuery{Limit: 2}, "3 li.na wang.fang"},
		{LoginQuery{From: 2, Limit: 2}, "3 zhang.wei"},
		{LoginQuery{Disabled: true}, "1 ordos"},
		{LoginQuery{ID: station}, "1 ordos"},
		{LoginQuery{Text: " WANG"}, "1 wang.fang"},
		{LoginQuery{Text: "township"}, "3 li.na wang.fang zhang.wei"}, // the office's name
		{LoginQuery{Text: "%"}, "0"},
		{LoginQuery{Role: db.Station}, "0"},
		{LoginQuery{Role: db.Station, Disabled: true}, "1 ordos"},
	} {
		c.tx(t, actor(), func(tx *db.Tx) error {
			page, all, err := FindLogins(t.Context(), tx, q.LoginQuery)
			got := fmt.Sprint(all)
			for _, l := range page {
				got += " " + l.Name
			}
			if got != q.want {
				t.Errorf("%+v: %s, want %s", q.LoginQuery, got, q.want)
			}
			return err
		})
	}
}

// A name that somebody has is nobody else's, not even as one more role.
func TestAddStaff(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.staff(t, "zhang.wei", db.Township)
	for name, want := range map[string]error{"zhang.wei": ErrTaken, "Zhang.Wei ": ErrTaken, "张伟": ErrName, "wang.fang": nil} {
		var login int64
		var once string
		err := c.db.Tx(t.Context(), actor(), func(tx *db.Tx) (err error) {
			login, once, err = c.gate.AddStaff(t.Context(), tx, NewLogin{Name: name, Role: db.Station, Organisation: c.offices["station"]})
			return err
		})
		if !errors.Is(err, want) || (want == nil) != (once != "" && login > 0) {
			t.Errorf("%q: %d, %q, %v", name, login, once, err)
		}
	}
	if got := c.rightsOf(t, read[int64](t, c, "SELECT id FROM login WHERE name = 'zhang.wei'")); got != "township@township" {
		t.Errorf("who had the name is now %s", got)
	}
}
