package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/web"
)

// elsewhere are records of another county, which nobody of this one may find.
const elsewhere = `
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed) VALUES ('141124', 900001, '外县人', 'male', '1980-01-01', '\x01', '\x01');
	INSERT INTO enterprise (id, county, uscc, name) VALUES (900001, '141124', '91141124MA0AL47R7X', '外县企业');
	INSERT INTO opening (id, county, published_to, enterprise, title, place_text, headcount, form) VALUES
	  (900001, '141124', '{141124}', 900001, '外县岗位', '临县', 1, 'regular');
	INSERT INTO login (id, county, name, secret) VALUES (900001, '141124', 'elsewhere', '-');
	INSERT INTO account (county, login, role, organisation) VALUES ('141124', 900001, 'admin', 1);
	INSERT INTO consent (county, id, person, enterprise, text, asked_at, asked_role) OVERRIDING SYSTEM VALUE VALUES
	  ('141124', 900001, 900001, 900001, '', now(), 'county');
	INSERT INTO placement (county, id, person, place, reported_on, sources) VALUES ('141124', 900001, 900001, '150602', '2020-01-01', '{roster}');
	INSERT INTO visit (county, person, placement, visited_on, outcome, source, recorded_at) VALUES ('141124', 900001, 900001, '2020-02-01', 'in_post', 'page', now());
	INSERT INTO followup_case (county, id, person, placement, kind, owner_role, opened_on, deadline) VALUES ('141124', 900001, 900001, 900001, 'arrears', 'county', '2020-02-01', '2020-03-01');
	INSERT INTO case_step (county, of_case, at, kind, role) VALUES ('141124', 900001, now(), 'opened', 'county');
	INSERT INTO request (county, id, person, kind, made_at) OVERRIDING SYSTEM VALUE VALUES ('141124', 900001, 900001, 'correction', now());
	INSERT INTO person_merge (county, id, kept, gone, signs, reason, merged_at, merged_by) VALUES ('141124', 900001, 900001, 900002, '{phone}', '同一个人', now(), '');
	INSERT INTO referral (county, id, person, opening, sent_role, made_at, moved_at, expires_on) VALUES
	  ('141124', 900001, 900001, 900001, 'county', now(), now(), '2030-01-01');
	INSERT INTO class (county, id, programme, number, institution) VALUES ('141124', 900001, 1, '外县的', '外县学校');
	INSERT INTO certificate (county, id, person, kind, code, name, issued) VALUES ('141124', 900001, 900001, 'skill', 'elder_care', '外县证书', '2020-01-01');
	INSERT INTO departure (county, id, role, employer, channel, place_text, origin, leaves_on, seats, planned_at) VALUES
	  ('141124', 900001, 'admin', '外县企业', 'association', '临县', '临县', '2026-12-01', 9, now());
	INSERT INTO waiver (county, id, enterprise, trade_text, form, posts, reason, stated_on, answer_by) VALUES
	  ('141124', 900001, 900001, '护工', 'regular', 1, '没有人', '2026-11-20', '2026-11-27');
	INSERT INTO opening_pair (county, id, first, second, score, signs, found_at) VALUES ('141124', 900001, 900001, 900002, 80, '{}', now());
	INSERT INTO lexicon_word (county, id, word, kind, code, added_at, added_by) VALUES ('141124', 900001, '外县词', 'trade', 'care', now(), ''), ('141123', 900011, '本县词', 'trade', 'care', now(), ''),
	  ('141123', 900012, '另一词', 'trade', 'care', now(), '');
	INSERT INTO flow_destination (county, place, position, source) VALUES ('141124', '150602', 1, '');
	INSERT INTO referral_ask (county, id, person, opening, association, asked_at) VALUES ('141124', 900001, 900001, 900001, 900001, now());
	INSERT INTO saved_search (county, id, person, name, question, saved_at, looked_at) VALUES ('141124', 900001, 900001, '外县的', 'q=x', now(), now());
	INSERT INTO complaint (county, id, receipt, kind, said, made_at) VALUES ('141124', 900001, '\x01', 'fee', '外县的', now());
	INSERT INTO import (county, id, kind, dry_run, actor, role) VALUES ('141124', 900001, 'members', false, '{}', 'admin');`

