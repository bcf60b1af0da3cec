package web_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
)

// guarded is one table and what each role may do to a row of its own, to a
// foreign one of the same county, and to one of another county: to the last
// nobody anything. Roles are listed by their initials, as initials says.
type guarded struct {
	table       string
	own, far    string // conditions of a row: of the asking role's own, of another county
	foreign     string // of a row of the same county that is not one's own
	sees        string // who sees the own row
	seesForeign string // who sees the foreign one
	set         string // what an UPDATE changes; empty: nobody may update
	changes     string
	forgets     string
}

// initials are the roles in letters: nobody, worker, association, townShip,
// station(P for its post), enterprise, trainer, county, aUditor, admin(X).
var initials = map[rune]db.Role{
	'n': db.Nobody, 'w': db.Worker, 'a': db.Association, 's': db.Township, 'p': db.Station, 'e': db.Enterprise, 't': db.Trainer, 'c': db.County,
	'u': db.Auditor, 'x': db.Admin,
}

func (g *gatekeeper) tables(t *testing.T) []guarded {
	t.Helper()
	own, foreign := g.people[wang], g.people[zhang]
	by := func(column string, id int64) string { return fmt.Sprintf("%s = %d AND county = '141123'", column, id) }
	const county2 = "county = '141124'"
	everybody := "nwaspetcux"
	ownOpening := g.ownOpening(t)
	return []guarded{
		{"person", by("id", own), county2, by("id", foreign), "waspetcux", "cux", "remark = remark", "ascx", ""},
		{"membership", by("person", own), county2, by("person", foreign), "waspetcux", "cux", "joined = joined", "ascx", ""},
		{"household", "number = '7'", county2, "number = '8'", "wascux", "cux", "site = site", "ascx", ""},
		{"household_kind", "household = (SELECT id FROM household WHERE number = '7')", county2, "household = (SELECT id FROM household WHERE number = '8')",
			"wascux", "cux", "valid_from = valid_from", "ascx", ""},
		{"association", "name = '甲村务工协会'", county2, "name = '乙村务工协会'", "waspetcux", "waspetcux", "leader = leader", "cx", ""},
		{"association_village", "village LIKE '141123103%'", county2, "village LIKE '141123102%'", "waspetcux", "waspetcux", "valid_from = valid_from", "cx", ""},
		{"placement", by("person", own), county2, by("person", foreign), "waspcux", "cux", "wage_min = wage_min", "ascx", ""},
		{"visit", by("person", own), county2, by("person", foreign), "waspcux", "cux", "done = done", "aspcx", ""},
		{"followup_case", by("person", own), county2, by("person", foreign), "waspcux", "cux", "said = said", "aspcx", ""},
		{"case_step", by("of_case", g.cases[wang]), county2, by("of_case", g.cases[zhang]), "waspcux", "cux", "", "", ""},
		{"referral", by("person", own), county2, by("person", foreign), "waspecux", "cux", "state = state", "waspecx", ""},
		{"referral_move", "county = '141123' AND referral IN (SELECT id FROM referral WHERE " + by("person", own) + ")", county2,
			"county = '141123' AND referral IN (SELECT id FROM referral WHERE " + by("person", foreign) + ")", "waspecux", "cux", "note = note", "cx", ""},
		{"referral_ask", by("person", own), county2, by("person", foreign), "waspcux", "cux", "said = said", "waspcx", ""},
		{"saved_search", by("person", own), county2, by("person", foreign), "wcx", "cx", "looked_at = looked_at", "w", "wcx"},
		{"complaint", by("id", 900011), county2, "false", "cx", "", "answer = answer", "cx", ""},
		{"enterprise", by("id", g.enterprises[0]), county2, by("id", g.enterprises[1]), everybody, everybody, "contact = contact", "ecx", ""},
		{"opening", by("enterprise", g.enterprises[0]), county2, by("enterprise", g.enterprises[1]), everybody, everybody, "contact = contact", "ecx", ""},
		{"opening_care", "opening = " + ownOpening, county2, "opening IN (SELECT id FROM opening WHERE enterprise = " + fmt.Sprint(g.enterprises[1]) + ")", everybody, everybody, "asked_on = asked_on", "ecx", "cx"},
		{"opening_pair", "id = 900011", county2, "id = 900012", "ecux", "cux", "score = score", "ecx", "ecx"},
		{"search_question", "county = '141123'", county2, "false", "cux", "", "asked = asked", "cx", "cx"},
		{"lexicon_word", "id = 900011", county2, "false", everybody, "", "", "", "cx"},
		{"flow_destination", "place = '150600' AND county = '141123'", county2, "false", "cux", "", "position = position", "cx", "cx"},
		{"programme", "name = '驾驶员'", "county = '141124'", "name = '京东方员工'", everybody, everybody, "aliases = aliases", "cx", ""},
		{"agreement", by("enterprise", g.enterprises[0]), county2, by("enterprise", g.enterprises[1]), "ecux", "cux", "ends = ends", "cx", ""},
		{"quota_freeze", by("enterprise", g.enterprises[0]), county2, by("enterprise", g.enterprises[1]), "ecux", "cux", "", "", ""},
		{"quota_correction", by("enterprise", g.enterprises[0]), county2, by("enterprise", g.enterprises[1]), "ecux", "cux", "", "", ""},
		{"consent", by("person", own), county2, by("person", foreign), "waspecux", "ecux", "text = text", "wacx", ""},
		{"report_submission", "as_of = '2020-01-31' AND county = '141123'", county2, "as_of = '2020-02-29' AND county = '141123'", "cux", "cux", "", "", ""},
		{"report_correction", "as_of = '2020-01-31' AND county = '141123'", county2, "as_of = '2020-02-29' AND county = '141123'", "cux", "cux", "", "", ""},
		{"ranking_comment", "unit = (SELECT code FROM association WHERE name = '甲村务工协会') AND county = '141123'", county2,
			"unit = (SELECT code FROM association WHERE name = '乙村务工协会') AND county = '141123'", "ascux", "ascux", "", "", ""},
		{"notice", by("person", own), county2, by("person", foreign), "wcx", "cx", "read_at = read_at", "wcx", "cx"},
		{"notice", "organisation = (SELECT id FROM association WHERE name = '甲村务工协会') AND role = 'association'", county2,
			"organisation = (SELECT id FROM association WHERE name = '乙村务工协会') AND role = 'association'", "acx", "cx", "read_at = read_at", "acx", "cx"},
		{"notice_delivery", by("person", own), county2, by("person", foreign), "cx", "cx", "state = state", "cx", "cx"},
		{"notice_wish", by("person", own), county2, by("person", foreign), "wcx", "cx", "sms = sms", "wcx", "cx"},
		{"request", by("person", own), county2, by("person", foreign), "wascux", "cux", "answer = answer", "ascx", ""},
		{"transfer", by("person", own), county2, by("person", foreign), "wascux", "cux", "said = said", "cx", ""},
		{"unplaced_pause", by("person", own), county2, by("person", foreign), "wascux", "cux", "reason = reason", "ascx", "ascx"},
		{"claim_code", by("person", own), county2, by("person", foreign), "ascux", "cux", "used_at = NULL", "ascx", ""},
		{"person_merge", by("kept", own), county2, by("kept", foreign), "wascux", "cux", "reason = reason", "cx", "cx"},
		{"person_merge_step", "county = '141123'", county2, "false", "", "", "", "", ""},
		{"class", "number = '第1期' AND county = '141123'", county2, "number = '第2期'", "wasptcux", "ascux", "seats = seats", "tcx", ""},
		{"enrolment", by("person", own), county2, by("person", foreign), "wasptcux", "cux", "dropped = dropped", "tcx", ""},
		{"certificate", by("person", own), county2, by("person", foreign), "wasptcux", "cux", "trade = trade", "tcx", ""},
		{"subsidy", by("person", own), county2, by("person", foreign), "wtcux", "cux", "amount = amount", "cx", ""},
		{"departure", by("id", g.trips[wang]), county2, by("id", g.trips[zhang]), "waspcux", "cux", "contact = contact", "apcx", ""},
		{"departure_member", by("person", own), county2, by("person", foreign), "waspcux", "cux", "asked_at = asked_at", "aspcx", "acx"},
		{"waiver", by("enterprise", g.enterprises[0]), county2, by("enterprise", g.enterprises[1]), "wasecux", "ascux", "reason = reason", "ecx", ""},
		{"waiver_answer", by("person", own), county2, by("person", foreign), "wasecux", "cux", "refused_by = 'enterprise', refused_on = '2026-11-24'", "aecx", ""},
		{"office", "kind = 'station'", county2, "kind = 'trainer'", "waspetcux", "waspetcux", "closed_on = NULL", "x", ""},
		{"login", "name = 'victim'", county2, "name = 'association2'", "ux", "ux", "holder = holder", "x", ""},
		{"account", by("person", own), county2, "role = 'trainer'", "wascux", "tux", "disabled_at = NULL", "x", ""},
		{"import", by("id", 1), county2, by("id", 2), "acux", "cux", "report = report", "acx", "cx"},
		{"import_file", by("import", 1), county2, by("import", 2), "acux", "cux", "", "", "cx"},
		{"import_part", by("import", 1), county2, by("import", 2), "acx", "cx", "sealed = sealed", "cx", "cx"},
		{"export_file", "account = access.account() AND county = '141123'", county2, "account <> access.account() AND county = '141123'", "waspetcux", "", "said = said", "waspetcux", ""},
		{"export_part", "export IN (SELECT id FROM export_file WHERE account = access.account() AND county = '141123')", county2,
			fmt.Sprintf("export NOT IN (SELECT id FROM export_file WHERE account = access.account()) OR export = %d", g.exports[db.Nobody]), "waspetcux", "", "", "", ""},
		{"import_written", by("import", 1), county2, by("import", 2), "acux", "cux", "", "", "cx"},
		{"import_change", by("import", 1), county2, by("import", 2), "acx", "cx", "sealed = sealed", "cx", "cx"},
		{"form", "name = '本会的表' AND county = '141123'", county2, "name = '别会的表' AND county = '141123'", "acx", "cx", "mapping = mapping", "acx", "acx"},
		{"form", "name = '县里的表' AND county = '141123'", county2, "name = '别会的表' AND county = '141123'", "aspetcx", "cx", "mapping = mapping", "cx", "cx"},
		{"import_draft", by("import", 1), county2, by("import", 2), "acux", "cux", "step = step", "acx", "acx"},
		{"import_sheet", by("import", 1), county2, by("import", 2), "acux", "cux", "name = name", "acx", "acx"},
		{"import_problem", by("import", 1), county2, by("import", 2), "acux", "cux", "message = message", "acx", "acx"},
		{"import_mend", by("import", 1), county2, by("import", 2), "acx", "cx", "sealed = sealed", "acx", "acx"},
		{"import_mapping", "county = '141123' AND role = 'association' AND organisation = (SELECT id FROM association WHERE name = '甲村务工协会')", county2,
			"county = '141123' AND role = 'association' AND organisation = (SELECT id FROM association WHERE name = '乙村务工协会')", "a", "", "fields = fields", "a", "a"},
		{"once", "login = access.own_login() AND county = '141123'", county2, "login <> access.own_login() AND county = '141123'", "waspetcux", "", "location = location", "waspetcux", "waspetcux"},
		{"audit", fmt.Sprintf("noun = 'person' AND target = '%d'", own), county2, "noun = 'login'", "wux", "ux", "", "", ""},
		{"audit_pending", "county = '141123'", county2, "false", "ux", "", "", "", "x"},
		{"audit_link", "county = '141123'", county2, "false", "ux", "", "", "", ""},
		{"audit_check", "county = '141123'", county2, "false", "ux", "", "", "", ""},
		{"retention_run", "county = '141123'", county2, "false", "cux", "", "", "", ""},
	}
}

