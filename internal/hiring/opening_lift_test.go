package hiring

import (
	"context"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// sentRows are openings of four posts each, to which by number one of ten was
// sent long ago, one, two and four lately, and four who took it back; and one
// that another county's people were sent to.
const sentRows = `
	INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '示例铝业有限公司');
	INSERT INTO opening (id, county, enterprise, title, place_text, headcount, form) SELECT n, '141123', 1, '岗位' || n, '兴县', 4, 'regular' FROM generate_series(1, 7) n;
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed)
	  SELECT c, n, '王建', 'male', '1976-03-08', int4send(n), '\x01' FROM generate_series(1, 8) n, unnest(ARRAY['141123', '141124']) c;
	INSERT INTO referral (county, person, opening, sent_role, made_at, moved_at, expires_on, state)
	  SELECT v.county, p, v.opening, 'county', v.made, v.made, '2026-12-31', v.state
	  FROM (VALUES ('141123', 1, 4, '2026-10-24'::timestamptz, 'new'), ('141123', 2, 1, '2026-11-20', 'new'), ('141123', 3, 2, '2026-11-20', 'seen'),
	    ('141123', 4, 4, '2026-11-20', 'refused'), ('141123', 5, 4, '2026-11-20', 'withdrawn'), ('141124', 6, 3, '2026-11-20', 'new')) v (county, opening, n, made, state),
	  generate_series(1, v.n) p;`

func TestCountAllLifts(t *testing.T) {
	t.Parallel()
	y := laidOut(t, "SELECT")
	y.own(t, sentRows)
	y.as(t, bureau, func(tx *db.Tx) error {
		changed, err := CountAllLifts(t.Context(), tx)
		if fmt.Sprint(len(changed)) != "4" {
			t.Errorf("changed %v", changed)
		}
		got := ""
		for id := int64(1); id <= 7; id++ {
			o, err := FindOpening(t.Context(), tx, nil, id)
			if err != nil {
				return err
			}
			got += fmt.Sprint(o.Lift)
		}
		if got != "3210313" {
			t.Errorf("lifts of the openings in their order %s", got)
		}
		if again, err := CountAllLifts(t.Context(), tx); len(again) != 0 {
			t.Errorf("counted again, %v changed, %v", again, err)
		}
		return err
	})
	if n := y.outbox(t); n != 4 {
		t.Errorf("an engine with a copy of its own is told of %d openings, want 4", n)
	}
}

// outbox is how often an engine with a copy of its own is told of openings.
func (y yard) outbox(t *testing.T) (n int) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), y.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if err := conn.QueryRow(t.Context(), "SELECT coalesce(sum(cardinality(records)), 0) FROM search.outbox WHERE kind = 'opening'").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestReferralCountsAtOnce: who is sent, and who takes it back, counts in the
// transaction that says so, whoever says it.
func TestReferralCountsAtOnce(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	lift := func() (n int) {
		y.as(t, bureau, func(tx *db.Tx) error {
			o, err := FindOpening(t.Context(), tx, nil, 4)
			n = o.Lift
			return err
		})
		return n
	}
	var id int64
	y.as(t, jia, func(tx *db.Tx) (err error) { id, err = Refer(t.Context(), tx, 1, 4); return err })
	if got := lift(); got != 2 {
		t.Errorf("one of three was sent: lift %d", got)
	}
	y.as(t, jia, func(tx *db.Tx) error {
		return MoveReferral(t.Context(), tx, id, ReferralStep{To: ReferralWithdrawn, Reason: "far"})
	})
	if got := lift(); got != 3 {
		t.Errorf("he does not go: lift %d", got)
	}
	if n := y.outbox(t); n != 2 {
		t.Errorf("told %d times", n)
	}
}
