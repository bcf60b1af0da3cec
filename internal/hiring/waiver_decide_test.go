package hiring

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

func (y yard) decide(t *testing.T, as db.Actor, waiver int64, granted bool, reason string) error {
	t.Helper()
	return y.try(t, as, func(ctx context.Context, tx *db.Tx) error { return DecideWaiver(ctx, tx, waiver, granted, reason) })
}

func (y yard) refuse(t *testing.T, as db.Actor, waiver, answer int64, reason string) error {
	t.Helper()
	return y.try(t, as, func(ctx context.Context, tx *db.Tx) error { return RefuseNamed(ctx, tx, waiver, answer, reason) })
}

// TestDecideWaiver: after the last day, silence and refusals are the evidence.
func TestDecideWaiver(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.stated(t)
	refused(t, "one has nobody", y.nobody(t, jia, id), nil)
	after := y.on(t, "2026-12-02")
	for _, c := range []struct {
		name   string
		on     yard
		as     db.Actor
		reason string
		want   error
	}{
		{"while answers are due", y, bureau, "属实", ErrAnswersDue}, {"on the last day", y.on(t, "2026-12-01"), bureau, "属实", ErrAnswersDue},
		{"the enterprise itself", after, nursing, "属实", roster.ErrRole}, {"an association", after, jia, "属实", roster.ErrRole},
		{"the auditor", after, auditor, "属实", roster.ErrRole}, {"another county", after, neighbours, "属实", access.ErrNotFound},
		{"without a reason", after, bureau, "", ErrReason}, {"with a number", after, bureau, "打 14000000001", ErrReasonNumber},
		{"after the last day", after, bureau, "各协会都没有人", nil}, {"again", after, clerk, "各协会都没有人", ErrWaiverOver},
	} {
		refused(t, c.name, c.on.decide(t, c.as, id, true, c.reason), c.want)
	}
	y.wants(t, "decided", "SELECT concat_ws(' ', state, decision, decided_on) FROM waiver", "granted 各协会都没有人 2026-12-02")
	y.wants(t, "noted", "SELECT detail->>'state' FROM audit WHERE action = 'waiver_ended'", "granted")
	if second, err := y.state(t, nursing, lacking); err != nil || second == id {
		t.Errorf("stated anew after the decision: %v", err)
	}
}

// TestAllAnswered: when everybody who was asked has answered, nobody waits.
func TestAllAnswered(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.exec(t, "INSERT INTO association (county, id, code, township, name, founded) VALUES ('141123', 3, '141123103003', '141123103', '新协会', '2026-11-25')")
	id := y.stated(t)
	refused(t, "one answers", y.nobody(t, jia, id), nil)
	refused(t, "while the other may", y.decide(t, bureau, id, true, "属实"), ErrAnswersDue)
	refused(t, "the other answers", y.nobody(t, yi, id), nil)
	refused(t, "then", y.decide(t, bureau, id, true, "属实"), nil)
}

