package web_test

import (
	"fmt"
	"slices"
	"testing"

	"laowu/internal/db"
)

// passRows are what functions might reach too far for.
const passRows = `
	INSERT INTO audit (county, at, role, actor, origin, action, noun, target, detail) VALUES
	  ('141123', now(), 'admin', 'a', '', 'reveal', 'person', '1', '{"people": 7}'), ('141124', now(), 'admin', 'b', '', 'reveal', 'person', '1', '{}');
	INSERT INTO complaint (county, receipt, kind, said, made_at) VALUES ('141123', '\x02', 'fee', '本县的', now());
	INSERT INTO departure (county, id, role, organisation, enterprise, employer, channel, place_text, origin, leaves_on, seats, planned_at)
	  SELECT '141123', 910000 + id, 'association', id, %[1]d, '示例', 'association', '东胜', name, '2026-12-01', 9, now() FROM association WHERE county = '141123';
	INSERT INTO opening (id, county, enterprise, title, place_text, headcount, form) VALUES (910001, '141123', %[1]d, '护工', '东胜', 1, 'regular');
	INSERT INTO association (county, id, code, township, name) VALUES ('141123', 900003, 'z', '141123102', '丙村务工协会');
	INSERT INTO transfer (county, id, person, name, from_association, to_association, asked_role, asked_at, answer_by)
	  SELECT m.county, 910001, m.person, '张平', m.association, 900003, 'admin', now(), '2026-12-04' FROM membership m
	  WHERE m.county = '141123' AND m.person = %[2]d AND m.left_on IS NULL;
	DELETE FROM notice;`

// passes is the gatekeeper's county with those rows.
func passes(t *testing.T) (*gatekeeper, map[db.Role]db.Actor) {
	t.Helper()
	g := newGatekeeper(t)
	g.owner(t, fmt.Sprintf(passRows, g.enterprises[0], g.people[zhang]))
	return g, g.actors(t)
}

// TestFunctionsRead calls functions that read past the rows of who calls them as
// each role: they give no more than row security would.
func TestFunctionsRead(t *testing.T) {
	t.Parallel()
	g, actors := passes(t)
	wide := []db.Role{db.County, db.Admin, db.Auditor}
	for role, a := range actors {
		ifIs := func(roles []db.Role, is, other string) string {
			if slices.Contains(roles, role) {
				return is
			}
			return other
		}
		for _, c := range []struct{ what, sql, want string }{
			{"visits out of sight", "SELECT abs((SELECT count(*) FROM access.visits_seen()) - (SELECT count(*) FROM visit))::text", "0"},
			{"members out of sight", "SELECT count(*)::text FROM access.members('2026-11-24') m WHERE m.person NOT IN (SELECT id FROM person)", "0"},
			{"members", "SELECT (count(*) > 0)::text FROM access.members('2026-11-24')", ifIs([]db.Role{db.Association, db.Township}, "true", "false")},
			{"showings", "SELECT coalesce(string_agg(actor || numbers, ','), 'none') FROM access.reveals('2000-01-01', 22, 6) WHERE actor IN ('a', 'b')", ifIs(wide, "a7", "none")},
			{"another county's complaint", `SELECT count(*)::text FROM access.complaint_answer('\x01')`, "0"},
			{"this county's complaint", `SELECT count(*)::text FROM access.complaint_answer('\x02')`, "1"},
			{"coaches", "SELECT coalesce(string_agg(origin, ','), 'none') FROM access.coaches(910001, '2026-11-24')", ifIs([]db.Role{db.Worker}, "甲村务工协会", "none")},
			{"a telephone elsewhere", "SELECT count(*)::text FROM access.notice_phone(900001)", ifIs([]db.Role{db.Admin}, "0", "refused")},
		} {
			var got string
			err := g.DB.ReadTx(t.Context(), a, func(tx *db.Tx) error { return tx.QueryRow(t.Context(), c.sql).Scan(&got) })
			if denied(err) {
				got = "refused"
			} else if err != nil {
				t.Fatalf("%s: %s: %v", role, c.what, err)
			}
			if got != c.want {
				t.Errorf("%s: %s: %s, want %s", role, c.what, got, c.want)
			}
		}
	}
}

