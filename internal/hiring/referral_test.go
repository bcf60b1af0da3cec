package hiring

import (
	"context"
	"fmt"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// town is a county with an association, two enterprises and people: 王建 is the
// association's member, 李英 another's, 张平 works at the station's place, 任小 is
// a child. Of the openings 1 and 2 are the first enterprise's, 3 the other's.
const town = `
	INSERT INTO area (code, name, level, parent, county) VALUES
	  ('141123103v001', '甲村', 'village', '141123103', '141123'), ('141123104v001', '乙村', 'village', '141123104', '141123');
	INSERT INTO association (county, id, code, township, name) VALUES
	  ('141123', 1, '141123103001', '141123103', '甲村务工协会'), ('141123', 2, '141123104001', '141123104', '乙村务工协会');
	INSERT INTO office (id, county, kind, name, place) VALUES
	  (1, '141123', 'township', '康宁镇', '141123103'), (3, '141123', 'station', '鄂尔多斯工作站', '150600');
	INSERT INTO enterprise (id, county, uscc, name) VALUES
	  (1, '141123', '91141123MA0AL47R7J', '示例铝业有限公司'), (2, '141123', '91150602MA0FAG439B', '示例养老院');
	INSERT INTO opening (id, county, enterprise, title, place, place_text, headcount, form, closed_at, valid_until, published_to) VALUES
	  (1, '141123', 1, '电工', '141123', '兴县', 3, 'regular', NULL, NULL, NULL), (2, '141123', 1, '焊工', '141123', '兴县', 3, 'temporary', NULL, '2026-11-24', NULL),
	  (3, '141123', 2, '护工', '150602', '东胜区', 1, 'regular', NULL, NULL, '{141123}'), (4, '141123', 1, '叉车工', NULL, '兴县', 1, 'regular', '2026-01-01', NULL, NULL),
	  (5, '141123', 1, '装卸工', NULL, '兴县', 1, 'regular', NULL, '2026-11-23', NULL), (6, '141123', 1, '保洁', NULL, '临县', 1, 'regular', NULL, NULL, '{141124}');
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, village, wish_trades, erased_on) VALUES
	  ('141123', 1, '王建', 'male', '1976-03-08', '\x01', '\x01', '141123103v001', '电工', NULL), ('141123', 2, '李英', 'female', '1970-01-01', '\x02', '\x02', '141123104v001', '', NULL),
	  ('141123', 3, '张平', 'male', '1980-05-12', '\x03', '\x03', '141123104v001', '', NULL), ('141123', 4, '任小', 'male', '2010-11-25', '\x04', '\x04', '141123103v001', '', NULL),
	  ('141123', 5, '已清除', 'male', '1980-01-01', '\x05', NULL, '141123103v001', '', '2026-01-01');
	INSERT INTO membership (county, person, association, joined) VALUES ('141123', 1, 1, '2018-01-01'), ('141123', 2, 2, '2018-01-01');
	INSERT INTO placement (county, person, employer, place, started, reported_on, sources) VALUES ('141123', 3, '小吃店', '150602', '2020-01-01', '2020-01-01', '{roster}');`

// Who else asks in these tests; the rest stand in yard_test.go.
var (
	jiacun    = db.Actor{County: "141123", Role: db.Association, Organisation: 1, Account: 7, Name: "jia"}
	township  = db.Actor{County: "141123", Role: db.Township, Organisation: 1, Name: "kangning"}
	station   = db.Actor{County: "141123", Role: db.Station, Organisation: 3, Name: "station"}
	neighbour = db.Actor{County: "141123", Role: db.Worker, Person: 2, Name: "worker"}
	lvye      = db.Actor{County: "141123", Role: db.Enterprise, Organisation: 1, Name: "lv"}
	yanglao   = db.Actor{County: "141123", Role: db.Enterprise, Organisation: 2, Name: "yang"}
	trainer   = db.Actor{County: "141123", Role: db.Trainer, Organisation: 4, Name: "school"}
	nobody    = db.Actor{County: "141123", Role: db.Nobody}
	elsewhere = db.Actor{County: "141124", Role: db.County, Name: "elsewhere"}
)

// place is the town with its database.
type place struct{ yard }

func settle(t *testing.T) place {
	t.Helper()
	return place{laidOut(t, town)}
}

// on is the same town on another day, at noon.
func (p place) on(t *testing.T, day string) place {
	t.Helper()
	return place{p.yard.on(t, day)}
}

// refer is Refer that has to go well.
func (p place) refer(t *testing.T, as db.Actor, person, opening int64) (id int64) {
	t.Helper()
	p.must(t, as, func(ctx context.Context, tx *db.Tx) (err error) {
		id, err = Refer(ctx, tx, person, opening)
		return err
	})
	return id
}

// move is MoveReferral as somebody.
func (p place) move(t *testing.T, as db.Actor, id int64, s ReferralStep) error {
	t.Helper()
	return p.try(t, as, func(ctx context.Context, tx *db.Tx) error { return MoveReferral(ctx, tx, id, s) })
}

// agree is the person's consent, whoever was asked for it.
func (p place) agree(t *testing.T) {
	t.Helper()
	p.exec(t, "UPDATE consent SET state = 'given', answered_at = asked_at, answered_role = 'worker'")
}

const referrals = `SELECT string_agg(concat_ws(' ', person, opening, sent_role, sent_for, sent_by, state, expires_on), ', ' ORDER BY id) FROM referral`

// TestRefer: who may send whom to what.
func TestRefer(t *testing.T) {
	t.Parallel()
	p := settle(t)
	for _, c := range []struct {
		name            string
		as              db.Actor
		person, opening int64
		want            error
	}{
		{"himself", worker, 1, 1, nil},
		{"again", worker, 1, 1, ErrReferred},
		{"again by the association", jiacun, 1, 1, ErrReferred},
		{"another opening of the enterprise, on its last day", jiacun, 1, 2, nil},
		{"by the township", township, 1, 3, nil},
		{"by the station, who is at work", station, 3, 3, nil},
		{"by the county", bureau, 2, 3, nil},
		{"another", worker, 2, 1, access.ErrNotFound},
		{"another association's member", jiacun, 2, 1, access.ErrNotFound},
		{"who does not work in the area", station, 1, 1, access.ErrNotFound},
		{"another county's", elsewhere, 1, 1, access.ErrNotFound},
		{"who was erased", bureau, 5, 1, access.ErrNotFound},
		{"a child, the day before the birthday", bureau, 4, 1, ErrReferUnderAge},
		{"no such opening", jiacun, 1, 99, ErrNotFound},
		{"one for another county", jiacun, 1, 6, ErrNotFound},
		{"one that is closed", jiacun, 1, 4, ErrOpeningClosed},
		{"one that is over", jiacun, 1, 5, ErrOpeningOver},
		{"an enterprise", lvye, 1, 1, roster.ErrRole},
		{"a trainer", trainer, 1, 1, roster.ErrRole},
		{"an auditor", auditor, 1, 1, roster.ErrRole},
		{"nobody", nobody, 1, 1, roster.ErrRole},
	} {
		err := p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			_, err := Refer(ctx, tx, c.person, c.opening)
			return err
		})
		refused(t, c.name, err, c.want)
	}
	p.wants(t, "referrals", referrals, "1 1 worker new 2026-12-24, 1 2 association 1 7 new 2026-12-24, 1 3 township 1 new 2026-12-24, "+
		"3 3 station 3 new 2026-12-24, 2 3 county 9 new 2026-12-24")
	p.wants(t, "consents", "SELECT string_agg(concat_ws(' ', person, enterprise, state), ', ' ORDER BY person, enterprise) FROM consent", "1 1 given, 1 2 asked, 2 2 asked, 3 2 asked")
	p.wants(t, "noted", "SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE noun = 'person' AND target = '1'",
		"consent_given referral_made referral_made consent_asked referral_made")
	child := p.on(t, "2026-11-25")
	child.refer(t, bureau, 4, 1)
}

