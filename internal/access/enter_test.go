package access

import (
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"laowu/internal/db"
)

// enter tries a name and a password.
func (c *county) enter(t *testing.T, name, secret string) (int64, error) {
	t.Helper()
	return c.gate.Enter(t.Context(), visitor(), Credentials{Name: name, Secret: secret})
}

// refused wants a try to be refused for a reason.
func (c *county) refused(t *testing.T, name, secret string, why error) {
	t.Helper()
	if login, err := c.enter(t, name, secret); login != 0 || !errors.Is(err, why) {
		t.Errorf("%s: login %d, %v, want %v", name, login, err, why)
	}
}

// waits wants a try to have to wait so long.
func (c *county) waits(t *testing.T, name string, want time.Duration) {
	t.Helper()
	var wait *WaitError
	if _, err := c.enter(t, name, password); !errors.As(err, &wait) || wait.For != want {
		t.Errorf("%s: %v, want a wait of %v", name, err, want)
	}
}

func TestEnter(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	login := c.staff(t, "zhang.wei", db.County)
	for _, name := range []string{"zhang.wei", " Zhang.Wei ", "ｚｈａｎｇ．ｗｅｉ", "zhang.wei\u200b"} {
		if got, err := c.enter(t, name, password); err != nil || got != login {
			t.Errorf("%q: %d, %v", name, got, err)
		}
	}
	if at := read[time.Time](t, c, "SELECT last_login_at FROM login WHERE id = $1", login); !at.Equal(c.Now()) {
		t.Errorf("last login %v", at)
	}
	_, wrongSecret := c.enter(t, "zhang.wei", password+"。")
	_, wrongName := c.enter(t, "zhang.wie", password)
	if !errors.Is(wrongSecret, ErrWrong) || !errors.Is(wrongName, ErrWrong) || wrongSecret.Error() != wrongName.Error() {
		t.Errorf("wrong secret: %v; wrong name: %v", wrongSecret, wrongName)
	}
	c.tx(t, actor(), func(tx *db.Tx) error { return Disable(t.Context(), tx, login) })
	c.refused(t, "zhang.wei", password, ErrWrong)
	c.tx(t, actor(), func(tx *db.Tx) error { return Enable(t.Context(), tx, login) })
	if _, err := c.enter(t, "zhang.wei", password); err != nil {
		t.Errorf("enabled again: %v", err)
	}
}

func TestFailuresAreNoted(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	login := c.staff(t, "zhang.wei", db.County)
	c.refused(t, "zhang.wei", "geheim geheim geheim", ErrWrong)
	c.refused(t, "nobody.of.that.name", "geheim geheim geheim", ErrWrong)
	if got := read[[]string](t, c, "SELECT array_agg(target ORDER BY id) FROM audit WHERE action = 'login_failed'"); len(got) != 2 ||
		got[0] != "1" || login != 1 || got[1] != "" {
		t.Errorf("failures on %v", got)
	}
	if got := read[int](t, c, "SELECT count(*) FROM audit WHERE audit::text ~ 'nobody.of|geheim|zhang' AND action = 'login_failed'"); got != 0 {
		t.Error("what was typed is in the audit trail")
	}
	if got := read[int](t, c, "SELECT count(*) FROM audit WHERE action = 'login_failed' AND origin = '192.0.2.7' AND role = 'nobody'"); got != 2 {
		t.Errorf("%d failures say who asked", got)
	}
}

// A wait grows with each failure and ends; nobody else of the same address is
// held up by it.
func TestGuessingIsSlowed(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.staff(t, "zhang.wei", db.County)
	c.staff(t, "li.na", db.County)
	for range freeFailures {
		c.refused(t, "zhang.wei", "nonsense", ErrWrong)
	}
	for _, want := range []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute, 15 * time.Minute, 15 * time.Minute} {
		c.waits(t, "zhang.wei", want)
		c.step(want - time.Second)
		c.waits(t, "zhang.wei", time.Second)
		c.step(time.Second)
		c.refused(t, "zhang.wei", "nonsense", ErrWrong)
	}
	if _, err := c.enter(t, "li.na", password); err != nil {
		t.Errorf("another name is held up: %v", err)
	}
	c.waits(t, "zhang.wei", 15*time.Minute)
	c.step(15 * time.Minute)
	if _, err := c.enter(t, "zhang.wei", password); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	for range freeFailures {
		c.refused(t, "zhang.wei", "nonsense", ErrWrong)
	}
	c.waits(t, "zhang.wei", 30*time.Second)
	c.step(24*time.Hour + time.Second)
	c.refused(t, "zhang.wei", "nonsense", ErrWrong)
	c.refused(t, "zhang.wei", "nonsense", ErrWrong)
}

