package access

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"laowu/internal/db"
)

// claim tries a code as somebody without a login.
func (c *county) claim(t *testing.T, code, four string) (int64, error) {
	t.Helper()
	return c.gate.Claim(t.Context(), visitor(), code, four, phoneOf(t, familyPhone), pinOfOne, 0)
}

func TestClaim(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	person, four := c.person(t, "王强", "997")
	as := c.member(t, "蔚汾村", person)
	code := c.code(t, as, person)
	if name, err := c.gate.ReadClaim(t.Context(), code, four); err != nil || name != "王**" {
		t.Fatalf("read: %q, %v", name, err)
	}
	login, err := c.claim(t, " "+strings.ToLower(strings.ReplaceAll(code, "-", "　")), four)
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.gate.Standing(t.Context(), login)
	if err != nil || len(s.Accounts) != 1 || s.Accounts[0].Role != db.Worker || s.Accounts[0].Person != person || s.Accounts[0].OrganisationName != "王强" || s.Name != "" {
		t.Errorf("standing %+v, %v", s, err)
	}
	if got, err := c.gate.Enter(t.Context(), visitor(), Credentials{Phone: phoneOf(t, familyPhone), Secret: pinOfOne}); got != login || err != nil {
		t.Errorf("enter: %d, %v", got, err)
	}
	if _, err := c.gate.ReadClaim(t.Context(), code, four); !errors.Is(err, ErrClaim) {
		t.Errorf("read again: %v", err)
	}
	if _, err := c.claim(t, code, four); !errors.Is(err, ErrClaim) {
		t.Errorf("claimed again: %v", err)
	}
	if got := read[[]string](t, c, "SELECT array_agg(action || ' ' || target || ' ' || role ORDER BY id) FROM audit WHERE noun = 'person'"); len(got) != 2 ||
		got[0] != "claim_printed 1 association" || got[1] != "claim 1 worker" {
		t.Errorf("noted %q", got)
	}
}

func TestClaimCodesEnd(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	person, four := c.person(t, "王强", "997")
	first := c.code(t, actor(), person)
	second := c.code(t, actor(), person)
	if _, err := c.claim(t, first, four); !errors.Is(err, ErrClaim) {
		t.Errorf("replaced by a newer one: %v", err)
	}
	c.step(claimLasts)
	if _, err := c.claim(t, second, four); !errors.Is(err, ErrClaim) {
		t.Errorf("after two weeks: %v", err)
	}
	third := c.code(t, actor(), person)
	c.step(claimLasts - time.Second)
	for _, wrong := range []string{"", "9999", four[1:], "0" + four, four + four} {
		if _, err := c.claim(t, third, wrong); !errors.Is(err, ErrClaim) {
			t.Errorf("last four %q: %v", wrong, err)
		}
	}
	var wait *WaitError
	if _, err := c.claim(t, third, four); !errors.As(err, &wait) || wait.For != firstWait {
		t.Errorf("guessing is not slowed: %v", err)
	}
	if n := read[int](t, c, "SELECT count(*) FROM account"); n != 0 {
		t.Errorf("%d accounts were made", n)
	}
}

// However patient, a finder of the sheet has ten guesses; a new sheet has ten
// again.
func TestClaimCodeOutlivesTenMisses(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	person, four := c.person(t, "王强", "997")
	for misses, want := range map[int]error{9: nil, 10: ErrClaim} {
		code := c.code(t, actor(), person)
		for range misses {
			if _, err := c.gate.ReadClaim(t.Context(), code, "9999"); !errors.Is(err, ErrClaim) {
				t.Fatal(err)
			}
			c.step(longestWait)
		}
		if _, err := c.gate.ReadClaim(t.Context(), code, four); !errors.Is(err, want) || (err == nil) != (want == nil) {
			t.Errorf("after %d misses: %v", misses, err)
		}
	}
}

func TestClaimedOnceAtOnce(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	person, four := c.person(t, "王强", "997")
	code := c.code(t, actor(), person)
	errs := make([]error, 3)
	var all sync.WaitGroup
	for i := range errs {
		all.Go(func() {
			_, errs[i] = c.gate.Claim(t.Context(), visitor(), code, four, phoneOf(t, familyPhone), pinOfOne, 0)
		})
	}
	all.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
		} else if !errors.Is(err, ErrClaim) {
			t.Error(err)
		}
	}
	if n := read[int](t, c, "SELECT count(*) FROM account"); done != 1 || n != 1 {
		t.Errorf("claimed %d times, %d accounts", done, n)
	}
}

func TestPINsThatAClaimRefuses(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	person, four := c.person(t, "王强", "997")
	code := c.code(t, actor(), person)
	for pin, want := range map[string]error{"12345": ErrPINShort, "888888": ErrPINPlain, "19760308": ErrPINOwn, "000001": ErrPINOwn, "308997": ErrPINOwn} {
		if _, err := c.gate.Claim(t.Context(), visitor(), code, four, phoneOf(t, familyPhone), pin, 0); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", pin, err, want)
		}
	}
	if _, err := c.claim(t, code, four); err != nil {
		t.Errorf("a refused PIN used the code up: %v", err)
	}
}