// TestReferFull: as many as there are posts, hired since the opening was
// offered.
func TestReferFull(t *testing.T) {
	t.Parallel()
	p := settle(t)
	p.exec(t, `INSERT INTO referral (county, person, opening, sent_role, made_at, moved_at, expires_on) VALUES
		('141123', 2, 3, 'admin', '2026-11-20', '2026-11-21', '2026-12-01');
		UPDATE referral SET state = 'hired'`)
	refer := func(ctx context.Context, tx *db.Tx) error { _, err := Refer(ctx, tx, 1, 3); return err }
	for _, as := range []db.Actor{worker, jiacun} {
		p.exec(t, "UPDATE opening SET valid_from = '2026-11-01', headcount = 1 WHERE id = 3")
		refused(t, "full", p.try(t, as, refer), ErrOpeningFull)
	}
	p.exec(t, "UPDATE opening SET headcount = 2 WHERE id = 3")
	p.must(t, jiacun, refer)
	p.exec(t, "UPDATE opening SET headcount = 1, valid_from = '2026-11-21' WHERE id = 3")
	refused(t, "sent already, and offered anew", p.try(t, worker, refer), ErrReferred)
}

// seenBy is what an enterprise reads of its applicants.
func (p place) seenBy(t *testing.T, as db.Actor) (out string) {
	t.Helper()
	p.must(t, as, func(ctx context.Context, tx *db.Tx) error {
		all, err := Applicants(ctx, tx, ApplicantFilter{Limit: 100})
		for _, a := range all {
			out += fmt.Sprintf("%s %v %d %s %d %s %s;", a.Name, a.Person != 0, a.Born, a.Title, a.Opening, a.SentBy, a.State)
		}
		return err
	})
	return out
}

