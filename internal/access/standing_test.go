package access

import (
	"errors"
	"testing"
	"time"

	"laowu/internal/db"
)

// What a login may do is read each time: what was taken away is gone at once.
func TestStanding(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	login := c.staff(t, "zhang.wei", db.Township)
	c.tx(t, actor(), func(tx *db.Tx) error {
		once, err := c.gate.AddLogin(t.Context(), tx, NewLogin{Name: "zhang.wei", Role: db.Station, Organisation: c.offices["station"]})
		if once != "" {
			t.Error("a second account came with a password")
		}
		return err
	})
	stands := func() Standing {
		t.Helper()
		s, err := c.gate.Standing(t.Context(), login)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := stands()
	if len(s.Accounts) != 2 || s.Accounts[0].Role != db.Township || s.Accounts[1].OrganisationName != "station" || s.Once || s.Demonstration || s.RevokedAt != nil {
		t.Fatalf("standing %+v", s)
	}
	if a, ok := s.Account(s.Accounts[1].ID); !ok || a.Role != db.Station {
		t.Errorf("own account: %+v, %v", a, ok)
	}
	if _, ok := s.Account(4711); ok {
		t.Error("a foreign account was found")
	}
	got := s.Actor(s.Accounts[0], "192.0.2.7")
	if got != (db.Actor{County: "141123", Role: db.Township, Organisation: c.offices["township"], Account: s.Accounts[0].ID, Name: "zhang.wei", Origin: "192.0.2.7"}) {
		t.Errorf("actor %+v", got)
	}
	c.hand(t, "UPDATE account SET disabled_at = now() WHERE role = 'township'")
	if s := stands(); len(s.Accounts) != 1 || s.Accounts[0].Role != db.Station {
		t.Errorf("after a lost role: %+v", s)
	}
	c.step(time.Minute)
	c.tx(t, actor(), func(tx *db.Tx) error { return Revoke(t.Context(), tx, login) })
	if s := stands(); s.RevokedAt == nil || !s.RevokedAt.Equal(c.Now()) {
		t.Errorf("after revocation: %+v", s)
	}
	c.tx(t, actor(), func(tx *db.Tx) error { return Disable(t.Context(), tx, login) })
	if _, err := c.gate.Standing(t.Context(), login); !errors.Is(err, ErrNoStanding) {
		t.Errorf("disabled: %v", err)
	}
	c.tx(t, actor(), func(tx *db.Tx) error { return Enable(t.Context(), tx, login) })
	stands()
	c.hand(t, "UPDATE account SET disabled_at = now()")
	for _, id := range []int64{login, 4711} {
		if _, err := c.gate.Standing(t.Context(), id); !errors.Is(err, ErrNoStanding) {
			t.Errorf("login %d: %v", id, err)
		}
	}
	c.refused(t, "zhang.wei", password, ErrWrong)
}

// A worker's telephone is in no audit entry: the actor has no name of his own.
func TestWorkersActor(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	login := c.worker(t, "王强", "997", phoneOf(t, familyPhone), pinOfOne)
	if as := c.as(t, login); as.Name != "worker" || as.Role != db.Worker || as.Person == 0 || as.Organisation != 0 {
		t.Errorf("actor %+v", as)
	}
}

func TestPasswordVoidsSessions(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	login := c.staff(t, "zhang.wei", db.Township)
	c.step(time.Hour)
	if err := c.gate.SetPassword(t.Context(), c.as(t, login), login, password+"！"); err != nil {
		t.Fatal(err)
	}
	if s, err := c.gate.Standing(t.Context(), login); err != nil || s.RevokedAt == nil || !s.RevokedAt.Equal(c.Now()) {
		t.Errorf("standing %+v, %v", s, err)
	}
	other := c.staff(t, "li.na", db.Township)
	if err := c.gate.SetPassword(t.Context(), c.as(t, other), login, password); !denied(err) {
		t.Errorf("another's password: %v", err)
	}
	if err := c.db.Tx(t.Context(), c.as(t, other), func(tx *db.Tx) error { return Revoke(t.Context(), tx, login) }); !errors.Is(err, ErrNoLogin) {
		t.Errorf("another's sessions: %v", err)
	}
	c.tx(t, c.as(t, login), func(tx *db.Tx) error { return Revoke(t.Context(), tx, login) })
}