// rows of tables that the gatekeeper's county has not filled by its work.
const moreRows = `
	INSERT INTO audit_check (county, checked_at, linked, entry, pending, faults) VALUES ('141123', now(), 1, 1, 0, 0), ('141124', now(), 1, 1, 0, 0);
	INSERT INTO retention_run (county, run_at, done, by, announced, kept, erased, files, exports, questions) VALUES
	  ('141123', now(), false, 'service', 0, 0, 0, 0, 0, 0), ('141124', now(), false, 'service', 0, 0, 0, 0, 0, 0);
	INSERT INTO household (county, village, number) SELECT '141123', code, n FROM area, unnest(ARRAY['7', '8']) n
	  WHERE level = 'village' AND name = CASE n WHEN '7' THEN '甲村' ELSE '乙村' END;
	INSERT INTO household_kind (county, household, kind) SELECT county, id, 'general' FROM household;
	UPDATE person SET household = (SELECT id FROM household WHERE number = '7') WHERE name IN ('王建');
	INSERT INTO household (county, id, village, number) VALUES ('141124', 900001, (SELECT min(code) FROM area WHERE level = 'village'), '9');
	INSERT INTO household_kind (county, household, kind) VALUES ('141124', 900001, 'general');
	INSERT INTO association (county, id, code, township, name) VALUES ('141124', 900001, 'x', '141123103', '外县协会');
	INSERT INTO association_village (county, association, village) VALUES ('141124', 900001, (SELECT min(code) FROM area WHERE level = 'village'));
	INSERT INTO membership (county, person, association, joined) VALUES ('141124', 900001, 900001, '2020-01-01');
	INSERT INTO unplaced_pause (county, person, until, reason, paused_at, role)
	  SELECT county, id, '2027-01-01', '家里盖房', now(), 'admin' FROM person WHERE name IN ('王建', '张平') OR county = '141124';
	INSERT INTO referral_move (county, referral, from_state, to_state, side, role, at) SELECT county, id, 'new', 'seen', 'employer', 'admin', now() FROM referral;
	INSERT INTO agreement (county, enterprise, starts) VALUES ('141124', 900001, '2020-01-01');
	INSERT INTO departure_member (county, departure, person, leaves_on) VALUES ('141124', 900001, 900001, '2026-12-01');
	INSERT INTO waiver_answer (county, waiver, association, person, late, answered_at) VALUES ('141124', 900001, 900001, 900001, false, now());
	INSERT INTO waiver_answer (county, waiver, association, person, late, answered_at)
	  SELECT m.county, w.id, m.association, m.person, false, now() FROM membership m JOIN person p ON p.county = m.county AND p.id = m.person
	  JOIN waiver w ON w.county = m.county AND w.enterprise = CASE p.name WHEN '王建' THEN %[1]d ELSE %[2]d END WHERE m.county = '141123' AND p.name IN ('王建', '张平');
	INSERT INTO once (county, login, key, at) SELECT DISTINCT county, login, sha256('x'), now() FROM account;
	INSERT INTO programme (county, name) VALUES ('141124', '外县项目');
	INSERT INTO class (county, id, programme, number, institution, office) VALUES
	  ('141123', 1, 1, '第1期', '吕梁山护工培训基地', (SELECT id FROM office WHERE kind = 'trainer')), ('141123', 2, 1, '第2期', '别的学校', NULL),
	  ('141124', 1, 1, '第1期', '吕梁山护工培训基地', NULL);
	INSERT INTO enrolment (county, person, class) SELECT county, id, CASE name WHEN '张平' THEN 2 ELSE 1 END FROM person WHERE name IN ('王建', '张平') OR county = '141124';
	INSERT INTO certificate (county, person, class, kind) SELECT county, person, class, 'skill' FROM enrolment;
	INSERT INTO subsidy (county, person, class, amount) SELECT county, person, class, 500 FROM enrolment;
	INSERT INTO quota_freeze (county, enterprise, month, figures, frozen_at) SELECT county, enterprise, '2020-02-01', '{}', now() FROM agreement;
	INSERT INTO quota_correction (county, enterprise, month, figures, reason, noted_at) SELECT county, enterprise, month, '{}', '补录', now() FROM quota_freeze;
	INSERT INTO report_submission (county, report, as_of, document, submitted_at) SELECT c, 'bulletin', d, '[]', now()
	  FROM unnest(ARRAY['141123', '141124']) c, unnest(ARRAY['2020-01-31', '2020-02-29']::date[]) d;
	INSERT INTO report_correction (county, report, as_of, document, reason, noted_at) SELECT county, report, as_of, '[]', '补录', now() FROM report_submission;
	INSERT INTO ranking_comment (county, unit, as_of, text, said_at) SELECT county, code, '2020-01-31', '外出返乡', now() FROM association;
	INSERT INTO claim_code (county, person, code_hash, expires_at) SELECT county, id, '\x02', now() FROM person
	  ON CONFLICT (county, person) DO NOTHING;
	INSERT INTO person_merge (county, kept, gone, signs, reason, merged_at, merged_by) SELECT county, id, 990000 + id, '{phone}', '同一个人', now(), '' FROM person WHERE county = '141123';
	INSERT INTO person_merge_step SELECT county, id, 1, 'public.person', '{}', '{}', '{}' FROM person_merge;
	INSERT INTO office (county, kind, name, place) VALUES ('141124', 'county', '外县人社局', '141124');
	INSERT INTO import (county, id, kind, dry_run, actor, role, organisation) VALUES ('141123', 1, 'members', false, '{}', 'association', %[3]d),
	  ('141123', 2, 'members', false, '{}', 'association', %[4]d), ('141124', 1, 'members', false, '{}', 'admin', NULL);
	INSERT INTO association (county, id, code, township, name) VALUES ('141124', 900002, 'y', '141123103', '外县另一协会'), ('141123', 900003, 'z', '141123102', '丙村务工协会');
	INSERT INTO transfer (county, person, name, from_association, to_association, asked_role, asked_at, answer_by)
	  SELECT m.county, m.person, p.name, m.association, CASE m.county WHEN '141123' THEN 900003 ELSE 900002 END, 'admin', now(), '2026-12-04'
	  FROM membership m JOIN person p ON p.county = m.county AND p.id = m.person WHERE m.left_on IS NULL;
	INSERT INTO import_file SELECT county, id, 0, 'a.xlsx', 1, '\x00' FROM import;
	INSERT INTO import_part SELECT county, id, 0, 0, '\x00' FROM import;
	INSERT INTO export_part (county, export, part, rows, sealed) SELECT county, id, 0, 1, '\x00' FROM export_file;
	INSERT INTO import_written SELECT county, id, '1', 1 FROM import;
	INSERT INTO import_change SELECT county, id, 1, 'person', '{900002}' FROM import;
	INSERT INTO form (county, role, organisation, kind, name, file, sealed, kept_at) VALUES ('141123', 'association', %[3]d, 'members', '本会的表', '', '\x00', now()),
	  ('141123', 'association', %[4]d, 'members', '别会的表', '', '\x00', now()), ('141123', 'county', NULL, 'members', '县里的表', '', '\x00', now()),
	  ('141124', 'county', NULL, 'members', '外县的表', '', '\x00', now());
	INSERT INTO import_draft (county, import) SELECT county, id FROM import;
	INSERT INTO import_sheet (county, import, number, sheet, name, way) SELECT county, id, 0, 0, '册', 'found' FROM import;
	INSERT INTO import_problem (county, import, number, sheet, row, place, col, field, severity, code, message)
	  SELECT county, id, 0, 0, 2, 0, 0, 'name', 'error', 'missing', '' FROM import;
	INSERT INTO opening_care (county, opening) SELECT county, id FROM opening ON CONFLICT DO NOTHING;
	INSERT INTO search_question SELECT c, '2026-11-24', '捏糖人', 7, 3, 0 FROM unnest(ARRAY['141123', '141124']) c;
	INSERT INTO notice_delivery (county, way, kind, urgent, role, person, day, notices, next_at, made_at)
	  SELECT county, 'sms', 'referral_moved', false, 'worker', id, '2026-11-01', 1, now(), now() FROM person WHERE name IN ('王建', '张平') OR county = '141124';
	INSERT INTO notice (county, kind, role, person, text, link, told_at) SELECT county, kind, role, person, '看过了', '/me', now() FROM notice_delivery;
	INSERT INTO notice (county, kind, role, organisation, text, link, told_at)
	  SELECT '141123', 'waiver_asked', 'association', o, '缺电工', '/waivers', now() FROM unnest(ARRAY[%[3]d, %[4]d]) o;
	INSERT INTO notice_wish SELECT DISTINCT county, person, true, NULL::date, now() FROM notice_delivery;
	INSERT INTO import_mend SELECT county, id, 0, 0, 2, 0, '\x00' FROM import;
	INSERT INTO import_mapping (county, role, organisation, kind, signature, fields)
	  SELECT c, 'association', o, 'members', '\x00', '{}' FROM (VALUES ('141123', %[3]d), ('141123', %[4]d), ('141124', %[3]d)) v (c, o);
	INSERT INTO audit (county, at, role, actor, origin, action, noun, target, detail) VALUES ('141124', now(), 'admin', '', '', 'login', 'login', '', '{}'),
	  ('141123', now(), 'admin', '', '', 'reveal', 'person', '%[5]d', '{}');
	INSERT INTO audit_pending SELECT county, id FROM audit WHERE county = '141124';
	INSERT INTO audit_link VALUES ('141124', 1, 1, '\x00'), ('141123', 1, 1, '\x00');`

