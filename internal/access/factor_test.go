package access

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/pquerna/otp/totp"

	"laowu/internal/db"
)

// shown is the code that an authenticator shows at the clock's time and some
// steps away.
func (c *county) shown(t *testing.T, key string, steps int) string {
	t.Helper()
	code, err := totp.GenerateCode(key, c.Now().Add(time.Duration(steps*totpPeriod)*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// bind sets up a second factor and returns its key.
func (c *county) bind(t *testing.T, login int64) string {
	t.Helper()
	f, err := NewFactor("劳务", "zhang.wei")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.gate.SetFactor(t.Context(), c.as(t, login), login, f.Key, c.shown(t, f.Key, 0)); err != nil {
		t.Fatal(err)
	}
	return f.Key
}

func TestSecondFactor(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	login := c.staff(t, "zhang.wei", db.County)
	f, err := NewFactor("劳务", "zhang.wei")
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{"", "000000", c.shown(t, f.Key, 2), c.shown(t, f.Key, -2), c.shown(t, f.Key, 0) + "0"} {
		if err := c.gate.SetFactor(t.Context(), c.as(t, login), login, f.Key, wrong); !errors.Is(err, ErrCode) {
			t.Fatalf("set up with %q: %v", wrong, err)
		}
	}
	if s, err := c.gate.Standing(t.Context(), login); err != nil || s.SecondFactor {
		t.Errorf("set up by a wrong code: %+v, %v", s, err)
	}
	c.step(30 * time.Second)
	code := c.shown(t, f.Key, 0)
	if err := c.gate.SetFactor(t.Context(), c.as(t, login), login, f.Key, " "+code[:3]+" "+code[3:]); err != nil {
		t.Fatal(err)
	}
	check := func(what, code string, want error) {
		t.Helper()
		if err := c.gate.CheckFactor(t.Context(), login, code); !errors.Is(err, want) || (err == nil) != (want == nil) {
			t.Errorf("%s: %v", what, err)
		}
	}
	check("the code that set it up", code, ErrCode)
	check("the one before", c.shown(t, f.Key, -1), ErrCode)
	next := c.shown(t, f.Key, 1)
	check("one step ahead", next, nil)
	check("replayed", next, ErrCode)
	c.step(90 * time.Second)
	check("one step behind", c.shown(t, f.Key, -1), nil)
	check("the present one", c.shown(t, f.Key, 0), nil)
	c.step(-time.Hour)
	check("an hour back", c.shown(t, f.Key, 0), ErrCode)
	c.step(time.Hour + 30*time.Second)
	check("the clock is right again", c.shown(t, f.Key, 0), nil)
	if n := read[int](t, c, "SELECT count(*) FROM audit WHERE action = 'factor_set'"); n != 1 {
		t.Errorf("noted %d times", n)
	}
	if n := read[int](t, c, "SELECT count(*) FROM login WHERE position(convert_to($1, 'UTF8') in totp_sealed) > 0", f.Key); n != 0 {
		t.Error("the key is kept in clear")
	}
}

func TestGuessingCodesIsSlowed(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	login := c.staff(t, "zhang.wei", db.County)
	key := c.bind(t, login)
	for range freeFailures {
		if err := c.gate.CheckFactor(t.Context(), login, "000000"); !errors.Is(err, ErrCode) {
			t.Fatal(err)
		}
	}
	var wait *WaitError
	if err := c.gate.CheckFactor(t.Context(), login, c.shown(t, key, 1)); !errors.As(err, &wait) || wait.For != firstWait {
		t.Errorf("the sixth: %v", err)
	}
	c.step(firstWait)
	if err := c.gate.CheckFactor(t.Context(), login, c.shown(t, key, 0)); err != nil {
		t.Errorf("after the wait: %v", err)
	}
}

func TestWhoNeedsASecondFactor(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	for role, want := range map[db.Role]bool{db.County: true, db.Admin: true, db.Auditor: false, db.Township: false, db.Station: false} {
		for _, demonstration := range []bool{false, true} {
			s := Standing{Demonstration: demonstration, Accounts: []Account{{Role: db.Township}, {Role: role}}}
			if got := s.NeedsFactor(); got != (want && !demonstration) {
				t.Errorf("%s, demonstration %v: %v", role, demonstration, got)
			}
		}
	}
	login := c.staff(t, "zhang.wei", db.Township)
	c.bind(t, login)
	if s, err := c.gate.Standing(t.Context(), login); err != nil || !s.NeedsFactor() {
		t.Errorf("who set one up is not asked: %v", err)
	}
}

// A login is made up where the admin says so and the installation holds the
// demonstration; a password of one's own ends it.
func TestDemonstrationLogin(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	login := c.staff(t, "zhang.wei", db.County)
	demonstration := func() bool {
		s, err := c.gate.Standing(t.Context(), login)
		if err != nil {
			t.Fatal(err)
		}
		return s.Demonstration
	}
	c.tx(t, actor(), func(tx *db.Tx) error { return Demonstrate(t.Context(), tx, login) })
	if demonstration() {
		t.Error("on an installation without the demonstration")
	}
	c.hand(t, "UPDATE installation SET demonstration = true")
	if !demonstration() {
		t.Error("not on one with it")
	}
	if err := c.db.Tx(t.Context(), c.as(t, login), func(tx *db.Tx) error { return Demonstrate(t.Context(), tx, login) }); !denied(err) {
		t.Errorf("said by who is no admin: %v", err)
	}
	if err := c.gate.SetPassword(t.Context(), c.as(t, login), login, password); err != nil || demonstration() {
		t.Errorf("after a password of one's own: %v, %v", demonstration(), err)
	}
}

func TestFactorIsReset(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	login, other := c.staff(t, "zhang.wei", db.County), c.staff(t, "li.na", db.County)
	key := c.bind(t, login)
	set := func(as db.Actor) error {
		return c.gate.SetFactor(t.Context(), as, login, key, c.shown(t, key, 0))
	}
	c.step(time.Minute)
	if err := set(c.as(t, other)); !denied(err) {
		t.Errorf("set by another: %v", err)
	}
	if err := set(actor()); !denied(err) {
		t.Errorf("set by the admin: %v", err)
	}
	if err := c.db.Tx(t.Context(), c.as(t, other), func(tx *db.Tx) error {
		_, err := c.gate.GiveOnce(t.Context(), tx, login, true)
		return err
	}); !denied(err) {
		t.Errorf("reset by another: %v", err)
	}
	var once string
	c.tx(t, actor(), func(tx *db.Tx) (err error) {
		once, err = c.gate.GiveOnce(t.Context(), tx, login, true)
		return err
	})
	s, err := c.gate.Standing(t.Context(), login)
	if err != nil || s.SecondFactor || !s.Once || !s.NeedsFactor() {
		t.Errorf("standing %+v, %v", s, err)
	}
	if _, err := c.enter(t, "zhang.wei", once); err != nil {
		t.Error(err)
	}
	if err := c.gate.CheckFactor(t.Context(), login, c.shown(t, key, 1)); !errors.Is(err, ErrCode) {
		t.Errorf("the old factor: %v", err)
	}
	if n := read[int](t, c, "SELECT count(*) FROM audit WHERE action = 'factor_removed' AND role = 'admin'"); n != 1 {
		t.Errorf("noted %d times", n)
	}
}

// A login's factor is sealed for its own county, whatever county it acts in.
func TestFactorOfAnotherCountysAccount(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	login := c.staff(t, "zhang.wei", db.County)
	as := c.as(t, login)
	as.County = "141124"
	f, err := NewFactor("劳务", "zhang.wei")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.gate.SetFactor(t.Context(), as, login, f.Key, c.shown(t, f.Key, 0)); err != nil {
		t.Fatal(err)
	}
	if err := c.gate.CheckFactor(t.Context(), login, c.shown(t, f.Key, 1)); err != nil {
		t.Error(err)
	}
}

func TestFactorAddress(t *testing.T) {
	t.Parallel()
	f, err := NewFactor("兴县 劳务", "zhang.wei")
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []Factor{f, FactorOf("兴县 劳务", "zhang.wei", f.Key)} {
		u, err := url.Parse(one.Address)
		if err != nil || strings.ContainsFunc(one.Address, func(r rune) bool { return r > 126 || r == '+' || r == ' ' }) {
			t.Fatalf("%s, %v", one.Address, err)
		}
		if u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/兴县 劳务:zhang.wei" ||
			u.Query().Get("secret") != f.Key || u.Query().Get("issuer") != "兴县 劳务" {
			t.Errorf("%s", one.Address)
		}
	}
}

// denied says whether the database refused for want of rights.
func denied(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "42501"
}
