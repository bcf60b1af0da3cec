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

// ask is AskAssociation as somebody.
func (p place) ask(t *testing.T, as db.Actor, opening int64, said string) (id int64, err error) {
	t.Helper()
	err = p.try(t, as, func(ctx context.Context, tx *db.Tx) (err error) {
		id, err = AskAssociation(ctx, tx, opening, said)
		return err
	})
	return id, err
}

const askRows = `SELECT coalesce(string_agg(concat_ws(' ', person, opening, association, state, nullif(answered_role, ''), referral, nullif(answer, '')), ', ' ORDER BY id), '') FROM referral_ask`

// TestAskAssociation: who may ask about what; a question is no referral and no
// consent, and the enterprise sees nothing of it.
func TestAskAssociation(t *testing.T) {
	t.Parallel()
	p := settle(t)
	for _, c := range []struct {
		name    string
		as      db.Actor
		opening int64
		said    string
		want    error
	}{
		{"too long", worker, 1, strings.Repeat("问", 201), ErrNoteLong},
		{"with a number", worker, 1, "打 14000002019", ErrNoteNumber},
		{"an association", jiacun, 1, "", roster.ErrRole},
		{"nobody", nobody, 1, "", roster.ErrRole},
		{"no such opening", worker, 99, "", ErrNotFound},
		{"closed", worker, 4, "", ErrOpeningClosed},
		{"over", worker, 5, "", ErrOpeningOver},
		{"a child", db.Actor{County: "141123", Role: db.Worker, Person: 4}, 1, "", ErrReferUnderAge},
		{"who was erased", db.Actor{County: "141123", Role: db.Worker, Person: 5}, 1, "", access.ErrNotFound},
		{"nobody's member", db.Actor{County: "141123", Role: db.Worker, Person: 3}, 1, "", ErrNoMembership},
		{"as long as may be", worker, 1, strings.Repeat("问", 200), nil},
		{"twice", worker, 1, "", ErrAsked},
		{"another opening", worker, 2, "工资哪天发", nil},
	} {
		_, err := p.ask(t, c.as, c.opening, c.said)
		refused(t, c.name, err, c.want)
	}
	p.wants(t, "questions", askRows, "1 1 1 open, 1 2 1 open")
	p.wants(t, "referrals and consents", "SELECT count(*)::text || (SELECT count(*) FROM consent) FROM referral", "00")
	p.refer(t, neighbour, 2, 3)
	_, err := p.ask(t, neighbour, 3, "")
	refused(t, "who went himself", err, ErrReferred)
	for _, c := range []struct {
		as   db.Actor
		want string
	}{{jiacun, "1 2"}, {worker, "1 2"}, {bureau, "1 2"}, {township, "1 2"}, {neighbour, ""}, {lvye, ""}, {trainer, ""}, {nobody, ""}, {elsewhere, ""}} {
		p.must(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			all, err := Asks(ctx, tx, 50)
			got := ""
			for _, a := range all {
				got += fmt.Sprint(" ", a.Opening)
			}
			if n, _ := CountAsks(ctx, tx); strings.TrimSpace(got) != c.want || n != len(all) {
				t.Errorf("%s %d sees%s of %d, want %s", c.as.Role, c.as.Organisation, got, n, c.want)
			}
			return err
		})
	}
}

