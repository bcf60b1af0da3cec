package hiring

import (
	"context"
	"errors"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// TestReferMany: each of a list is referred or refused by himself, and who is
// refused leaves nothing behind, nor keeps the others from going.
func TestReferMany(t *testing.T) {
	t.Parallel()
	p := settle(t)
	p.exec(t, "UPDATE person SET birth = '1990-01-01' WHERE id = 2; UPDATE membership SET association = 1 WHERE person = 2; INSERT INTO membership (county, person, association, joined) VALUES ('141123', 4, 1, '2026-01-01')")
	p.must(t, jiacun, func(ctx context.Context, tx *db.Tx) error { _, err := Refer(ctx, tx, 2, 1); return err })
	var got []Sent
	p.must(t, jiacun, func(ctx context.Context, tx *db.Tx) (err error) {
		got, err = ReferMany(ctx, tx, []int64{4, 1, 2, 3, 5, 1, 99}, 1) // 王建 is ticked twice
		return err
	})
	want := map[int64]error{1: nil, 2: ErrReferred, 3: access.ErrNotFound, 4: ErrReferUnderAge, 5: access.ErrNotFound, 99: access.ErrNotFound}
	if len(got) != len(want) {
		t.Fatalf("%d outcomes, want %d: %+v", len(got), len(want), got)
	}
	for _, one := range got {
		if !errors.Is(one.Refused, want[one.Person]) || (one.Refused == nil) != (want[one.Person] == nil) {
			t.Errorf("%d: %v, want %v", one.Person, one.Refused, want[one.Person])
		}
	}
	p.wants(t, "who is referred", "SELECT string_agg(person || ' ' || opening, ', ' ORDER BY person) FROM referral", "1 1, 2 1")
	p.wants(t, "who is asked for consent", "SELECT string_agg(person::text, ' ' ORDER BY person) FROM consent", "1 2")
	p.must(t, jiacun, func(ctx context.Context, tx *db.Tx) error {
		made, err := ReferredTo(ctx, tx, 1, []int64{1, 2, 3, 4})
		if err != nil || len(made) != 2 || made[1] != ReferralNew {
			t.Errorf("referred to 1: %v, %v", made, err)
		}
		return nil
	})
}

// TestReferManyRefused: what concerns all refuses the list, and nobody goes.
func TestReferManyRefused(t *testing.T) {
	t.Parallel()
	p := settle(t)
	many := make([]int64, mostPeople+1)
	for i := range many {
		many[i] = int64(i + 1)
	}
	for _, c := range []struct {
		name    string
		as      db.Actor
		people  []int64
		opening int64
		want    error
	}{
		{"nobody", jiacun, nil, 1, ErrNobody},
		{"too many", jiacun, many, 1, ErrTooMany},
		{"a closed opening", jiacun, []int64{1}, 4, ErrOpeningClosed},
		{"one that is over", jiacun, []int64{1}, 5, ErrOpeningOver},
		{"another county's", jiacun, []int64{1}, 6, ErrNotFound},
		{"none", jiacun, []int64{1}, 99, ErrNotFound},
		{"a worker", worker, []int64{1}, 1, roster.ErrRole},
		{"an enterprise", lvye, []int64{1}, 1, roster.ErrRole},
	} {
		err := p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			_, err := ReferMany(ctx, tx, c.people, c.opening)
			return err
		})
		refused(t, c.name, err, c.want)
	}
	p.wants(t, "nobody is referred", "SELECT count(*) FROM referral", "0")
}
