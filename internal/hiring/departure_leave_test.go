package hiring

import (
	"context"
	"strings"
	"testing"

	"laowu/internal/db"
)

// leave sets a departure out on its day.
func (y yard) leave(t *testing.T, as db.Actor, id int64, boarded ...int64) {
	t.Helper()
	y.on(t, "2026-11-25").must(t, as, func(ctx context.Context, tx *db.Tx) error { return SetOut(ctx, tx, id, boarded) })
}

func TestSetOut(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.planned(t, jia, 1, 2, 4)
	refused(t, "who goes no more", y.confirm(t, jia, id, 4, Refused), nil)
	day := y.on(t, "2026-11-25")
	for _, c := range []struct {
		name    string
		on      yard
		as      db.Actor
		boarded []int64
		want    error
	}{
		{"a day before", y, jia, []int64{1}, ErrTooEarly},
		{"nobody", day, jia, nil, ErrNobodyBoarded},
		{"who is not on the list", day, jia, []int64{1, 7}, ErrNotAboard},
		{"who refused", day, jia, []int64{1, 4}, ErrNotAboard},
		{"the station there", day, ordos, []int64{1}, ErrNotYours},
		{"the township above", day, kangning, []int64{1}, ErrNotYours},
		{"who came", day, jia, []int64{1}, nil},
		{"again", day, jia, []int64{1}, ErrNotPlanned},
	} {
		refused(t, c.name, c.on.try(t, c.as, func(ctx context.Context, tx *db.Tx) error { return SetOut(ctx, tx, id, c.boarded) }), c.want)
	}
	y.wants(t, "on board", "SELECT string_agg(person || ' ' || boarded, ',' ORDER BY person) FROM departure_member", "1 true,2 false,4 false")
	y.wants(t, "noted", "SELECT concat_ws(' ', detail->>'boarded', detail->>'no_show') FROM audit WHERE action = 'trip_left'", "1 2")
	recalls := func(as db.Actor) error {
		return y.try(t, as, func(ctx context.Context, tx *db.Tx) error { return Recall(ctx, tx, id) })
	}
	refused(t, "another recalls", recalls(kangning), ErrNotYours)
	refused(t, "recall", recalls(bureau), nil)
	refused(t, "recall again", recalls(jia), ErrNotLeft)
	y.wants(t, "recalled", "SELECT state || ' ' || (SELECT count(boarded) FROM departure_member) FROM departure", "planned 0")
}

func TestCancelDeparture(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.planned(t, jia, 1)
	for _, c := range []struct {
		name   string
		as     db.Actor
		reason string
		want   error
	}{
		{"no reason", jia, " ", ErrReason}, {"a long reason", jia, strings.Repeat("长", 501), ErrReasonLong},
		{"a number as reason", jia, "打14000000001", ErrReasonNumber}, {"another", kangning, "下雪", ErrNotYours},
		{"the organiser", jia, "下雪封路", nil}, {"again", jia, "下雪封路", ErrOver},
	} {
		refused(t, c.name, y.try(t, c.as, func(ctx context.Context, tx *db.Tx) error { return CancelDeparture(ctx, tx, id, c.reason) }), c.want)
	}
	y.wants(t, "cancelled", "SELECT state FROM departure", "cancelled")
	y.wants(t, "noted", "SELECT detail->>'reason' FROM audit WHERE action = 'trip_cancelled'", "下雪封路")
	if second := y.planned(t, jia); y.add(t, jia, second, 1) != nil {
		t.Error("who was on it cannot go on another")
	}
}