// TestNamedStands: while somebody stands who was named in time, the waiver does
// not hold; once enterprise, association or he himself says no, it may.
func TestNamedStands(t *testing.T) {
	t.Parallel()
	for name, no := range map[string]func(t *testing.T, y yard, waiver, answer int64) error{
		"the enterprise": func(t *testing.T, y yard, waiver, answer int64) error {
			return y.refuse(t, nursing, waiver, answer, "没有护理证")
		},
		"the association": func(t *testing.T, y yard, waiver, answer int64) error {
			return y.refuse(t, jia, waiver, answer, "家里有事")
		},
		"he himself": func(t *testing.T, y yard, _, _ int64) error {
			return y.try(t, worker, func(ctx context.Context, tx *db.Tx) error {
				var consent int64
				if err := tx.QueryRow(ctx, "SELECT id FROM consent").Scan(&consent); err != nil {
					return err
				}
				return roster.Answer(ctx, tx, consent, false)
			})
		},
		"his erasure": func(t *testing.T, y yard, _, _ int64) error {
			return y.try(t, bureau, func(ctx context.Context, tx *db.Tx) error { return roster.Erase(ctx, tx, 1) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			y := newYard(t)
			id := y.stated(t)
			answer := y.named(t, jia, id)
			after := y.on(t, "2026-12-02")
			refused(t, "granted while he stands", after.decide(t, bureau, id, true, "属实"), ErrStands)
			if err := no(t, y, id, answer); err != nil {
				t.Fatal(err)
			}
			refused(t, "granted then", after.decide(t, bureau, id, true, "属实"), nil)
		})
	}
	y := newYard(t)
	id := y.stated(t)
	y.named(t, jia, id)
	refused(t, "refused while he stands", y.on(t, "2026-12-02").decide(t, bureau, id, false, "有人可用"), nil)
}

func TestRefuseNamed(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.stated(t)
	refused(t, "nobody", y.nobody(t, yi, id), nil)
	answer := y.named(t, jia, id)
	var none int64
	y.must(t, clerk, func(ctx context.Context, tx *db.Tx) error {
		return tx.QueryRow(ctx, "SELECT id FROM waiver_answer WHERE person IS NULL").Scan(&none)
	})
	for _, c := range []struct {
		name   string
		as     db.Actor
		answer int64
		reason string
		want   error
	}{
		{"the county", bureau, answer, "不行", roster.ErrRole}, {"the worker", worker, answer, "不行", roster.ErrRole},
		{"another enterprise", aluminium, answer, "不行", access.ErrNotFound}, {"another association", yi, answer, "不行", access.ErrNotFound},
		{"no such answer", nursing, 99, "不行", access.ErrNotFound}, {"who named nobody", nursing, none, "不行", ErrNotNamed},
		{"without a reason", nursing, answer, " ", ErrReason}, {"too long", nursing, answer, strings.Repeat("长", 501), ErrReasonLong},
		{"the enterprise", nursing, answer, "没有护理证", nil}, {"again", jia, answer, "家里有事", ErrNamedRefused},
	} {
		refused(t, c.name, y.refuse(t, c.as, id, c.answer, c.reason), c.want)
	}
	y.wants(t, "refused", "SELECT concat_ws(' ', refused_by, refusal, refused_on) FROM waiver_answer WHERE person = 1", "enterprise 没有护理证 2026-11-24")
	refused(t, "withdrawn by another", y.try(t, aluminium, func(ctx context.Context, tx *db.Tx) error { return WithdrawWaiver(ctx, tx, id) }), access.ErrNotFound)
	refused(t, "withdrawn by the county", y.try(t, bureau, func(ctx context.Context, tx *db.Tx) error { return WithdrawWaiver(ctx, tx, id) }), roster.ErrRole)
	refused(t, "withdrawn", y.try(t, nursing, func(ctx context.Context, tx *db.Tx) error { return WithdrawWaiver(ctx, tx, id) }), nil)
	refused(t, "refused when it is over", y.refuse(t, nursing, id, answer, "没有护理证"), ErrWaiverOver)
	y.wants(t, "withdrawn", "SELECT concat_ws(' ', state, decided_on) FROM waiver", "withdrawn 2026-11-24")
}

// TestEvidences: association by association, the silent too; an enterprise reads
// a name once he agrees, an auditor never.
func TestEvidences(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.exec(t, "INSERT INTO association (county, id, code, township, name) VALUES ('141123', 3, '141123103003', '141123103', '丙村务工协会')")
	id := y.stated(t)
	y.named(t, jia, id)
	refused(t, "nobody", y.nobody(t, yi, id), nil)
	reads := func(as db.Actor) (out string) {
		t.Helper()
		y.must(t, as, func(ctx context.Context, tx *db.Tx) error {
			all, err := Evidences(ctx, tx, id)
			for _, e := range all {
				out += fmt.Sprint(e.AssociationName, " ", e.Name, e.Person, e.Named, e.Answer != 0, e.Stands, e.Declined, ";")
			}
			return err
		})
		return out
	}
	const rest = "乙村务工协会 0 false true false false;丙村务工协会 0 false false false false;"
	if got, want := reads(bureau), "甲村务工协会 王建1 true true true false;"+rest; got != want {
		t.Errorf("the county reads\n%s, want\n%s", got, want)
	}
	if got, want := reads(nursing), "甲村务工协会 王**0 true true true false;"+rest; got != want {
		t.Errorf("the enterprise reads\n%s, want\n%s", got, want)
	}
	if got, want := reads(auditor), "甲村务工协会 王**1 true true true false;"+rest; got != want {
		t.Errorf("the auditor reads\n%s, want\n%s", got, want)
	}
	y.exec(t, "UPDATE consent SET state = 'given'")
	if got, want := reads(nursing), "甲村务工协会 王建1 true true true false;"+rest; got != want {
		t.Errorf("with consent the enterprise reads\n%s, want\n%s", got, want)
	}
	for name, as := range map[string]db.Actor{"an association": jia, "a township": kangning, "a worker": worker} {
		refused(t, name, y.try(t, as, func(ctx context.Context, tx *db.Tx) error { _, err := Evidences(ctx, tx, id); return err }), roster.ErrRole)
	}
	refused(t, "another enterprise", y.try(t, aluminium, func(ctx context.Context, tx *db.Tx) error { _, err := Evidences(ctx, tx, id); return err }), access.ErrNotFound)
	y.must(t, jia, func(ctx context.Context, tx *db.Tx) error {
		all, err := OwnEvidence(ctx, tx, id)
		if err != nil || len(all) != 1 || all[0].Name != "王建" || all[0].AssociationName != "甲村务工协会" {
			t.Errorf("an association's own: %+v, %v", all, err)
		}
		return err
	})
}
