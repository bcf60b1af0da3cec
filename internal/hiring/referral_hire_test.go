package hiring

import (
	"context"
	"fmt"
	"testing"

	"laowu/internal/db"
	"laowu/internal/roster"
)

const (
	states = `SELECT string_agg(concat_ws(' ', r.id, r.state, m.side, m.reason, r.placement), ', ' ORDER BY r.id) FROM referral r
		LEFT JOIN LATERAL (SELECT * FROM referral_move m WHERE m.referral = r.id ORDER BY m.id DESC LIMIT 1) m ON true`
	spells = `SELECT string_agg(concat_ws(' ', id, person, enterprise, employer, association, trade_text, place, place_text, away, channel, form, started, ended, sources), ', ' ORDER BY id)
		FROM placement WHERE 'referral' = ANY (sources)`
)

// TestHire: a hire makes the spell of work as the opening tells it, and ends
// what else the person was sent to, whoever sent him.
func TestHire(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.refer(t, jiacun, 1, 3)
	p.refer(t, worker, 1, 1)
	p.refer(t, township, 1, 2)
	p.refer(t, neighbour, 2, 3)
	p.agree(t)
	late := p.on(t, "2026-11-28")
	for _, c := range []struct {
		name    string
		started string
		want    error
	}{
		{"no day", "0001-01-01", ErrStartNone}, {"before he was sent", "2026-11-23", ErrStartEarly}, {"to come", "2026-11-29", ErrStartAhead},
		{"right", "2026-11-26", nil}, {"twice", "2026-11-26", MoveError{ReferralHired, ReferralHired}},
	} {
		refused(t, c.name, late.move(t, yanglao, id, ReferralStep{To: ReferralHired, Started: day(c.started)}), c.want)
	}
	p.wants(t, "work", spells, "2 1 2 示例养老院 1 护工 150602 东胜区 t association regular 2026-11-26 {referral}")
	p.wants(t, "referrals", states, "1 hired employer 2, 2 withdrawn record hired_elsewhere 2, 3 withdrawn record hired_elsewhere 2, 4 new")
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error {
		all, err := ReferralsOf(ctx, tx, 1)
		for _, r := range all {
			if want := map[bool]string{true: "已经在别的岗位上岗"}[r.ID != id]; r.Reason != want {
				t.Errorf("he reads of %s: %q, want %q", r.Title, r.Reason, want)
			}
		}
		return err
	})
	// Somebody at work looks for other work, and what is new stays when the same
	// hire is reported again.
	late = p.on(t, "2026-11-29")
	again := late.refer(t, worker, 1, 1)
	late.must(t, yanglao, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, "SELECT access.settle_referrals('{2}', $1, $2)", tx.Today(), tx.Now)
		return err
	})
	p.wants(t, "the new one", fmt.Sprintf("SELECT state FROM referral WHERE id = %d", again), "new")
}

// TestHireByWhomever: the sender tells the channel; who is no employer hires
// nobody.
func TestHireByWhomever(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		as   db.Actor
		want string
	}{
		{worker, "2 1 1 示例铝业有限公司 焊工 141123 兴县 f self temporary 2026-11-24 {referral}"},
		{jiacun, "2 1 1 示例铝业有限公司 1 焊工 141123 兴县 f association temporary 2026-11-24 {referral}"},
		{township, "2 1 1 示例铝业有限公司 焊工 141123 兴县 f enterprise temporary 2026-11-24 {referral}"},
	} {
		t.Run(string(c.as.Role), func(t *testing.T) {
			t.Parallel()
			p := settle(t)
			id := p.refer(t, c.as, 1, 2)
			p.agree(t)
			hire := ReferralStep{To: ReferralHired, Started: day("2026-11-24")}
			refused(t, "by the sender", p.move(t, c.as, id, hire), MoveError{ReferralNew, ReferralHired})
			refused(t, "by the county", p.move(t, bureau, id, hire), nil)
			p.wants(t, "work", spells, c.want)
		})
	}
}