// TestFunctionsWrite does the same with those that write: they write to whom they
// may, and to nobody of another county.
func TestFunctionsWrite(t *testing.T) {
	t.Parallel()
	g, actors := passes(t)
	const tell = `SELECT access.tell(ARRAY['%s'], ARRAY['%s'], ARRAY[%d::bigint], '{0}', ARRAY[%d::bigint], '{0}', '{x}', ARRAY['%s'], '{}', '2026-11-24')`
	for role, a := range actors {
		for _, c := range []struct {
			what, sql string
			want      int // notices; -1: it is refused
		}{
			{"somebody elsewhere", fmt.Sprintf(tell, "referral_moved", "worker", 0, 900001, "/me"), 0},
			{"whom the kind does not name", fmt.Sprintf(tell, "request_made", "enterprise", g.enterprises[0], 0, "/requests"), 0},
			{"the bureau", fmt.Sprintf(tell, "request_made", "county", 0, 0, "/requests"), 1},
			{"all associations at once", fmt.Sprintf(tell, "request_made", "association", 0, 0, "/requests"), -1},
			{"to come elsewhere", fmt.Sprintf(tell, "request_made", "county", 0, 0, "//elsewhere.example"), -1},
			{"another's question", "SELECT access.tell_transfer(910001, false, 'transfer_answered', 'x', '2026-11-24')", map[db.Role]int{db.County: 1, db.Admin: 1}[role]},
			{"a question that is not there", "SELECT access.tell_transfer(900001, false, 'transfer_answered', 'x', '2026-11-24')", 0},
		} {
			if role == db.Nobody && c.want >= 0 && c.what != "another's question" && c.what != "a question that is not there" {
				c.want = -1
			}
			err := g.DB.Tx(t.Context(), a, func(tx *db.Tx) error { _, err := tx.Exec(t.Context(), c.sql); return err })
			got := g.ownerCount(t, "WITH gone AS (DELETE FROM notice RETURNING 1) SELECT count(*) FROM gone")
			if err != nil {
				got = -1
			}
			if got != c.want {
				t.Errorf("%s tells %s: %d notices, want %d: %v", role, c.what, got, c.want, err)
			}
		}
		if err := g.DB.Tx(t.Context(), a, func(tx *db.Tx) error { _, err := tx.Exec(t.Context(), "SELECT access.set_large(true)"); return err }); err != nil {
			t.Fatal(err)
		}
		others := fmt.Sprintf("SELECT count(*) FROM login WHERE large AND id <> coalesce((SELECT login FROM account WHERE id = %d), 0)", a.Account)
		if n := g.ownerCount(t, others); n != 0 {
			t.Errorf("%s sets the type of %d others", role, n)
		}
		g.owner(t, "UPDATE login SET large = false")
	}
}

// What a worker writes of himself names nothing of anybody else.
func TestWorkersRowsAreHis(t *testing.T) {
	t.Parallel()
	g, actors := passes(t)
	me := actors[db.Worker]
	g.owner(t, "DELETE FROM case_step; DELETE FROM followup_case; DELETE FROM referral_ask")
	const report = "INSERT INTO followup_case (county, person, placement, kind, owner_role, opened_on, deadline) VALUES ('141123', %d, %d, 'injury', 'county', '2026-11-24', '2026-12-24')"
	const ask = "INSERT INTO referral_ask (county, person, opening, association, asked_at) VALUES ('141123', %d, 910001, 900003, now())"
	for name, c := range map[string]struct {
		sql string
		may bool
	}{
		"his own work":           {fmt.Sprintf(report, me.Person, g.work[wang]), true},
		"another's work":         {fmt.Sprintf(report, me.Person, g.work[zhang]), false},
		"for another":            {fmt.Sprintf(report, g.people[zhang], g.work[zhang]), false},
		"his own question":       {fmt.Sprintf(ask, me.Person), true},
		"another's question":     {fmt.Sprintf(ask, g.people[zhang]), false},
		"a complaint's answer":   {"INSERT INTO complaint (county, receipt, kind, said, made_at, answer) VALUES ('141123', '\\x03', 'fee', 'x', now(), '好')", false},
		"a complaint elsewhere":  {"INSERT INTO complaint (county, receipt, kind, said, made_at) VALUES ('141124', '\\x03', 'fee', 'x', now())", false},
		"a search of another's":  {fmt.Sprintf("INSERT INTO saved_search (county, person, name, question, saved_at, looked_at) VALUES ('141123', %d, 'x', 'q=x', now(), now())", g.people[zhang]), false},
		"a wish of another's":    {fmt.Sprintf("INSERT INTO notice_wish (county, person, sms, changed_at) VALUES ('141123', %d, false, now())", g.people[zhang]), false},
		"a sending of another's": {"INSERT INTO once (county, login, key, at) VALUES ('141123', 900001, sha256('y'), now())", false},
	} {
		if got := g.affected(t, me, c.sql); got > 0 != c.may {
			t.Errorf("%s: %d rows, want any: %v", name, got, c.may)
		}
	}
	g.owner(t, "INSERT INTO referral_ask (county, person, opening, association, asked_at) VALUES ('141123', $1, 910001, 900003, now())", me.Person)
	for name, c := range map[string]struct {
		set string
		may bool
	}{
		"takes it back":                      {"state = 'withdrawn', answered_at = now()", true},
		"answers for his association":        {"state = 'refused', answered_at = now(), answer = '不行'", false},
		"says another's referral came of it": {fmt.Sprintf("state = 'referred', answered_at = now(), referral = %d", g.referrals[zhang]), false},
	} {
		if got := g.affected(t, me, "UPDATE referral_ask SET "+c.set); got > 0 != c.may {
			t.Errorf("he %s: %d rows, want any: %v", name, got, c.may)
		}
	}
}
