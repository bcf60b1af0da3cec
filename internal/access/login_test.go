package access

import (
	"errors"
	"regexp"
	"slices"
	"testing"

	"laowu/internal/db"
)

// add adds a login or an account as the admin.
func (c *county) add(t *testing.T, n NewLogin) (once string, err error) {
	t.Helper()
	err = c.db.Tx(t.Context(), actor(), func(tx *db.Tx) error {
		once, err = c.gate.AddLogin(t.Context(), tx, n)
		return err
	})
	return once, err
}

func TestAddLogin(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	once, err := c.add(t, NewLogin{Name: "Zhang.Wei", Holder: "张伟14000000001", Role: db.Township, Organisation: c.offices["township"]})
	if err != nil || !regexp.MustCompile(`^([a-z2-9]{4}-){3}[a-z2-9]{4}$`).MatchString(once) {
		t.Fatalf("one-time password %q, %v", once, err)
	}
	if again, err := c.add(t, NewLogin{Name: "zhang.wei", Role: db.Station, Organisation: c.offices["station"]}); again != "" || err != nil {
		t.Errorf("a second account: %q, %v", again, err)
	}
	if _, err := c.add(t, NewLogin{Name: "zhang.wei", Role: db.Station, Organisation: c.offices["station"]}); !errors.Is(err, ErrHeld) {
		t.Errorf("the same again: %v", err)
	}
	c.hand(t, "UPDATE account SET disabled_at = now() WHERE role = 'station'")
	if _, err := c.add(t, NewLogin{Name: "zhang.wei", Role: db.Station, Organisation: c.offices["station"]}); err != nil {
		t.Errorf("an account that was taken away: %v", err)
	}
	for _, name := range []string{"", "z", "张伟", "zhang wei", ".zhang", "zhang@wei", "0123456789012345678901234567890123456789x", "14000000001", "wang.142325197603089998"} {
		if _, err := c.add(t, NewLogin{Name: name, Role: db.Township, Organisation: c.offices["township"]}); !errors.Is(err, ErrName) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if n := read[int](t, c, "SELECT count(*) FROM audit WHERE action = 'login_added' AND target = '1'"); n != 3 {
		t.Errorf("noted %d times", n)
	}
	c.tx(t, actor(), func(tx *db.Tx) error {
		all, err := Logins(t.Context(), tx)
		if len(all) != 1 || all[0].Name != "zhang.wei" || all[0].Holder != "张伟***" || !all[0].Once || all[0].LastLoginAt != nil ||
			!slices.Equal(all[0].Roles, []string{"township", "station"}) || !slices.Equal(all[0].Organisations, []string{"township", "station"}) {
			t.Errorf("list %+v", all)
		}
		return err
	})
}

// Names are the installation's: another county's cannot be had, nor told apart
// from one's own by more than that.
func TestNameOfAnotherCounty(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	login := c.staff(t, "zhang.wei", db.County)
	elsewhere := db.Actor{County: "141124", Role: db.Admin}
	err := c.db.Tx(t.Context(), elsewhere, func(tx *db.Tx) error {
		_, err := c.gate.AddLogin(t.Context(), tx, NewLogin{Name: "zhang.wei", Role: db.County, Organisation: 1})
		return err
	})
	if !errors.Is(err, ErrTaken) {
		t.Errorf("added: %v", err)
	}
	for what, fn := range map[string]func(*db.Tx) error{
		"found":    func(tx *db.Tx) error { _, err := FindLogin(t.Context(), tx, 0, "zhang.wei"); return err },
		"numbered": func(tx *db.Tx) error { _, err := FindLogin(t.Context(), tx, login, ""); return err },
		"disabled": func(tx *db.Tx) error { return Disable(t.Context(), tx, login) },
		"revoked":  func(tx *db.Tx) error { return Revoke(t.Context(), tx, login) },
	} {
		if err := c.db.Tx(t.Context(), elsewhere, fn); !errors.Is(err, ErrNoLogin) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := c.db.Tx(t.Context(), elsewhere, func(tx *db.Tx) error {
		_, err := c.gate.GiveOnce(t.Context(), tx, login, false)
		return err
	}); !denied(err) {
		t.Errorf("given a password: %v", err)
	}
}

// Only the admin adds logins.
func TestWhoAddsLogins(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	for _, role := range append(db.Roles(), db.Nobody) {
		if role == db.Admin {
			continue
		}
		err := c.db.Tx(t.Context(), db.Actor{County: "141123", Role: role, Organisation: 1}, func(tx *db.Tx) error {
			_, err := c.gate.AddLogin(t.Context(), tx, NewLogin{Name: "zhang.wei", Role: db.County, Organisation: 1})
			return err
		})
		if !denied(err) {
			t.Errorf("%s: %v", role, err)
		}
	}
}
