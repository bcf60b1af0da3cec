package hiring

import (
	"context"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

func (y yard) name(t *testing.T, as db.Actor, waiver, person int64) error {
	t.Helper()
	return y.try(t, as, func(ctx context.Context, tx *db.Tx) error { return NameForWaiver(ctx, tx, waiver, person) })
}

func (y yard) nobody(t *testing.T, as db.Actor, waiver int64) error {
	t.Helper()
	return y.try(t, as, func(ctx context.Context, tx *db.Tx) error { return NobodyForWaiver(ctx, tx, waiver) })
}

// named names 王建 and returns the answer's number.
func (y yard) named(t *testing.T, as db.Actor, waiver int64) (answer int64) {
	t.Helper()
	if err := y.name(t, as, waiver, 1); err != nil {
		t.Fatal(err)
	}
	y.must(t, clerk, func(ctx context.Context, tx *db.Tx) error {
		return tx.QueryRow(ctx, "SELECT id FROM waiver_answer WHERE waiver = $1 AND person = 1", waiver).Scan(&answer)
	})
	return answer
}

const answers = `SELECT coalesce(string_agg(concat_ws(' ', association, coalesce(person, 0), late, nullif(refused_by, '')), ',' ORDER BY id), '') FROM waiver_answer`

func TestNameForWaiver(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.stated(t)
	for _, c := range []struct {
		name   string
		as     db.Actor
		waiver int64
		person int64
		want   error
	}{
		{"the enterprise", nursing, id, 1, roster.ErrRole}, {"the county", bureau, id, 1, roster.ErrRole}, {"the township", kangning, id, 1, roster.ErrRole},
		{"the worker himself", worker, id, 1, roster.ErrRole}, {"no such waiver", jia, 99, 1, access.ErrNotFound},
		{"another association's member", jia, id, 3, access.ErrNotFound}, {"nobody of that number", jia, id, 99, access.ErrNotFound},
		{"who was erased", jia, id, 6, access.ErrNotFound}, {"who is not sixteen", jia, id, 5, ErrTooYoung},
		{"whom nobody registered", jia, id, 4, ErrNotLocal}, {"who is registered elsewhere", jia, id, 7, ErrNotLocal},
		{"a member", jia, id, 1, nil}, {"him again", jia, id, 1, ErrNamed}, {"one more", jia, id, 2, nil}, {"another's member", yi, id, 3, nil},
	} {
		refused(t, c.name, y.name(t, c.as, c.waiver, c.person), c.want)
	}
	y.wants(t, "answers", answers, "1 1 f,1 2 f,2 3 f")
	y.wants(t, "introduced", "SELECT string_agg(concat_ws(' ', person, enterprise, opening, state), ',' ORDER BY person) FROM consent", "1 1 1 asked,2 1 1 asked,3 1 1 asked")
	y.wants(t, "noted of 王建", "SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE noun = 'person' AND target = '1'", "consent_asked waiver_named")
}

// TestNobodyForWaiver: an association may change its mind in time, one way: what
// it named and nobody refused stands against its having nobody.
func TestNobodyForWaiver(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.stated(t)
	refused(t, "the county", y.nobody(t, bureau, id), roster.ErrRole)
	refused(t, "no such waiver", y.nobody(t, jia, 99), access.ErrNotFound)
	refused(t, "nobody", y.nobody(t, jia, id), nil)
	refused(t, "nobody again", y.nobody(t, jia, id), ErrAnsweredNone)
	y.wants(t, "answered", answers, "1 0 f")
	answer := y.named(t, jia, id)
	y.wants(t, "somebody after all", answers, "1 1 f")
	refused(t, "nobody, with one named", y.nobody(t, jia, id), ErrSomeoneNamed)
	y.must(t, jia, func(ctx context.Context, tx *db.Tx) error { return RefuseNamed(ctx, tx, id, answer, "家里有事") })
	refused(t, "nobody, as he cannot go", y.nobody(t, jia, id), nil)
	y.wants(t, "both are kept", answers, "1 1 f association,1 0 f")
}

// TestLateAnswers: the last day is in time; later is kept, marked, and takes
// nothing from what was said in time.
func TestLateAnswers(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.stated(t)
	refused(t, "nobody in time", y.nobody(t, jia, id), nil)
	refused(t, "on the last day", y.on(t, "2026-12-01").name(t, yi, id, 3), nil)
	late := y.on(t, "2026-12-02")
	refused(t, "named a day late", late.name(t, jia, id, 1), nil)
	y.wants(t, "answers", answers, "1 0 f,2 3 f,1 1 t")
	y.wants(t, "said to be late", "SELECT detail->>'late' FROM audit WHERE action = 'waiver_named' AND target = '1'", "true")
	y.must(t, bureau, func(ctx context.Context, tx *db.Tx) error {
		w, err := FindWaiver(ctx, tx, id)
		if w.Named != 1 || w.Stands != 1 || w.None != 1 {
			t.Errorf("counted: %+v", w)
		}
		return err
	})
	late.must(t, bureau, func(ctx context.Context, tx *db.Tx) error { return DecideWaiver(ctx, tx, id, false, "有人可用") })
	refused(t, "named after the decision", late.name(t, jia, id, 2), ErrWaiverOver)
	refused(t, "nobody after the decision", late.nobody(t, yi, id), ErrWaiverOver)
}