// However a name is written, it is the same that is guessed at; what no login
// can be called is nobody's.
func TestGuessingInDisguiseIsSlowed(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.staff(t, "zhang.wei", db.County)
	for _, name := range []string{"zhang.wei", "ZHANG.WEI", "\u3000zhang.wei\t", "ｚhang．wei", "zhang\u200b.wei\x00"} {
		c.refused(t, name, "nonsense", ErrWrong)
	}
	c.waits(t, "zhang.wei", 30*time.Second)
	for _, name := range []string{"", "\x00", "\xff\xfe", "' OR 1=1 --", strings.Repeat("x", 1<<16)} {
		c.refused(t, name, password, ErrWrong)
	}
}

// A name that is nobody's is slowed like any other: a wait tells nothing.
func TestGuessingAtNobodyIsSlowed(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	for range freeFailures {
		c.refused(t, "nobody", "nonsense", ErrWrong)
	}
	c.waits(t, "nobody", 30*time.Second)
}

// A clock that is set back, by an hour and by a year, makes nobody wait longer
// than the rule says.
func TestClockSetBack(t *testing.T) {
	t.Parallel()
	for _, back := range []time.Duration{-time.Hour, -365 * 24 * time.Hour} {
		c := newCounty(t)
		c.staff(t, "zhang.wei", db.County)
		for range freeFailures + 1 {
			_, _ = c.enter(t, "zhang.wei", "nonsense")
		}
		c.step(back)
		c.waits(t, "zhang.wei", 30*time.Second)
		c.step(30 * time.Second)
		if _, err := c.enter(t, "zhang.wei", password); err != nil {
			t.Errorf("%v back: %v", back, err)
		}
	}
}

// Of many guesses at once no more are looked at than of as many in a row.
func TestGuessesAtOnceCount(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.staff(t, "zhang.wei", db.County)
	var looked atomic.Int32
	var all sync.WaitGroup
	for range 8 * freeFailures {
		all.Go(func() {
			if _, err := c.gate.Enter(t.Context(), visitor(), Credentials{Name: "zhang.wei", Secret: "nonsense"}); errors.Is(err, ErrWrong) {
				looked.Add(1)
			}
		})
	}
	all.Wait()
	if n := looked.Load(); n != freeFailures {
		t.Errorf("%d guesses were looked at", n)
	}
}

func TestOneTimePassword(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	var once string
	c.tx(t, actor(), func(tx *db.Tx) (err error) {
		once, err = c.gate.AddLogin(t.Context(), tx, NewLogin{Name: "zhang.wei", Role: db.County, Organisation: c.offices["county"]})
		return err
	})
	login, err := c.enter(t, "zhang.wei", once)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := c.gate.Standing(t.Context(), login); err != nil || !s.Once {
		t.Errorf("standing %+v, %v", s, err)
	}
	c.step(OnceLasts - time.Second)
	if _, err := c.enter(t, "zhang.wei", once); err != nil {
		t.Errorf("within seven days: %v", err)
	}
	c.step(time.Second)
	c.refused(t, "zhang.wei", once, ErrOver)
	c.refused(t, "zhang.wei", once+"x", ErrWrong)
	c.tx(t, actor(), func(tx *db.Tx) (err error) {
		once, err = c.gate.GiveOnce(t.Context(), tx, login, false)
		return err
	})
	if _, err := c.enter(t, "zhang.wei", once); err != nil {
		t.Fatalf("a new one: %v", err)
	}
	if err := c.gate.SetPassword(t.Context(), c.as(t, login), login, password); err != nil {
		t.Fatal(err)
	}
	c.step(2 * OnceLasts)
	c.refused(t, "zhang.wei", once, ErrWrong)
	if _, err := c.enter(t, "zhang.wei", password); err != nil {
		t.Errorf("a password of one's own: %v", err)
	}
}