// TestAnswerAsk: the association refers, or says what it heard, or the worker
// goes himself or wants no more; each ends the question once.
func TestAnswerAsk(t *testing.T) {
	t.Parallel()
	p := settle(t)
	one, err := p.ask(t, worker, 1, "")
	refused(t, "one", err, nil)
	two, err := p.ask(t, worker, 2, "")
	refused(t, "two", err, nil)
	_, err = p.ask(t, worker, 3, "")
	refused(t, "three", err, nil)
	answer := func(id int64, text string) func(context.Context, *db.Tx) error {
		return func(ctx context.Context, tx *db.Tx) error { return RefuseAsk(ctx, tx, id, text) }
	}
	refer := func(ctx context.Context, tx *db.Tx) error { _, err := ReferAsked(ctx, tx, one); return err }
	for _, c := range []struct {
		name string
		as   db.Actor
		do   func(context.Context, *db.Tx) error
		want error
	}{
		{"another worker", neighbour, func(ctx context.Context, tx *db.Tx) error { return WithdrawAsk(ctx, tx, two) }, ErrNotFound},
		{"the association takes nothing back", jiacun, func(ctx context.Context, tx *db.Tx) error { return WithdrawAsk(ctx, tx, two) }, roster.ErrRole},
		{"the worker answers nothing", worker, answer(two, "不要了"), roster.ErrRole},
		{"another association", db.Actor{County: "141123", Role: db.Association, Organisation: 2}, answer(two, "不要了"), ErrNotFound},
		{"the auditor", auditor, answer(two, "不要了"), roster.ErrRole},
		{"nothing said", jiacun, answer(two, "  "), ErrAnswerNone},
		{"too long", jiacun, answer(two, strings.Repeat("问", 201)), ErrNoteLong},
		{"a number", jiacun, answer(two, "找 14000002019"), ErrNoteNumber},
		{"said", jiacun, answer(two, "单位说下个月才招"), nil},
		{"said twice", jiacun, answer(two, "还是不招"), ErrAskEnded},
		{"referred", jiacun, refer, nil},
		{"referred twice", jiacun, refer, ErrAskEnded},
		{"taken back after an answer", worker, func(ctx context.Context, tx *db.Tx) error { return WithdrawAsk(ctx, tx, two) }, ErrAskEnded},
	} {
		refused(t, c.name, p.try(t, c.as, c.do), c.want)
	}
	own := p.refer(t, worker, 1, 3)
	p.wants(t, "questions", askRows, fmt.Sprintf("1 1 1 referred association 1, 1 2 1 refused association 单位说下个月才招, 1 3 1 referred worker %d", own))
	p.wants(t, "who referred him", "SELECT concat_ws(' ', sent_role, sent_for) FROM referral WHERE opening = 1", "association 1")
	p.wants(t, "his consent is asked, not given", "SELECT state FROM consent WHERE enterprise = 1", "asked")
	_, err = p.ask(t, worker, 2, "再问一次")
	refused(t, "again after an answer", err, nil)
	refused(t, "he takes it back", p.try(t, worker, func(ctx context.Context, tx *db.Tx) error {
		all, err := AsksOf(ctx, tx, 1)
		if err != nil || all[0].State != AskOpen || all[0].AssociationName != "甲村务工协会" || all[0].Title != "焊工" {
			t.Errorf("his questions: %+v, %v", all, err)
		}
		return WithdrawAsk(ctx, tx, all[0].ID)
	}), nil)
	p.wants(t, "noted", "SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE action LIKE 'ask%'", "ask_made ask_made ask_made ask_refused ask_made ask_withdrawn")
}

// TestCoaches: a worker hears of what his association plans to the enterprise,
// and of no other's.
func TestCoaches(t *testing.T) {
	t.Parallel()
	p := settle(t)
	other := db.Actor{County: "141123", Role: db.Association, Organisation: 2, Name: "yi"}
	plan := func(as db.Actor, enterprise int64, origin, leaves, state string) {
		p.must(t, as, func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, `
				INSERT INTO departure (county, role, organisation, enterprise, employer, channel, place_text, origin, leaves_on, seats, planned_at)
				VALUES ('141123', $1, $2, $3, '单位', 'association', '兴县', $4, $5, 9, now())`, as.Role, as.Organisation, enterprise, origin, leaves)
			if err == nil && state != "" {
				_, err = tx.Exec(ctx, "UPDATE departure SET state = $2 WHERE origin = $1", origin, state)
			}
			return err
		})
	}
	plan(jiacun, 1, "村口", "2026-11-28", "")
	plan(township, 1, "镇上", "2026-11-29", "")
	plan(other, 1, "乙村口", "2026-11-28", "")
	plan(jiacun, 2, "别家", "2026-11-28", "")
	plan(jiacun, 1, "取消的", "2026-11-28", "cancelled")
	plan(jiacun, 1, "昨天的", "2026-11-23", "")
	for _, c := range []struct {
		as   db.Actor
		want string
	}{{worker, "村口甲村务工协会 镇上康宁镇 "}, {neighbour, "乙村口乙村务工协会 "}, {nobody, ""}, {lvye, ""}} {
		p.must(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			all, err := Coaches(ctx, tx, 1)
			got := ""
			for _, one := range all {
				got += one.Origin + one.OrganisedBy + " "
			}
			if got != c.want {
				t.Errorf("%s %d hears of %q, want %q", c.as.Role, c.as.Person, got, c.want)
			}
			return err
		})
	}
}