func (b *bureau) owner(t *testing.T, sql string, args ...any) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), b.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), sql, args...); err != nil {
		t.Fatalf("%v in %.200s", err, sql)
	}
	if _, err := conn.Exec(t.Context(), "SELECT nextval('access.change')"); err != nil { // as the program's transactions tell
		t.Fatal(err)
	}
}

// gatekeeper asks every line of the routes as everybody.
type gatekeeper struct {
	*bureau
	site      string
	logins    map[db.Role]*browserless
	consents  map[string]int64 // by person's number
	requests  map[string]int64
	work      map[string]int64 // placements, by person's number
	cases     map[string]int64
	victim    int64
	job       int64
	merge     int64
	referrals map[string]int64
	trips     map[string]int64 // by who is on it
	waivers   [2]int64         // by enterprise
	exports   map[db.Role]int64
	asked     [2]int64 // for a member: of 甲村 by another association, and of others
	formsKept int
	drafts    map[db.Role]records
}

func newGatekeeper(t *testing.T) *gatekeeper {
	t.Helper()
	g := &gatekeeper{bureau: newBureau(t), logins: map[db.Role]*browserless{}, consents: map[string]int64{}, requests: map[string]int64{}, work: map[string]int64{}, cases: map[string]int64{}, referrals: map[string]int64{}, trips: map[string]int64{}, drafts: map[db.Role]records{}}
	g.owner(t, elsewhere+ownClasses)
	g.queue(t)
	g.owner(t, ownImports)
	g.claim(t, wang, "271828")
	g.tx(t, admin, func(tx *db.Tx) error {
		if _, err := g.Gate.AddLogin(t.Context(), tx, access.NewLogin{Name: "victim", Role: db.Trainer, Organisation: 1, Password: staffSecret}); err != nil {
			return err
		}
		var err error
		if g.victim, err = access.FindLogin(t.Context(), tx, 0, "victim"); err != nil {
			return err
		}
		for _, number := range []string{wang, zhang} {
			if g.consents[number], err = roster.Introduce(t.Context(), tx, g.people[number], g.enterprises[0], 0); err != nil {
				return err
			}
			if g.requests[number], err = roster.AskCorrection(t.Context(), tx, g.people[number], "other", "错了"); err != nil {
				return err
			}
			var work int64
			if err := tx.QueryRow(t.Context(), "SELECT id FROM placement WHERE person = $1", g.people[number]).Scan(&work); err != nil {
				return err
			}
			g.work[number] = work
			_, g.cases[number], err = followup.Record(t.Context(), tx, followup.Visit{Placement: work, On: tx.Today(), Outcome: followup.InPost, Issue: followup.Arrears})
			if err != nil {
				return err
			}
		}
		return nil
	})
	g.tx(t, db.Actor{County: "141123", Role: db.Worker, Person: g.people[wang], Name: "worker"}, func(tx *db.Tx) error {
		return roster.Answer(t.Context(), tx, g.consents[wang], true)
	})
	g.owner(t, "INSERT INTO person_merge (county, kept, gone, signs, reason, merged_at, merged_by) VALUES ('141123', $1, 900002, '{phone}', '同一个人', now(), '')", g.people[wang])
	g.tx(t, admin, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT id FROM person_merge").Scan(&g.merge)
	})
	for number, as := range map[string]db.Actor{wang: {County: "141123", Role: db.Station, Organisation: g.offices["鄂尔多斯西部工作站"], Name: "station"}, zhang: admin} {
		enterprise := g.enterprises[0]
		if number == zhang {
			enterprise = g.enterprises[1]
		}
		g.tx(t, as, func(tx *db.Tx) (err error) {
			g.referrals[number], err = hiring.Refer(t.Context(), tx, g.people[number], g.opening(t, tx, enterprise))
			return err
		})
	}
	g.owner(t, ownPairs, g.enterprises[0], g.enterprises[1])
	g.owner(t, ownAsks, g.people[wang], g.people[zhang])
	g.owner(t, ownComplaint)
	g.plan(t)
	g.owner(t, ownNotices)
	g.export(t)
	g.askFor(t)
	g.site = serve(t, g.Deps)
	return g
}

