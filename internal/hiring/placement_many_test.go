package hiring

import (
	"context"
	"errors"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// sound is work of 王建 and 李英 at the nursing home, by its opening.
func sound(t *testing.T) NewWork {
	t.Helper()
	return NewWork{People: []int64{1, 2}, Opening: 1, Channel: "association", Started: date(t, "2026-11-20")}
}

// TestPlaceMany: one form writes the work of several; what the roster had reported
// is joined, and what they were sent to is settled.
func TestPlaceMany(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.exec(t, `INSERT INTO placement (county, id, person, employer, place, place_text, started, reported_on, sources)
		VALUES ('141123', 50, 2, '示例养老院', '150602', '东胜区', '2026-11-20', '2026-11-21', '{roster}')`)
	y.must(t, jia, func(ctx context.Context, tx *db.Tx) error { _, err := Refer(ctx, tx, 1, 1); return err })
	y.must(t, jia, func(ctx context.Context, tx *db.Tx) error {
		n := sound(t)
		n.Started, n.WageMin, n.WageMax = date(t, "2026-11-24"), 4000, 5000
		n.People = []int64{1}
		got, err := PlaceMany(ctx, tx, n)
		if err == nil && (len(got) != 1 || got[0].Joined) {
			t.Errorf("%+v", got)
		}
		return err
	})
	y.must(t, jia, func(ctx context.Context, tx *db.Tx) error {
		n := sound(t)
		n.People = []int64{2}
		got, err := PlaceMany(ctx, tx, n)
		if err == nil && (len(got) != 1 || !got[0].Joined) {
			t.Errorf("what the roster reported is not joined: %+v", got)
		}
		return err
	})
	y.wants(t, "the work", `SELECT string_agg(concat_ws(' ', person, enterprise, trade_text, place, away, channel, association, wage_min, wage_max, form, started, sources), E'\n' ORDER BY person) FROM placement`,
		"1 1 护工 150602 t association 1 4000 5000 regular 2026-11-24 {referral}\n2 1 护工 150602 t association 1 regular 2026-11-20 {roster,referral}")
	y.wants(t, "the referral", "SELECT state || ' ' || (placement IS NOT NULL) FROM referral", "hired true")
	y.wants(t, "the trail", "SELECT count(*) FROM audit WHERE action = 'placed'", "2")
}

// TestPlaceManyByRow: where one of a list cannot be, none is written, and each who
// cannot is named with the reason.
func TestPlaceManyByRow(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.exec(t, `INSERT INTO placement (county, person, employer, place, started, reported_on, sources)
		VALUES ('141123', 2, '别家工厂', '150602', '2026-01-01', '2026-01-01', '{roster}')`)
	n := sound(t)
	n.People = []int64{1, 2, 3, 5, 6}
	var got []Begun
	err := y.try(t, jia, func(ctx context.Context, tx *db.Tx) (err error) {
		got, err = PlaceMany(ctx, tx, n)
		return err
	})
	refused(t, "the list", err, ErrSomeRefused)
	want := map[int64]error{1: nil, 2: ErrAtWork, 3: access.ErrNotFound, 5: ErrReferUnderAge, 6: access.ErrNotFound}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for _, one := range got {
		if !errors.Is(one.Refused, want[one.Person]) || (one.Refused == nil) != (want[one.Person] == nil) {
			t.Errorf("%d: %v, want %v", one.Person, one.Refused, want[one.Person])
		}
	}
	y.wants(t, "nothing is written", "SELECT count(*) FROM placement WHERE person <> 2", "0")
	n.People, n.Started = []int64{2}, date(t, "2025-12-31") // before the other work began
	y.must(t, jia, func(ctx context.Context, tx *db.Tx) error { _, err := PlaceMany(ctx, tx, n); return err })
}

// TestPlaceManyRefused: each bad form has its refusal.
func TestPlaceManyRefused(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	for name, c := range map[string]struct {
		as     db.Actor
		change func(*NewWork)
		want   error
	}{
		"sound":           {jia, func(*NewWork) {}, nil},
		"by the township": {kangning, func(*NewWork) {}, nil},
		"in words":        {jia, func(n *NewWork) { n.Opening, n.Employer, n.PlaceText = 0, "老王饭店", "太原" }, nil},
		"by a station":    {ordos, func(*NewWork) {}, roster.ErrRole},
		"by the worker":   {worker, func(*NewWork) {}, roster.ErrRole},
		"by the auditor":  {auditor, func(*NewWork) {}, roster.ErrRole},
		"nobody":          {jia, func(n *NewWork) { n.People = nil }, ErrNobody},
		"too many": {jia, func(n *NewWork) {
			n.People = make([]int64, 0)
			for i := range int64(201) {
				n.People = append(n.People, i+1)
			}
		}, ErrTooMany},
		"no such opening":        {jia, func(n *NewWork) { n.Opening = 99 }, access.ErrNotFound},
		"nowhere":                {jia, func(n *NewWork) { n.Opening = 0 }, ErrWorkWhere},
		"no place":               {jia, func(n *NewWork) { n.Opening, n.Employer = 0, "老王饭店" }, ErrWorkWhere},
		"tomorrow":               {jia, func(n *NewWork) { n.Started = date(t, "2026-11-25") }, ErrStartAhead},
		"no day":                 {jia, func(n *NewWork) { n.Started = NewWork{}.Started }, ErrStartNone},
		"wages from high to low": {jia, func(n *NewWork) { n.WageMin, n.WageMax = 5000, 4000 }, ErrWorkWage},
		"wages beyond belief":    {jia, func(n *NewWork) { n.WageMin, n.WageMax = 1, mostWage+1 }, ErrWorkWage},
		"no channel":             {jia, func(n *NewWork) { n.Channel = "" }, ErrChannel},
		"an agreement with nobody": {jia, func(n *NewWork) {
			n.Opening, n.Employer, n.PlaceText, n.Channel = 0, "老王饭店", "太原", "enterprise"
		}, ErrChannel},
		"a number among words": {jia, func(n *NewWork) { n.Opening, n.Employer, n.PlaceText = 0, "打 14000000001", "太原" }, ErrWordNumber},
		"a novel":              {jia, func(n *NewWork) { n.Opening, n.Employer, n.PlaceText = 0, strings.Repeat("长", 101), "太原" }, ErrWords},
	} {
		undone := errors.New("taken back")
		err := y.try(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			n := sound(t)
			c.change(&n)
			if _, err := PlaceMany(ctx, tx, n); err != nil {
				return err
			}
			return undone
		})
		if c.want == nil {
			c.want = undone
		}
		refused(t, name, err, c.want)
	}
}