// TestHireJoins: what staff list, or the roster in the enterprise's name,
// reported before is the same spell; what began in another year is not.
func TestHireJoins(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ before, want string }{
		"staff list, the same day": {"1, '示例铝业有限公司', '2026-11-24', NULL, '{staff_list}'", "9 2026-11-24 {staff_list,referral}"},
		"roster, the month":        {"NULL, '示例铝业有限公司', '2026-11-01', NULL, '{roster}'", "9 2026-11-24 {roster,referral}"},
		"roster, without a start":  {"NULL, '示例铝业有限公司', NULL, NULL, '{roster}'", "9 2026-11-24 {roster,referral}"},
		"both":                     {"1, '示例铝业有限公司', '2026-11-24', NULL, '{roster,staff_list}'", "9 2026-11-24 {roster,staff_list,referral}"},
		"an earlier spell":         {"1, '示例铝业有限公司', '2024-11-01', '2025-02-01', '{staff_list}'", "2 2026-11-24 {referral}, 9 2024-11-01 2025-02-01 {staff_list}"},
		"another employer's":       {"2, '示例养老院', '2026-11-24', NULL, '{staff_list}'", "2 2026-11-24 {referral}, 9 2026-11-24 {staff_list}"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := settle(t)
			p.exec(t, `INSERT INTO placement (county, id, person, reported_on, enterprise, employer, started, ended, sources) VALUES ('141123', 9, 1, '2026-11-24', `+c.before+")")
			id := p.refer(t, worker, 1, 1)
			if err := p.move(t, lvye, id, ReferralStep{To: ReferralHired, Started: day("2026-11-24")}); err != nil {
				t.Fatal(err)
			}
			p.wants(t, "work", "SELECT string_agg(concat_ws(' ', id, started, ended, sources), ', ' ORDER BY id) FROM placement WHERE person = 1", c.want)
			p.wants(t, "the referral's", "SELECT bool_and('referral' = ANY (p.sources)) FROM referral r JOIN placement p ON p.id = r.placement", "true")
		})
	}
}

// TestSettleReferrals: which referrals work on record ends, by when it began and
// who may write it. 1 and 2 are to the enterprise of the work, 3 elsewhere.
func TestSettleReferrals(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		work string // started, ended, full_time
		as   db.Actor
		want string
	}{
		"the day he was sent":          {"'2026-11-24', NULL, true", lvye, "1 withdrawn record hired_elsewhere 9, 2 hired record 9, 3 withdrawn record hired_elsewhere 9"},
		"later, by his association":    {"'2026-12-01', NULL, true", jiacun, "1 withdrawn record hired_elsewhere 9, 2 hired record 9, 3 withdrawn record hired_elsewhere 9"},
		"that month":                   {"'2026-11-01', NULL, true", bureau, "1 withdrawn record hired_elsewhere 9, 2 hired record 9, 3 withdrawn record hired_elsewhere 9"},
		"before":                       {"'2026-11-20', NULL, true", lvye, "1 new, 2 interview employer, 3 new"},
		"over":                         {"'2026-11-24', '2026-11-24', true", lvye, "1 new, 2 interview employer, 3 new"},
		"part time":                    {"'2026-11-24', NULL, false", lvye, "1 withdrawn record hired_elsewhere 9, 2 hired record 9, 3 withdrawn record hired_elsewhere 9"},
		"another enterprise's word":    {"'2026-11-24', NULL, true", yanglao, "1 new, 2 interview employer, 3 new"},
		"another association's":        {"'2026-11-24', NULL, true", yi, "1 new, 2 interview employer, 3 new"},
		"without a start, as reported": {"NULL, NULL, true", bureau, "1 withdrawn record hired_elsewhere 9, 2 hired record 9, 3 withdrawn record hired_elsewhere 9"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := settle(t)
			p.refer(t, worker, 1, 1)
			second := p.refer(t, worker, 1, 2)
			p.refer(t, worker, 1, 3)
			if err := p.move(t, lvye, second, ReferralStep{To: ReferralInterview}); err != nil {
				t.Fatal(err)
			}
			p.exec(t, "INSERT INTO placement (county, id, person, enterprise, reported_on, sources, started, ended, full_time) VALUES ('141123', 9, 1, 1, '2026-11-24', '{staff_list}', "+c.work+")")
			p.must(t, c.as, func(ctx context.Context, tx *db.Tx) error {
				_, err := tx.Exec(ctx, "SELECT access.settle_referrals('{9}', $1, $2)", tx.Today(), tx.Now)
				return err
			})
			p.wants(t, "referrals", states, c.want)
		})
	}
}