// TestReferralConsent: an enterprise sees a surname until the person agrees, and
// nothing after he says no; there is one consent, whatever he was sent to.
func TestReferralConsent(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id, second := p.refer(t, jiacun, 1, 1), p.refer(t, jiacun, 1, 2)
	own := p.refer(t, jiacun, 1, 3)
	if got, want := p.seenBy(t, lvye), "王** false 1976 焊工 2 甲村务工协会 new;王** false 1976 电工 1 甲村务工协会 new;"; got != want {
		t.Errorf("before consent %s, want %s", got, want)
	}
	for to, want := range map[ReferralState]error{ReferralInterview: ErrNotAgreed, ReferralAccepted: ErrNotAgreed, ReferralHired: ErrNotAgreed, ReferralSeen: nil} {
		refused(t, "before consent "+string(to), p.move(t, lvye, id, ReferralStep{To: to, Started: day("2026-11-24")}), want)
	}
	consent := func(given bool) func(context.Context, *db.Tx) error {
		return func(ctx context.Context, tx *db.Tx) error {
			if given {
				return roster.Answer(ctx, tx, 1, true)
			}
			if err := roster.Withdraw(ctx, tx, 1); err != nil {
				return err
			}
			return EndUnconsented(ctx, tx, 1)
		}
	}
	p.must(t, jiacun, consent(true))
	refused(t, "after consent", p.move(t, lvye, id, ReferralStep{To: ReferralInterview, Note: "周三上午"}), nil)
	if got, want := p.seenBy(t, lvye), "王建 true 1976 焊工 2 甲村务工协会 new;王建 true 1976 电工 1 甲村务工协会 interview;"; got != want {
		t.Errorf("after consent %s, want %s", got, want)
	}
	p.must(t, worker, consent(false))
	if got := p.seenBy(t, lvye); got != "" {
		t.Errorf("after he took it back: %s", got)
	}
	for _, gone := range []int64{id, second} {
		refused(t, "what is not seen", p.move(t, lvye, gone, ReferralStep{To: ReferralSeen}), ErrNotFound)
	}
	refused(t, "another's", p.move(t, lvye, own, ReferralStep{To: ReferralSeen}), ErrNotFound)
	p.wants(t, "states", "SELECT string_agg(state, ' ' ORDER BY id) FROM referral", "withdrawn withdrawn new")
	p.wants(t, "why", "SELECT DISTINCT concat_ws(' ', side, reason, role) FROM referral_move WHERE to_state = 'withdrawn'", "sender no_consent worker")
}

func day(text string) time.Time {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return d
}