// TestStatements runs statements on every table as each role, without the
// handlers and the nouns before them, and expects of the database what the
// table above says.
func TestStatements(t *testing.T) {
	t.Parallel()
	g := newGatekeeper(t)
	var first, second int64
	g.tx(t, admin, func(tx *db.Tx) error {
		first, second = g.association(t, tx, "甲村务工协会"), g.association(t, tx, "乙村务工协会")
		return nil
	})
	g.owner(t, fmt.Sprintf(moreRows, g.enterprises[0], g.enterprises[1], first, second, g.people[wang]))
	actors := g.actors(t)
	asked := 0
	for _, row := range g.tables(t) {
		for letter, role := range initials {
			for _, c := range []struct{ what, where, may string }{
				{"own", row.own, row.sees}, {"foreign", row.foreign, row.seesForeign}, {"of another county", row.far, ""},
			} {
				asked++
				want := strings.ContainsRune(c.may, letter)
				if c.where == row.far && row.table == "enterprise" {
					want = strings.ContainsRune("aspcux", letter) // a list that counties share
				}
				if c.where == row.far && row.table == "programme" {
					want = true // another one
				}
				if got := g.count(t, actors[role], row.table, c.where); got > 0 != want {
					t.Errorf("%s sees %d rows of %s (%s), want any: %v", role, got, row.table, c.what, want)
				}
			}
			g.update(t, actors[role], row, strings.ContainsRune(row.changes, letter))
			g.remove(t, actors[role], row, strings.ContainsRune(row.forgets, letter))
		}
	}
	if asked < 600 {
		t.Errorf("only %d questions were asked", asked)
	}
	for letter, role := range initials {
		const kind = "INSERT INTO household_kind (county, household, kind, valid_to) SELECT county, id, 'general', '2019-12-31' FROM household WHERE number = '7'"
		if got, may := g.affected(t, actors[role], kind), strings.ContainsRune("ascx", letter); got > 0 != may {
			t.Errorf("%s says of %d own households of which kind they were, want any: %v", role, got, may)
		}
	}
}

