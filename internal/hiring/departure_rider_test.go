package hiring

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

func (y yard) add(t *testing.T, as db.Actor, departure int64, people ...int64) error {
	t.Helper()
	return y.try(t, as, func(ctx context.Context, tx *db.Tx) error { return AddRiders(ctx, tx, departure, people) })
}

func (y yard) confirm(t *testing.T, as db.Actor, departure, person int64, answer RiderAnswer) error {
	t.Helper()
	return y.try(t, as, func(ctx context.Context, tx *db.Tx) error { return ConfirmRide(ctx, tx, departure, person, answer) })
}

func TestAddRiders(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.planned(t, jia, 1)
	other := y.planned(t, kangning, 3)
	for _, c := range []struct {
		name      string
		as        db.Actor
		departure int64
		people    []int64
		want      error
	}{
		{"nobody", jia, id, nil, ErrNobodyPicked},
		{"no such departure", jia, 99, []int64{2}, access.ErrNotFound},
		{"who does not see it", taiyuan, id, []int64{2}, access.ErrNotFound},
		{"who sees it and does not run it", kangning, id, []int64{2}, ErrNotYours},
		{"the station there", ordos, id, []int64{2}, ErrNotYours},
		{"another association's member", jia, id, []int64{3}, access.ErrNotFound},
		{"nobody of that number", jia, id, []int64{99}, access.ErrNotFound},
		{"who was erased", jia, id, []int64{6}, access.ErrNotFound},
		{"who is fifteen that day", jia, id, []int64{5}, ErrUnderAge},
		{"who is on it", jia, id, []int64{1}, ErrAboard},
		{"the same twice", jia, id, []int64{2, 2}, ErrAboard},
		{"who is on another that day", bureau, other, []int64{1}, ErrOtherDeparture},
		{"three where two fit", jia, id, []int64{2, 4, 7}, ErrFull},
		{"one of whom cannot go", jia, id, []int64{2, 5}, ErrUnderAge},
	} {
		refused(t, c.name, y.add(t, c.as, c.departure, c.people...), c.want)
	}
	y.wants(t, "after refusals", "SELECT string_agg(person::text, ',' ORDER BY person) FROM departure_member", "1,3")
	if err := y.add(t, jia, id, 5); err == nil || !strings.HasPrefix(err.Error(), "小赵：") {
		t.Errorf("the error does not name who: %v", err)
	}
	if err := y.add(t, jia, id, 2, 4); err != nil {
		t.Errorf("member and villager: %v", err)
	}
	y.wants(t, "noted of 李英", "SELECT action || (detail->>'departure' = '"+y.text(t, "SELECT min(id) FROM departure")+"') FROM audit WHERE noun = 'person' AND target = '2'", "rider_addedtrue")
}

// TestSixteenThatDay: sixteen on the day of departure may go, a day later not.
func TestSixteenThatDay(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	for day, want := range map[string]error{"2026-11-25": ErrUnderAge, "2026-11-26": nil} {
		id, err := y.plan(t, jia, func(n *NewDeparture) { n.LeavesOn = date(t, day) })
		if err != nil {
			t.Fatal(err)
		}
		refused(t, day, y.add(t, jia, id, 5), want)
	}
}

func TestDropRider(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.planned(t, jia, 1, 2)
	drop := func(as db.Actor, person int64) error {
		return y.try(t, as, func(ctx context.Context, tx *db.Tx) error { return DropRider(ctx, tx, id, person) })
	}
	refused(t, "another", drop(kangning, 1), ErrNotYours)
	refused(t, "out of sight", drop(yi, 1), access.ErrNotFound)
	refused(t, "who is not on it", drop(jia, 4), ErrNotAboard)
	refused(t, "who is", drop(jia, 1), nil)
	y.wants(t, "left", "SELECT string_agg(person::text, ',') FROM departure_member", "2")
	y.leave(t, jia, id, 2)
	refused(t, "after it left", drop(jia, 2), ErrNotPlanned)
}

func TestConfirmRide(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.planned(t, kangning, 1, 2, 3)
	for _, c := range []struct {
		name   string
		as     db.Actor
		person int64
		answer RiderAnswer
		want   error
	}{
		{"the organiser", kangning, 3, Unreachable, nil},
		{"the organiser again", kangning, 3, Confirmed, nil},
		{"his own association", jia, 1, Confirmed, nil},
		{"another association", yi, 1, Confirmed, access.ErrNotFound},
		{"the station there, who does not know him yet", ordos, 1, Refused, access.ErrNotFound},
		{"no answer", jia, 1, "maybe", ErrRiderAnswer},
		{"back to unasked", jia, 1, Unasked, ErrRiderAnswer},
		{"who is not on it", jia, 4, Confirmed, access.ErrNotFound},
		{"the worker himself", worker, 1, Refused, roster.ErrRole},
		{"the enterprise", nursing, 1, Confirmed, roster.ErrRole},
		{"the auditor", auditor, 1, Confirmed, roster.ErrRole},
		{"somebody who does not go", jia, 2, Refused, nil},
	} {
		refused(t, c.name, y.confirm(t, c.as, id, c.person, c.answer), c.want)
	}
	y.wants(t, "answers", "SELECT string_agg(concat_ws(' ', person, answer, asked_role, asked_for, asked_at IS NOT NULL), ',' ORDER BY person) FROM departure_member",
		"1 confirmed association 1 t,2 refused association 1 t,3 confirmed township 1 t")
	y.must(t, kangning, func(ctx context.Context, tx *db.Tx) error {
		all, err := Riders(ctx, tx, id)
		if err != nil || len(all) != 3 || all[0].Name != "李英" || all[0].AskedBy != "甲村务工协会" || all[0].Answer != Refused || all[0].Village != "甲村" {
			t.Errorf("riders: %+v, %v", all, err)
		}
		return err
	})
	// The seat of who does not go is another's, and so is he.
	refused(t, "in his place", y.add(t, kangning, id, 4), nil)
	refused(t, "who changed his mind too late", y.confirm(t, jia, id, 2, Confirmed), ErrFull)
	second, err := y.plan(t, jia, nil)
	if err != nil {
		t.Fatal(err)
	}
	refused(t, "who refused goes on another", y.add(t, jia, second, 2), nil)
	y.must(t, kangning, func(ctx context.Context, tx *db.Tx) error { return DropRider(ctx, tx, id, 4) })
	refused(t, "and cannot go on both", y.confirm(t, jia, id, 2, Confirmed), ErrOtherDeparture)
	y.leave(t, kangning, id, 1)
	refused(t, "after it left", y.confirm(t, jia, id, 1, Refused), ErrNotPlanned)
}

// TestLastSeat: who would give away the last seat waits for who does.
func TestLastSeat(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.planned(t, jia, 1, 2)
	y.must(t, jia, func(ctx context.Context, tx *db.Tx) error {
		if err := AddRiders(ctx, tx, id, []int64{4}); err != nil {
			return err
		}
		err := y.try(t, bureau, func(ctx context.Context, tx *db.Tx) error {
			if _, err := tx.Exec(ctx, "SET LOCAL lock_timeout = '10ms'"); err != nil {
				return err
			}
			return AddRiders(ctx, tx, id, []int64{7})
		})
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.Code != "55P03" {
			t.Errorf("while another gives it away: %v", err)
		}
		return nil
	})
	refused(t, "after it is gone", y.add(t, bureau, id, 7), ErrFull)
}