// TestSettleElsewhere: work that nobody referred him to ends what is pending
// where it is full time.
func TestSettleElsewhere(t *testing.T) {
	t.Parallel()
	for full, want := range map[string]string{"true": "1 withdrawn record hired_elsewhere 9", "false": "1 new"} {
		p := settle(t)
		p.refer(t, worker, 1, 3)
		p.exec(t, "INSERT INTO placement (county, id, person, enterprise, reported_on, sources, started, full_time) VALUES ('141123', 9, 1, 1, '2026-11-24', '{staff_list}', '2026-11-24', "+full+")")
		p.must(t, jiacun, func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, "SELECT access.settle_referrals('{9}', $1, $2)", tx.Today(), tx.Now)
			return err
		})
		p.wants(t, "full time "+full, states, want)
	}
}

// TestExpireReferrals: what nobody moves in time is over, at once for who reads
// it or would move it, and for good when the day's turn comes; a move gives time
// again.
func TestExpireReferrals(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id, moved := p.refer(t, worker, 1, 1), p.refer(t, worker, 1, 2)
	if err := p.on(t, "2026-12-04").move(t, lvye, moved, ReferralStep{To: ReferralSeen}); err != nil {
		t.Fatal(err)
	}
	last, over := p.on(t, "2026-12-24"), p.on(t, "2026-12-25")
	last.must(t, bureau, expire(0))
	refused(t, "on the last day", last.move(t, lvye, id, ReferralStep{To: ReferralSeen}), nil)
	p.exec(t, fmt.Sprintf("UPDATE referral SET expires_on = '2026-12-24' WHERE id = %d", id))
	refused(t, "a day late", over.move(t, lvye, id, ReferralStep{To: ReferralInterview}), MoveError{ReferralExpired, ReferralInterview})
	over.must(t, worker, func(ctx context.Context, tx *db.Tx) error {
		all, err := ReferralsOf(ctx, tx, 1)
		if len(all) != 2 || all[0].ID != moved || all[0].State != ReferralSeen || all[1].State != ReferralExpired {
			t.Errorf("he reads %+v", all)
		}
		return err
	})
	for name, as := range map[string]db.Actor{"a worker": worker, "an enterprise": lvye, "the auditor": auditor, "a station": station} {
		refused(t, name, over.try(t, as, func(ctx context.Context, tx *db.Tx) error { _, err := ExpireReferrals(ctx, tx); return err }), roster.ErrRole)
	}
	over.must(t, bureau, expire(1))
	over.must(t, bureau, expire(0))
	p.wants(t, "referrals", states, "1 expired clock, 2 seen employer")
	over.refer(t, worker, 1, 1)
	p.exec(t, "UPDATE referral SET expires_on = '2026-12-24' WHERE state = 'new'")
	over.refer(t, jiacun, 1, 1) // before the day's turn has come
}

func expire(want int64) func(context.Context, *db.Tx) error {
	return func(ctx context.Context, tx *db.Tx) error {
		got, err := ExpireReferrals(ctx, tx)
		if err == nil && got != want {
			err = fmt.Errorf("%d expired, want %d", got, want) //nolint:err113 // a test's own
		}
		return err
	}
}
