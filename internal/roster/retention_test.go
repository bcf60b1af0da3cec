package roster

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"laowu/internal/db"
)

// retain runs the timer, or looks, and returns whom it announces, keeps and
// erases.
func (p place) retain(t *testing.T, run bool) string {
	t.Helper()
	var plan Plan
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) (err error) {
		plan, err = Retain(ctx, tx, run)
		return err
	})
	return fmt.Sprint(plan.Announce, plan.Keep, plan.Erase)
}

const nothingDue = "[] [] []"

// TestRetention follows two people who are nobody's members through the years.
func TestRetention(t *testing.T) {
	t.Parallel()
	p := settle(t)
	for _, c := range []struct {
		day  string
		run  bool
		want string
	}{
		{"2021-12-31", true, nothingDue}, // written of within two years
		{"2022-01-02", false, "[3 4] [] []"},
		{"2022-01-02", false, "[3 4] [] []"}, // looking changes nothing
		{"2022-01-02", true, "[3 4] [] []"},
		{"2022-01-02", true, nothingDue},
		{"2022-01-31", true, nothingDue},
	} {
		if got := p.on(t, c.day).retain(t, c.run); got != c.want {
			t.Errorf("%s, run %v: %s, want %s", c.day, c.run, got, c.want)
		}
	}
	if got := p.text(t, "SELECT string_agg(id || ' ' || announced_on, ',' ORDER BY id) FROM person WHERE announced_on IS NOT NULL"); got != "3 2022-01-02,4 2022-01-02" {
		t.Errorf("announced: %s", got)
	}
	p.on(t, "2022-01-31").correct(t, own, 3, "other", "我还在")
	if got := p.on(t, "2022-02-01").retain(t, false); got != "[] [3] [4]" {
		t.Errorf("a month later: %s", got)
	}
	p.on(t, "2022-02-01").retain(t, true)
	if got := p.text(t, "SELECT string_agg(concat_ws(' ', name, announced_on, erased_on), ',' ORDER BY id) FROM person"); got != "王建,李英,张平,已清除 2022-02-01" {
		t.Errorf("then there are: %s", got)
	}
	if got := p.noted(t, "4"); got != "announced erased" {
		t.Errorf("noted: %s", got)
	}
	if got := p.text(t, "SELECT detail->>'why' FROM audit WHERE action = 'erased'"); got != "idle" {
		t.Errorf("noted why: %s", got)
	}
}

// TestIdle: of each reason to keep somebody, that it keeps him.
func TestIdle(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sql  string
		kept bool
	}{
		"nothing at all":                       {"SELECT", false},
		"changed since":                        {"UPDATE person SET updated_at = '2024-11-25' WHERE id = 3", true},
		"changed before":                       {"UPDATE person SET updated_at = '2024-11-23' WHERE id = 3", false},
		"member":                               {"INSERT INTO membership VALUES ('141123', 3, 1, '2019-01-01')", true},
		"left since":                           {"INSERT INTO membership VALUES ('141123', 3, 1, '2019-01-01', '2024-11-25')", true},
		"left before":                          {"INSERT INTO membership VALUES ('141123', 3, 1, '2019-01-01', '2024-11-23')", false},
		"works":                                {spellOf("'2019-01-01', NULL, '2019-01-01'"), true},
		"worked until since":                   {spellOf("'2019-01-01', '2024-11-25', '2019-01-01'"), true},
		"work reported since":                  {spellOf("'2019-01-01', '2020-01-01', '2024-11-25'"), true},
		"worked before":                        {spellOf("'2019-01-01', '2020-01-01', '2020-01-01'"), false},
		"learned since":                        {learned("2024-11-25"), true},
		"learned before":                       {learned("2024-11-23"), false},
		"visited since":                        {visited("2024-11-25"), true},
		"visited before":                       {visited("2024-11-23"), false},
		"has a case":                           {troubled("'open', '', NULL"), true},
		"had a case since":                     {troubled("'closed', 'settled', '2024-11-25'"), true},
		"had a case before":                    {troubled("'closed', 'settled', '2024-11-23'"), false},
		"asks":                                 {"INSERT INTO request (county, person, kind, made_at) VALUES ('141123', 3, 'erasure', '2020-01-01')", true},
		"was answered since":                   {asked("'2020-01-01', '2024-11-25'"), true},
		"was answered before":                  {asked("'2020-01-01', '2020-02-01'"), false},
		"was introduced since":                 {introduced("'2024-11-25', NULL"), true},
		"answered since":                       {introduced("'2020-01-01', '2024-11-25'"), true},
		"was introduced before":                {introduced("'2020-01-01', NULL"), false},
		"was sent to an opening":               {sent("new", "2020-01-01"), true},
		"what he was sent to moved since":      {sent("refused", "2024-11-25"), true},
		"what he was sent to moved before":     {sent("refused", "2024-11-23"), false},
		"goes on a departure":                  {rides("2024-11-25"), true},
		"went on a departure before":           {rides("2024-11-23"), false},
		"was named since":                      {named("2024-11-25"), true},
		"was named before":                     {named("2024-11-23"), false},
		"logged in since":                      {loggedIn("2024-11-25", "NULL"), true},
		"logged in before":                     {loggedIn("2024-11-23", "NULL"), false},
		"logged in, another's by now":          {loggedIn("2024-11-25", "'2025-01-01'"), false},
		"lives in a relocated household":       {household("true", "general", "NULL"), true},
		"lives in a household that is watched": {household("false", "monitored", "NULL"), true},
		"lives in a household once watched":    {household("false", "monitored", "'2020-01-01'"), false},
		"lives in any other household":         {household("false", "general", "NULL"), false},
		"is relocated alone":                   {"UPDATE person SET relocated = true WHERE id = 3", true},
		"is watched alone":                     {"UPDATE person SET household_kind = 'lifted' WHERE id = 3", true},
		"is of no such kind alone":             {"UPDATE person SET household_kind = 'general', relocated = false WHERE id = 3", false},
		"erased":                               {"UPDATE person SET erased_on = '2020-01-01' WHERE id = 3", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := settle(t)
			p.exec(t, "UPDATE person SET updated_at = '2026-01-01' WHERE id = 4")
			p.exec(t, c.sql)
			want := "[3] [] []"
			if c.kept {
				want = nothingDue
			}
			if got := p.retain(t, true); got != want {
				t.Errorf("%s, want %s", got, want)
			}
			p.exec(t, "UPDATE person SET announced_on = '2026-01-01' WHERE id = 3 AND erased_on IS NULL")
			if want = "[] [] [3]"; c.kept && name != "erased" {
				want = "[] [3] []"
			} else if c.kept {
				want = nothingDue
			}
			if got := p.retain(t, true); got != want {
				t.Errorf("announced: %s, want %s", got, want)
			}
		})
	}
}