// plan has each of two associations plan a departure for its member, to a
// station's area each, and each of two enterprises state that it finds nobody.
func (g *gatekeeper) plan(t *testing.T) {
	t.Helper()
	for number, to := range map[string]struct{ by, place string }{wang: {"甲村务工协会", "150602"}, zhang: {"乙村务工协会", "140105"}} {
		as := db.Actor{County: "141123", Role: db.Association, Name: "association"}
		g.tx(t, admin, func(tx *db.Tx) error { as.Organisation = g.association(t, tx, to.by); return nil })
		g.tx(t, as, func(tx *db.Tx) (err error) {
			g.trips[number], err = hiring.PlanDeparture(t.Context(), tx, g.Vault, hiring.NewDeparture{
				Employer: "示例工地", Place: to.place, PlaceText: "工地", Channel: "association", Origin: "村口", LeavesOn: tx.Today(), Transport: "coach", Seats: 9,
			})
			if err != nil {
				return err
			}
			return hiring.AddRiders(t.Context(), tx, g.trips[number], []int64{g.people[number]})
		})
	}
	g.owner(t, fmt.Sprintf("INSERT INTO agreement (county, enterprise, starts) SELECT '141123', e, '2020-02-02' FROM unnest(ARRAY[%d, %d]) e", g.enterprises[0], g.enterprises[1]))
	for i, enterprise := range g.enterprises {
		g.tx(t, db.Actor{County: "141123", Role: db.Enterprise, Organisation: enterprise, Name: "enterprise"}, func(tx *db.Tx) (err error) {
			g.waivers[i], err = hiring.StateWaiver(t.Context(), tx, hiring.NewWaiver{Trade: "电工", Form: hiring.Regular, Posts: 1, Reason: "没有人"})
			return err
		})
	}
}

// export has each role's account have a file, and under nobody another account
// of the county's own office.
func (g *gatekeeper) export(t *testing.T) {
	t.Helper()
	g.exports = map[db.Role]int64{}
	g.owner(t, `
		INSERT INTO export_file (county, kind, conditions, revealed, state, expected, rows, size, actor, role, organisation, account, asked_at, finished_at)
		SELECT a.county, 'openings', '{}'::text[], false, 'done', 1, 1, 0, coalesce(l.name, a.role), a.role, a.organisation, a.id, '2026-11-26'::timestamptz, '2027-11-26'::timestamptz FROM account a JOIN login l ON l.id = a.login
		UNION ALL SELECT '141123', 'openings', '{}', false, 'done', 1, 1, 0, 'another', 'county', 1, 900002, '2026-11-26', '2027-11-26'`)
	g.tx(t, admin, func(tx *db.Tx) error {
		rows, err := tx.Query(t.Context(), "SELECT f.id, CASE WHEN f.account = 900002 THEN 'nobody' ELSE f.role END FROM export_file f WHERE f.actor = f.role OR f.account = 900002 OR f.role = 'worker'")
		if err != nil {
			return err
		}
		var id int64
		var role db.Role
		_, err = pgx.ForEachRow(rows, []any{&id, &role}, func() error {
			g.exports[role] = id
			return nil
		})
		return err
	})
}

// queue puts a job of the county's own there, and one of another county.
func (g *gatekeeper) queue(t *testing.T) {
	t.Helper()
	const job = "INSERT INTO river.river_job (id, args, kind, max_attempts, queue, state, finalized_at) VALUES ($1, jsonb_build_object('county', $2::text), 'care', 3, 'retention', 'discarded', now())"
	g.job = 800001
	g.owner(t, job, g.job, "141123")
	g.owner(t, job, 900001, "141124")
}

// as is somebody of a role, logged in.
func (g *gatekeeper) as(t *testing.T, role db.Role) *browserless {
	t.Helper()
	w, ok := g.logins[role]
	if ok && (role == db.Nobody || w.get("/password").status == 200 || role == web.Entering && w.get("/login/bind").status == 200) {
		return w
	}
	switch role {
	case db.Nobody:
		w = g.visitor(t, g.site)
		w.get("/login")
	case web.Entering: // the password was right, the second factor is to come
		w = g.visitor(t, g.site)
		w.get("/login?as=staff")
		w.post("/login", "as", "staff", "account", "admin2", "password", staffSecret).wants(303, "/login/bind")
		w.get("/login/bind")
	case db.Worker:
		w = g.workerLogin(t, g.site, "271828")
	default:
		w = g.login(t, g.site, string(role))
	}
	w.get("/claim")
	g.logins[role] = w
	return w
}