// actors are one of each role, as the pages would state them.
func (g *gatekeeper) actors(t *testing.T) map[db.Role]db.Actor {
	t.Helper()
	out := map[db.Role]db.Actor{db.Nobody: {County: "141123", Role: db.Nobody}}
	for _, role := range db.Roles() {
		login := string(role)
		g.tx(t, admin, func(tx *db.Tx) error {
			a := db.Actor{County: "141123", Role: role, Name: login}
			err := tx.QueryRow(t.Context(), `
				SELECT a.id, coalesce(a.organisation, 0), coalesce(a.person, 0) FROM account a JOIN login l ON l.id = a.login
				WHERE a.role = $1 AND (l.name = $1 OR a.role = 'worker')`, role).Scan(&a.Account, &a.Organisation, &a.Person)
			out[role] = a
			return err
		})
	}
	return out
}

func (g *gatekeeper) count(t *testing.T, a db.Actor, table, where string) (n int) {
	t.Helper()
	err := g.DB.ReadTx(t.Context(), a, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT count(*) FROM "+table+" WHERE "+where).Scan(&n)
	})
	if err != nil && !denied(err) {
		t.Fatalf("%s reads %s: %v", a.Role, table, err)
	}
	return n
}

func denied(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "42501"
}

var errUndo = errors.New("taken back")