func learned(until string) string {
	return "INSERT INTO class (county, id, programme, number, institution, ends) VALUES ('141123', 1, 1, '第1期', '甲校', '" + until + "'); " +
		"INSERT INTO enrolment (county, person, class) VALUES ('141123', 3, 1)"
}

func spellOf(days string) string {
	return "INSERT INTO placement (county, person, sources, started, ended, reported_on) VALUES ('141123', 3, '{roster}', " + days + ")"
}

// visited and troubled are of work that ended long ago.
func visited(on string) string {
	return spellOf("'2019-01-01', '2020-01-01', '2020-01-01'") + "; INSERT INTO visit (county, person, placement, visited_on, outcome, source, recorded_at) " +
		"SELECT '141123', 3, id, '" + on + "', 'left', 'page', now() FROM placement WHERE person = 3"
}

func troubled(state string) string {
	return spellOf("'2019-01-01', '2020-01-01', '2020-01-01'") + "; INSERT INTO followup_case (county, person, placement, kind, owner_role, opened_on, deadline, state, outcome, closed_on) " +
		"SELECT '141123', 3, id, 'arrears', 'county', '2020-01-01', '2020-01-08', " + state + " FROM placement WHERE person = 3"
}

func asked(days string) string {
	return "INSERT INTO request (county, person, kind, state, made_at, answered_at) VALUES ('141123', 3, 'erasure', 'refused', " + days + ")"
}

func sent(state, moved string) string {
	return "INSERT INTO referral (county, person, opening, sent_role, made_at, moved_at, expires_on) VALUES ('141123', 3, 1, 'admin', '2020-01-01', '" + moved + "', '2020-02-01'); " +
		"UPDATE referral SET state = '" + state + "'"
}

func introduced(days string) string {
	return "INSERT INTO consent (county, person, enterprise, text, asked_role, asked_at, answered_at) VALUES ('141123', 3, 1, '', 'association', " + days + ")"
}

func rides(day string) string {
	return "INSERT INTO departure (county, id, role, employer, channel, place_text, origin, leaves_on, seats, planned_at) VALUES " +
		"('141123', 1, 'admin', '某工地', 'association', '东胜', '甲村', '" + day + "', 9, '2020-01-01'); " +
		"INSERT INTO departure_member (county, departure, person, leaves_on) VALUES ('141123', 1, 3, '" + day + "')"
}

func named(day string) string {
	return "SET LOCAL laowu.role = 'enterprise'; SET LOCAL laowu.organisation = '1'; " +
		"INSERT INTO waiver (county, id, enterprise, trade_text, form, posts, reason, stated_on, answer_by) VALUES " +
		"('141123', 1, 1, '护工', 'regular', 1, '没有人', '2020-01-01', '2020-01-08'); SET LOCAL laowu.role = 'association'; " +
		"INSERT INTO waiver_answer (county, waiver, association, person, late, answered_at) VALUES ('141123', 1, 1, 3, true, '" + day + "')"
}

func loggedIn(day, disabled string) string {
	return `INSERT INTO login (id, county, phone_hash, secret, last_login_at) VALUES (1, '141123', '\x01', '', '` + day + `');
		INSERT INTO account (county, login, role, person, disabled_at) VALUES ('141123', 1, 'worker', 3, ` + disabled + `)`
}

