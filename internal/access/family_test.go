package access

import (
	"errors"
	"testing"

	"laowu/internal/db"
)

const (
	familyPhone = "14000000001"
	pinOfOne    = "271828"
	pinOfOther  = "314159"
)

func TestFamilySharesATelephone(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	phone := phoneOf(t, familyPhone)
	one, other := c.worker(t, "王强", "997", phone, pinOfOne), c.worker(t, "李秀兰", "996", phone, pinOfOther)
	for _, x := range []struct {
		called, pin string
		login       int64
		err         error
	}{
		{"", pinOfOne, one, nil},
		{"", pinOfOther, other, nil},
		{"王强", pinOfOne, one, nil},
		{" 王　强 ", pinOfOne, one, nil},
		{"李秀兰", pinOfOne, 0, ErrWrong},
		{"", "161803", 0, ErrWrong},
	} {
		got, err := c.gate.Enter(t.Context(), visitor(), Credentials{Phone: phone, Called: x.called, Secret: x.pin})
		if got != x.login || !errors.Is(err, x.err) {
			t.Errorf("%q %s: %d, %v", x.called, x.pin, got, err)
		}
	}
}

// With one PIN for two the name tells; who does not know the PIN hears nothing
// else than for a telephone that nobody uses.
func TestFamilySharesAPIN(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	phone := phoneOf(t, familyPhone)
	one, other := c.worker(t, "王强", "997", phone, pinOfOne), c.worker(t, "李秀兰", "996", phone, pinOfOne)
	try := func(phone, called, pin string) (int64, error) {
		return c.gate.Enter(t.Context(), visitor(), Credentials{Phone: phoneOf(t, phone), Called: called, Secret: pin})
	}
	if login, err := try(familyPhone, "", pinOfOne); login != 0 || !errors.Is(err, ErrSeveral) {
		t.Errorf("no name: %d, %v", login, err)
	}
	if login, err := try(familyPhone, "王强", pinOfOne); login != one || err != nil {
		t.Errorf("one: %d, %v", login, err)
	}
	if login, err := try(familyPhone, "李秀兰", pinOfOne); login != other || err != nil {
		t.Errorf("the other: %d, %v", login, err)
	}
	_, known := try(familyPhone, "", pinOfOther)
	_, unknown := try("14000000002", "", pinOfOther)
	if !errors.Is(known, ErrWrong) || unknown.Error() != known.Error() {
		t.Errorf("a stranger hears %v and %v", known, unknown)
	}
	if n := read[int](t, c, "SELECT count(*) FROM audit WHERE audit::text LIKE '%140000%' OR action = 'login_failed' AND target <> ''"); n != 0 {
		t.Errorf("%d entries tell the telephone or whose it is", n)
	}
}

// Whoever shares a telephone, or says that he does, has no more guesses at
// another's PIN than a stranger: not by his own right one between two guesses,
// nor by setting one PIN after another until two fit.
func TestFamilyGuessesAreSlowed(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	phone := phoneOf(t, familyPhone)
	own := c.worker(t, "王强", "997", phone, pinOfOne)
	c.worker(t, "李秀兰", "996", phone, pinOfOther)
	enter := func(pin string) error {
		_, err := c.gate.Enter(t.Context(), visitor(), Credentials{Phone: phone, Secret: pin})
		return err
	}
	for range freeFailures {
		if wrong, right := enter("161803"), enter(pinOfOne); !errors.Is(wrong, ErrWrong) || right != nil && !errors.As(right, new(*WaitError)) {
			t.Fatalf("wrong: %v; right: %v", wrong, right)
		}
	}
	var wait *WaitError
	if err := enter("161804"); !errors.As(err, &wait) {
		t.Errorf("after %d failures: %v", freeFailures, err)
	}
	for range freeFailures {
		if err := c.gate.SetPassword(t.Context(), c.as(t, own), own, pinOfOther); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.gate.SetPassword(t.Context(), c.as(t, own), own, pinOfOne); !errors.As(err, &wait) || wait.For != firstWait {
		t.Errorf("one PIN after another: %v", err)
	}
}

// A right PIN costs nothing, however often a family uses it.
func TestFamilyIsNotSlowed(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	phone := phoneOf(t, familyPhone)
	c.worker(t, "王强", "997", phone, pinOfOne)
	c.worker(t, "李秀兰", "996", phone, pinOfOther)
	for range 2 * freeFailures {
		for _, pin := range []string{pinOfOne, pinOfOther} {
			if _, err := c.gate.Enter(t.Context(), visitor(), Credentials{Phone: phone, Secret: pin}); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// One login may hold the records of two of a family: either name is its own, and
// none that was lost is.
func TestNamesOfALogin(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	phone := phoneOf(t, familyPhone)
	login := c.worker(t, "王强", "997", phone, pinOfOne)
	child, four := c.person(t, "王小兰", "996")
	if _, err := c.gate.Claim(t.Context(), c.as(t, login), c.code(t, actor(), child), four, phone, "", login); err != nil {
		t.Fatal(err)
	}
	try := func(called string) error {
		_, err := c.gate.Enter(t.Context(), visitor(), Credentials{Phone: phone, Called: called, Secret: pinOfOne})
		return err
	}
	if a, b := try("王强"), try("王小兰"); a != nil || b != nil {
		t.Errorf("own names: %v, %v", a, b)
	}
	c.tx(t, actor(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE account SET disabled_at = $2 WHERE person = $1", child, tx.Now)
		return err
	})
	if err := try("王小兰"); !errors.Is(err, ErrWrong) {
		t.Errorf("a lost record's name: %v", err)
	}
}