// Who has a login already takes the record to it.
func TestClaimToTheLoginThatAsks(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	login := c.worker(t, "王强", "997", phoneOf(t, familyPhone), pinOfOne)
	staff := c.staff(t, "zhang.wei", db.Township)
	mother, four := c.person(t, "李秀兰", "996")
	code := c.code(t, actor(), mother)
	if _, err := c.gate.Claim(t.Context(), c.as(t, staff), code, four, phoneOf(t, familyPhone), "", login); !denied(err) {
		t.Errorf("given to another's login: %v", err)
	}
	if _, err := c.gate.Claim(t.Context(), visitor(), code, four, phoneOf(t, familyPhone), "", login); !denied(err) {
		t.Errorf("given to a login by nobody: %v", err)
	}
	as := c.as(t, login)
	for range 2 { // and again, with a new code
		got, err := c.gate.Claim(t.Context(), as, code, four, phoneOf(t, familyPhone), "", login)
		if err != nil || got != login {
			t.Fatalf("%d, %v", got, err)
		}
		code = c.code(t, actor(), mother)
	}
	s, err := c.gate.Standing(t.Context(), login)
	if err != nil || len(s.Accounts) != 2 || s.Accounts[1].Person != mother {
		t.Errorf("standing %+v, %v", s, err)
	}
}

// A record belongs to who holds the newest code: who lost the PIN or changed the
// telephone gets it back so.
func TestClaimPassesOn(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	person, four := c.person(t, "王强", "997")
	before, err := c.claim(t, c.code(t, actor(), person), four)
	if err != nil {
		t.Fatal(err)
	}
	after, err := c.gate.Claim(t.Context(), visitor(), c.code(t, actor(), person), four, phoneOf(t, "14000000002"), pinOfOther, 0)
	if err != nil || after == before {
		t.Fatalf("login %d, %v", after, err)
	}
	if _, err := c.gate.Standing(t.Context(), before); !errors.Is(err, ErrNoStanding) {
		t.Errorf("the older login stands: %v", err)
	}
	if _, err := c.gate.Enter(t.Context(), visitor(), Credentials{Phone: phoneOf(t, familyPhone), Secret: pinOfOne}); !errors.Is(err, ErrWrong) {
		t.Errorf("the older login gets in: %v", err)
	}
	if s, err := c.gate.Standing(t.Context(), after); err != nil || len(s.Accounts) != 1 || s.Accounts[0].Person != person {
		t.Errorf("the newer: %+v, %v", s, err)
	}
}

// The database holds no code, and no telephone number in clear.
func TestClaimIsKeptHashed(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	person, four := c.person(t, "王强", "997")
	code := c.code(t, actor(), person)
	if _, err := c.claim(t, code, four); err != nil {
		t.Fatal(err)
	}
	for table, secret := range map[string]string{"claim_code": claimText(code), "login": familyPhone, "audit": four, "attempt": claimText(code)} {
		for _, s := range []string{secret, code} {
			if n := read[int](t, c, "SELECT count(*) FROM "+table+" x WHERE x::text LIKE '%' || $1 || '%' OR x::text LIKE '%' || encode(convert_to($1, 'UTF8'), 'hex') || '%'", s); n != 0 {
				t.Errorf("%s shows %s", table, s)
			}
		}
	}
	if n := read[int](t, c, "SELECT length(code_hash) FROM claim_code"); n != hashSize {
		t.Errorf("a hash of %d bytes", n)
	}
}

func TestWhoPrintsClaims(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	own, _ := c.person(t, "王强", "997")
	others, _ := c.person(t, "李秀兰", "996")
	association := c.member(t, "蔚汾村", own)
	c.member(t, "奥家湾村", others)
	print := func(as db.Actor, person int64) error {
		return c.db.Tx(t.Context(), as, func(tx *db.Tx) error {
			_, _, err := PrintClaim(t.Context(), tx, c.gate.Vault, person)
			return err
		})
	}
	if err := print(association, own); err != nil {
		t.Errorf("own member: %v", err)
	}
	for what, err := range map[string]error{"another's member": print(association, others), "nobody": print(association, 4711), "by nobody": print(visitor(), own)} {
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	auditor := db.Actor{County: "141123", Role: db.Auditor, Organisation: c.offices["county"]}
	if err := print(auditor, own); !denied(err) {
		t.Errorf("by the auditor: %v", err)
	}
	c.hand(t, "UPDATE person SET erased_on = '2026-01-01' WHERE id = $1", own)
	if err := print(association, own); !errors.Is(err, ErrNotFound) {
		t.Errorf("an erased record: %v", err)
	}
}

// What was printed before the record was erased opens nothing.
func TestErasedRecordIsNotClaimed(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	person, four := c.person(t, "王强", "997")
	code := c.code(t, actor(), person)
	c.hand(t, "UPDATE person SET erased_on = '2026-01-01' WHERE id = $1", person)
	if _, err := c.claim(t, code, four); !errors.Is(err, ErrClaim) {
		t.Error(err)
	}
}
