package access

import (
	"errors"
	"testing"

	"laowu/internal/db"
)

// TestPrintClaims: codes of several at once open each his own record; who has a
// login, is another's or was ticked twice gets no second one.
func TestPrintClaims(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	one, four := c.person(t, "王强", "997")
	two, _ := c.person(t, "李秀兰", "996")
	has, hisFour := c.person(t, "张平", "998")
	others, _ := c.person(t, "刘兰", "999")
	as := c.member(t, "蔚汾村", one, two, has)
	c.member(t, "奥家湾村", others)
	if _, err := c.claim(t, c.code(t, as, has), hisFour); err != nil {
		t.Fatal(err)
	}
	var printed []PrintedClaim
	c.tx(t, as, func(tx *db.Tx) (err error) {
		printed, err = PrintClaims(t.Context(), tx, c.gate.Vault, []int64{two, has, one, others, two, 4711})
		return err
	})
	if len(printed) != 2 || printed[0].Person != two || printed[1].Person != one || printed[0].Code == printed[1].Code {
		t.Fatalf("printed %+v", printed)
	}
	if name, err := c.gate.ReadClaim(t.Context(), printed[1].Code, four); err != nil || name != "王**" {
		t.Errorf("the code opens %q, %v", name, err)
	}
	if n := read[int](t, c, "SELECT count(*) FROM audit WHERE action = 'claim_printed' AND target::bigint IN ($1, $2)", one, two); n != 2 {
		t.Errorf("%d are noted", n)
	}
	if _, err := c.gate.Standing(t.Context(), read[int64](t, c, "SELECT login FROM account WHERE person = $1", has)); err != nil {
		t.Errorf("a sheet for all took his login: %v", err)
	}
	for name, p := range map[string]struct {
		people []int64
		want   error
	}{"all have logins": {[]int64{has}, ErrNobodyToClaim}, "another's": {[]int64{others}, ErrNobodyToClaim}, "none": {nil, ErrNobodyToClaim}, "too many": {make([]int64, mostClaims+1), ErrManyClaims}} {
		err := c.db.Tx(t.Context(), as, func(tx *db.Tx) error {
			_, err := PrintClaims(t.Context(), tx, c.gate.Vault, p.people)
			return err
		})
		if !errors.Is(err, p.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
