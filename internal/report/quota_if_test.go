package report

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"laowu/internal/db"
)

// TestIf: hiring on paper is what hiring is.
func TestIf(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		hires := rapid.IntRange(0, 60).Draw(t, "hires")
		local := rapid.IntRange(0, hires).Draw(t, "local")
		points := rapid.SampledFrom([]int{0, 5000, 6000, whole}).Draw(t, "points")
		exempt := rapid.IntRange(0, 3).Draw(t, "exempt")
		more, others := rapid.IntRange(0, 9).Draw(t, "more"), rapid.IntRange(0, 9).Draw(t, "others")
		q := Quota{Hires: hires + exempt, Local: local, exempt: exempt, points: points}
		q.settle()
		got := q.If(more, others)
		if got.Base() != hires+more+others || got.Local != local+more || got.Met != (whole*(local+more) >= points*(hires+more+others)) {
			t.Fatalf("%+v after %d and %d: %+v", q, more, others, got)
		}
		if next := q.If(0, 1); q.AtTheLine() != (q.Met && hires > 0 && points < whole && !next.Met) {
			t.Fatalf("at the line: %v, the next from elsewhere leaves it met: %v", q.AtTheLine(), next.Met)
		}
		if q.Needed != nil && *q.Needed > 0 && (!q.If(*q.Needed, 0).Met || q.If(*q.Needed-1, 0).Met) {
			t.Fatalf("%+v: %d are not the least", q, *q.Needed)
		}
	})
}

func TestPromised(t *testing.T) {
	t.Parallel()
	d := tellStory(t, hired)
	for _, c := range []struct {
		actor      db.Actor
		enterprise int64
		name       string
		refused    error
	}{
		{county, 1, "甲厂", nil}, {county, 3, "丙厂", nil}, {county, 2, "", ErrNoPromise}, {county, 99, "", ErrNoPromise},
		{db.Actor{County: "141123", Role: db.Enterprise, Organisation: 1}, 1, "甲厂", nil},
		{db.Actor{County: "141123", Role: db.Enterprise, Organisation: 1}, 3, "", ErrNoPromise},
		{db.Actor{County: "141124", Role: db.County}, 1, "", ErrNoPromise},
	} {
		err := d.ReadTx(t.Context(), c.actor, func(tx *db.Tx) error {
			if name, err := Promised(t.Context(), tx, c.enterprise); name != c.name || !errors.Is(err, c.refused) {
				t.Errorf("%s of %s asks for %d: %q, %v", c.actor.Role, c.actor.County, c.enterprise, name, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