// affected is how many rows a statement changes, taken back afterwards; -1
// where it is refused.
func (g *gatekeeper) affected(t *testing.T, a db.Actor, sql string) int {
	t.Helper()
	n := 0
	err := g.DB.Tx(t.Context(), a, func(tx *db.Tx) error {
		tag, err := tx.Exec(t.Context(), sql)
		if err != nil {
			return err
		}
		n = int(tag.RowsAffected())
		return errUndo
	})
	switch {
	case denied(err):
		return -1
	case !errors.Is(err, errUndo):
		t.Fatalf("%s: %s: %v", a.Role, sql, err)
	}
	return n
}

func (g *gatekeeper) update(t *testing.T, a db.Actor, row guarded, may bool) {
	t.Helper()
	set := row.set
	if set == "" {
		set = "county = county"
	}
	if got := g.affected(t, a, "UPDATE "+row.table+" SET "+set+" WHERE "+row.own); got > 0 != may {
		t.Errorf("%s changes %d own rows of %s, want any: %v", a.Role, got, row.table, may)
	}
	wide := a.Role == db.County || a.Role == db.Admin
	if got := g.affected(t, a, "UPDATE "+row.table+" SET "+set+" WHERE "+row.foreign); got > 0 && !wide {
		t.Errorf("%s changes %d foreign rows of %s", a.Role, got, row.table)
	}
	if got := g.affected(t, a, "UPDATE "+row.table+" SET "+set+" WHERE "+row.far); got > 0 && row.table != "enterprise" && row.table != "opening" {
		t.Errorf("%s changes %d rows of another county in %s", a.Role, got, row.table)
	}
}