// forms are what makes a line's action get as far as the record; what is then
// missing is refused with 422.
func (g *gatekeeper) form(t *testing.T, path string, role db.Role) []string {
	t.Helper()
	switch path {
	case "/switch":
		return []string{"account", g.account(t, role)}
	case "/people/:person/reveal", "/cases/:case/reveal", "/candidates/:person/reveal":
		return []string{"field", "phone", "reason", "打电话联系本人"}
	case "/people/:person/refer":
		return []string{"opening", "1"}
	case "/departures/:departure/manifest":
		return []string{"reason", "打电话联系本人"}
	case "/me/reveal":
		return []string{"field", "phone"}
	}
	return nil
}

// account is the account that a role's login acts by.
func (g *gatekeeper) account(t *testing.T, role db.Role) (id string) {
	t.Helper()
	g.tx(t, admin, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT coalesce(min(a.id), 0)::text FROM account a JOIN login l ON l.id = a.login WHERE a.role = $1 AND (l.name = $1 OR a.role = 'worker')", role).Scan(&id)
	})
	return id
}

func split(path string) (before, param, after string) {
	before, rest, ok := strings.Cut(path, ":")
	if !ok {
		return path, "", ""
	}
	param, after, _ = strings.Cut(rest, "/")
	if after != "" {
		after = "/" + after
	}
	return before, param, after
}

// TestAccess walks the whole table of routes, as every role and as nobody,
// against a record of one's own and a foreign one.
func TestAccess(t *testing.T) {
	t.Parallel()
	g := newGatekeeper(t)
	g.tx(t, admin, func(tx *db.Tx) error {
		_, err := g.Gate.AddLogin(t.Context(), tx, access.NewLogin{Name: "admin2", Role: db.Admin, Organisation: g.offices["兴县人力资源和社会保障局"], Password: staffSecret})
		return err
	})
	g.owner(t, "INSERT INTO agreement (county, enterprise, starts) VALUES ('141123', $1, '2020-01-01'), ('141124', 900001, '2020-01-01')", g.enterprises[0])
	g.send(t)
	everyone := append([]db.Role{db.Nobody, web.Entering}, db.Roles()...)
	asked := 0
	for _, line := range web.Lines() {
		if len(line.Roles) == 0 {
			t.Errorf("%s %s names nobody who may come", line.Method, line.Path)
		}
		before, param, after := split(line.Path)
		for _, role := range everyone {
			r := g.named(t, param, role)
			if param != "" {
				asked++
				g.ask(t, line, role, before+r.foreign+after, true)
			}
			asked++
			g.ask(t, line, role, before+r.own+after, false)
		}
	}
	if asked < 600 {
		t.Errorf("only %d questions were asked", asked)
	}
}

func (g *gatekeeper) ask(t *testing.T, line web.Line, role db.Role, path string, foreign bool) {
	t.Helper()
	w := g.as(t, role)
	if line.Method == http.MethodGet {
		w.get(path)
	} else {
		w.post(path, g.form(t, line.Path, role)...)
	}
	may := slices.Contains(line.Roles, role)
	login := w.status == 303 && strings.HasPrefix(w.at, "/login") || w.status == 303 && role == web.Entering
	var right bool
	switch {
	case may && foreign:
		right = w.status == 404
	case may && role == web.Entering:
		right = w.status < 400 || w.status == 422
	case may:
		right = w.status == 200 || w.status == 422 || w.status == 409 || w.status == 503 && line.Path == "/readyz" || w.status == 303 && !strings.HasPrefix(w.at, "/login?")
	case role == db.Nobody || role == web.Entering:
		right = login
	default:
		right = w.status == 403
	}
	if !right {
		t.Errorf("%s %s as %s (foreign: %v): status %d to %q\n%.300s", line.Method, line.Path, role, foreign, w.status, w.at, heading(w.body))
	}
}

func heading(body string) string {
	_, rest, _ := strings.Cut(body, "<h1>")
	text, _, _ := strings.Cut(rest, "</h1>")
	return text
}

// Nothing is answered but the lines of the table, and what lies under /api.
func TestNothingBesideTheTable(t *testing.T) {
	t.Parallel()
	b := stack(t)
	s, err := web.New(b)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, l := range web.Lines() {
		named[l.Method+" "+l.Path] = true
		if l.Method == http.MethodGet {
			named["HEAD "+l.Path] = true
		}
	}
	for line := range web.Mounted(s) {
		if path, _ := url.Parse(strings.SplitN(line, " ", 2)[1]); !named[line] && !strings.HasPrefix(path.Path, "/api/") {
			t.Errorf("%s is answered and stands in no line of the table", line)
		}
	}
}