func household(relocated, kind, until string) string {
	return `INSERT INTO household (county, id, village, number, relocated) VALUES ('141123', 1, '141123103v001', 'H1', ` + relocated + `);
		INSERT INTO household_kind (county, household, kind, valid_to) VALUES ('141123', 1, '` + kind + `', ` + until + `);
		UPDATE person SET household = 1 WHERE id = 3`
}

// TestRetentionRule: the latest rule that holds is the one; without any,
// nothing happens.
func TestRetentionRule(t *testing.T) {
	t.Parallel()
	p := settle(t)
	err := p.on(t, "2021-10-31").try(t, admin, func(ctx context.Context, tx *db.Tx) error { _, err := Retain(ctx, tx, true); return err })
	refused(t, "before any rule", err, ErrNoRule)
	p.exec(t, "INSERT INTO retention_rule VALUES ('2026-11-01', 120, 0, 30, ''), ('2026-12-01', 1, 0, 30, '')")
	if got := p.retain(t, true); got != nothingDue {
		t.Errorf("ten years: %s", got)
	}
	if got := p.on(t, "2026-12-01").retain(t, true); got != "[3 4] [] []" {
		t.Errorf("a month: %s", got)
	}
	if got := p.on(t, "2026-12-01").retain(t, true); got != "[] [] [3 4]" {
		t.Errorf("without notice, but not at once: %s", got)
	}
}

func TestRetainByScope(t *testing.T) {
	t.Parallel()
	p := settle(t)
	p.exec(t, loggedIn("2023-01-01", "NULL"))
	for name, as := range map[string]db.Actor{
		"association": own, "township": township, "worker": worker, "auditor": auditor, "enterprise": aluminium, "station": station, "nobody": nobody,
	} {
		refused(t, name, p.try(t, as, func(ctx context.Context, tx *db.Tx) error { _, err := Retain(ctx, tx, false); return err }), ErrRole)
		// And the database tells nobody else who logs in.
		p.must(t, as, func(ctx context.Context, tx *db.Tx) error {
			var n int
			err := tx.QueryRow(ctx, "SELECT count(*) FROM access.seen_since('2000-01-01') WHERE access.role() <> 'auditor'").Scan(&n)
			if n != 0 {
				t.Errorf("%s learns who logs in", name)
			}
			return err
		})
	}
	p.must(t, county, func(ctx context.Context, tx *db.Tx) error { _, err := Retain(ctx, tx, true); return err })
	if got := p.text(t, "SELECT count(*) FROM person WHERE announced_on IS NOT NULL"); got != "2" {
		t.Errorf("the county announced %s", got)
	}
}

func TestListAnnounced(t *testing.T) {
	t.Parallel()
	p := settle(t)
	p.retain(t, true)
	for name, c := range map[string]struct {
		as   db.Actor
		want string
	}{
		"county": {county, "张平 刘兰 "}, "auditor": {auditor, "张** 刘** "}, "the village's association": {own, "张平 "}, "the other's": {foreign, "刘兰 "},
		"worker": {worker, ""}, "enterprise": {aluminium, ""}, "another county": {otherCount, ""},
	} {
		p.must(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			all, err := ListAnnounced(ctx, tx)
			got := ""
			for _, a := range all {
				got += a.Name + " "
				if a.On.Format("2006-01-02") != "2026-11-24" || a.Until.Format("2006-01-02") != "2026-12-24" {
					t.Errorf("announced %v until %v", a.On, a.Until)
				}
			}
			if got != c.want {
				t.Errorf("%s: %q, want %q", name, got, c.want)
			}
			return err
		})
	}
}

// TestRetainWaitsForImports: whom an import under way names must not be told
// idle. Looking waits for nobody.
func TestRetainWaitsForImports(t *testing.T) {
	t.Parallel()
	p := settle(t)
	for run, want := range map[bool]string{true: "55P03", false: ""} {
		p.must(t, own, func(ctx context.Context, tx *db.Tx) error {
			if err := Alone(ctx, tx); err != nil {
				return err
			}
			err := p.Tx(ctx, county, func(tx *db.Tx) error {
				if _, err := tx.Exec(ctx, "SET LOCAL lock_timeout = '10ms'"); err != nil {
					return err
				}
				_, err := Retain(ctx, tx, run)
				return err
			})
			if code(err) != want {
				t.Errorf("run %v beside an import: %v", run, err)
			}
			return nil
		})
	}
}

// TestRetainAllOrNothing: what fails half way has done nothing.
func TestRetainAllOrNothing(t *testing.T) {
	t.Parallel()
	p := settle(t)
	boom := errors.New("boom")
	refused(t, "retain", p.try(t, admin, func(ctx context.Context, tx *db.Tx) error {
		_, err := Retain(ctx, tx, true)
		return errors.Join(err, boom)
	}), boom)
	if got := p.text(t, "SELECT count(*) FROM person WHERE announced_on IS NOT NULL"); got != "0" {
		t.Errorf("announced %s", got)
	}
}