func (g *gatekeeper) remove(t *testing.T, a db.Actor, row guarded, may bool) {
	t.Helper()
	for _, where := range []string{row.own, row.foreign, row.far} {
		got := g.affected(t, a, "DELETE FROM "+row.table+" WHERE "+where)
		if got > 0 && (!may || where == row.far) {
			t.Errorf("%s removes %d rows of %s where %s", a.Role, got, row.table, where)
		}
		if where == row.own && may && got < 1 {
			t.Errorf("%s removes no row of %s", a.Role, row.table)
		}
	}
}

// What nobody states, nobody sees; and every table is either guarded or known
// to hold nothing of people.
func TestNothingStatedNothingSeen(t *testing.T) {
	t.Parallel()
	g := newGatekeeper(t)
	open := []string{"area", "minimum_wage", "installation", "retention_rule", "welfare_rule", "certificate_rule", "subsidy_rule", "visit_rule", "case_rule", "complaint_rule", "referral_allowed", "referral_reason", "referral_rule", "opening_rule", "opening_word", "notice_kind", "notice_rule", "waiver_rule", "transfer_rule", "transfer_allowed", "guarantee_rule", "ranking_rule", "schema_version", "match_weight", "unplaced_rule", "reveal_rule"}
	conn, err := pgx.Connect(t.Context(), g.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), "SELECT relname, relrowsecurity FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
	if err != nil {
		t.Fatal(err)
	}
	type table struct {
		Name    string
		Guarded bool
	}
	tables, err := pgx.CollectRows(rows, pgx.RowToStructByPos[table])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), "SET ROLE "+db.ServiceRole); err != nil {
		t.Fatal(err)
	}
	for _, one := range tables {
		if one.Guarded == slices.Contains(open, one.Name) {
			t.Errorf("%s is under row security: %v; the test says otherwise", one.Name, one.Guarded)
		}
		if !one.Guarded {
			continue
		}
		var n int
		if err := conn.QueryRow(t.Context(), "SELECT count(*) FROM "+one.Name).Scan(&n); err != nil && !denied(err) {
			t.Fatal(err)
		}
		if n != 0 {
			t.Errorf("with nothing stated, %d rows of %s are seen", n, one.Name)
		}
	}
}
