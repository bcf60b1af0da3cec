package followup

import (
	"context"
	"errors"
	"testing"

	"laowu/internal/db"
	"laowu/internal/hiring"
)

// TestLeaveMany: a team that came home is at work no more, each with the reason and
// his wish, and is visited by it.
func TestLeaveMany(t *testing.T) {
	t.Parallel()
	d := town(t, `INSERT INTO placement (county, id, person, employer, place, started, reported_on, sources) VALUES
		('141123', 4, 3, '砖厂', '150602', '2026-11-05', '2026-11-05', '{roster}')`)
	within(t, d, association, func(tx *db.Tx) error {
		got, err := LeaveMany(t.Context(), tx, Leave{People: []int64{3, 1, 3}, On: date("2026-11-20"), Reason: "term_over", Willing: ptr(true), Done: "工地停工"})
		if err == nil && len(got) != 2 {
			t.Errorf("%+v", got)
		}
		return err
	})
	within(t, d, county, func(tx *db.Tx) error {
		var got string
		err := tx.QueryRow(t.Context(), `
			SELECT string_agg(p.id || ' ' || p.ended || ' ' || p.end_reason || ' ' || w.willing || ' ' || v.done, ', ' ORDER BY p.id)
			FROM placement p JOIN person w ON w.id = p.person JOIN visit v ON v.placement = p.id`).Scan(&got)
		if want := "1 2026-11-20 term_over true 工地停工, 4 2026-11-20 term_over true 工地停工"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		return err
	})
}

// TestLeaveManyByRow: where one cannot have left, none is written.
func TestLeaveManyByRow(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	var got []HasLeft
	err := d.Tx(t.Context(), association, func(tx *db.Tx) (err error) {
		got, err = LeaveMany(t.Context(), tx, Leave{People: []int64{1, 2, 3}, On: date("2026-11-20"), Reason: "family"})
		return err
	})
	if !errors.Is(err, ErrSomeRefused) || len(got) != 3 || got[0].Refused != nil || !errors.Is(got[1].Refused, ErrNoWork) || !errors.Is(got[2].Refused, ErrNoWork) {
		t.Errorf("%+v, %v", got, err)
	}
	err = d.Tx(t.Context(), association, func(tx *db.Tx) (err error) {
		got, err = LeaveMany(t.Context(), tx, Leave{People: []int64{1}, On: date("2026-10-31"), Reason: "family"})
		return err
	})
	if !errors.Is(err, ErrSomeRefused) || !errors.Is(got[0].Refused, ErrLeftOn) {
		t.Errorf("before he began: %+v, %v", got, err)
	}
	within(t, d, county, func(tx *db.Tx) error {
		var n int
		err := tx.QueryRow(t.Context(), "SELECT (SELECT count(*) FROM visit) + (SELECT count(*) FROM placement WHERE id = 1 AND ended IS NOT NULL)").Scan(&n)
		if n != 0 {
			t.Errorf("%d traces of a refused list", n)
		}
		return err
	})
}

// TestLeaveManyRefused: what is wrong with the whole form.
func TestLeaveManyRefused(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	for name, c := range map[string]struct {
		as     db.Actor
		change func(*Leave)
		want   error
	}{
		"sound":  {association, func(*Leave) {}, nil},
		"nobody": {association, func(l *Leave) { l.People = nil }, hiring.ErrNobody},
		"too many": {association, func(l *Leave) {
			for i := range int64(201) {
				l.People = append(l.People, i+1)
			}
		}, hiring.ErrTooMany},
		"tomorrow":       {association, func(l *Leave) { l.On = date("2026-11-25") }, ErrLeaveDay},
		"no day":         {association, func(l *Leave) { l.On = Leave{}.On }, ErrLeaveDay},
		"no reason":      {association, func(l *Leave) { l.Reason = "" }, ErrWhyLeft},
		"a number":       {association, func(l *Leave) { l.Done = "打 14000000001" }, ErrNumber},
		"a worker":       {worker, func(*Leave) {}, ErrRole},
		"an auditor":     {auditor, func(*Leave) {}, ErrRole},
		"not his people": {stranger, func(*Leave) {}, ErrSomeRefused},
	} {
		err := tried(t, d, c.as, func(ctx context.Context, tx *db.Tx) error {
			l := Leave{People: []int64{1}, On: date("2026-11-20"), Reason: "family"}
			c.change(&l)
			_, err := LeaveMany(ctx, tx, l)
			return err
		})
		if !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
