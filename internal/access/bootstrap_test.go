package access

import (
	"errors"
	"sync"
	"testing"

	"laowu/internal/db"
)

func TestBootstrap(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.hand(t, "DELETE FROM office")
	made := make([]FirstAdmin, 3)
	errs := make([]error, 3)
	var all sync.WaitGroup
	for i := range made {
		all.Go(func() { made[i], errs[i] = c.gate.Bootstrap(t.Context(), actor()) })
	}
	all.Wait()
	var first FirstAdmin
	for i := range made {
		if errs[i] != nil {
			t.Error(errs[i])
		}
		if made[i] != (FirstAdmin{}) {
			if first != (FirstAdmin{}) {
				t.Error("two first admins")
			}
			first = made[i]
		}
	}
	if first.Name != "admin" {
		t.Fatalf("first admin %+v", first)
	}
	login, err := c.enter(t, "admin", first.Once)
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.gate.Standing(t.Context(), login)
	if err != nil || !s.Once || !s.NeedsFactor() || len(s.Accounts) != 1 || s.Accounts[0].Role != db.Admin || s.Accounts[0].OrganisationName != "兴县人力资源和社会保障局" {
		t.Errorf("standing %+v, %v", s, err)
	}
	c.tx(t, actor(), func(tx *db.Tx) error { return Disable(t.Context(), tx, login) })
	if again, err := c.gate.Bootstrap(t.Context(), actor()); again != (FirstAdmin{}) || err != nil {
		t.Errorf("with a disabled admin: %+v, %v", again, err)
	}
	elsewhere := db.Actor{County: "141124", Role: db.Admin}
	if other, err := c.gate.Bootstrap(t.Context(), elsewhere); other.Name != "admin-141124" || other.Once == "" || err != nil {
		t.Errorf("another county's: %+v, %v", other, err)
	}
	if _, err := c.gate.Bootstrap(t.Context(), db.Actor{County: "999999", Role: db.Admin}); !errors.Is(err, ErrCounty) {
		t.Errorf("an unknown county: %v", err)
	}
}

// A county whose office was added by hand keeps it.
func TestBootstrapKeepsTheOffice(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	if _, err := c.gate.Bootstrap(t.Context(), actor()); err != nil {
		t.Fatal(err)
	}
	if n := read[int](t, c, "SELECT count(*) FROM office WHERE kind = 'county'"); n != 1 {
		t.Errorf("%d county offices", n)
	}
}
