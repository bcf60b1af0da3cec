package report

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// flock are the members of 甲村 (association 1) and of 乙村 (2), on 24 November
// 2026: 1 works away and holds a certificate that ends in 20 days, 2 works in the
// county and can log in, 3 is at home since his work ended in September, 4 is at
// home and was visited ten days ago, 5 is at home and will not work, 6 has not said
// and is cleared until next year, 7 is erased, 8 is the other association's, 9 is
// in 甲村's household register alone and both can and will, 10 is his child, of
// whom nobody said anything.
const flock = `
	INSERT INTO area (code, name, level, parent, county) VALUES
	  ('141123103v001', '甲村', 'village', '141123103', '141123'), ('141123104v001', '乙村', 'village', '141123104', '141123');
	INSERT INTO association (county, id, code, township, name) VALUES
	  ('141123', 1, '141123103001', '141123103', '甲村务工协会'), ('141123', 2, '141123104001', '141123104', '乙村务工协会');
	INSERT INTO association_village (county, association, village) VALUES ('141123', 1, '141123103v001'), ('141123', 2, '141123104v001');
	INSERT INTO office (id, county, kind, name, place) VALUES (1, '141123', 'township', '康宁镇', '141123103');
	INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91150602MA0FAG439B', '示例养老院');
	INSERT INTO opening (id, county, enterprise, title, place_text, headcount, form) VALUES (1, '141123', 1, '护工', '东胜区', 3, 'regular');
	INSERT INTO household (county, id, village, number, relocated) VALUES ('141123', 1, '141123103v001', 'H1', true);
	INSERT INTO household_kind (county, household, kind) VALUES ('141123', 1, 'monitored_marginal');
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, village, household, able, willing, erased_on, created_at)
	  SELECT '141123', n, '王' || n, 'male', CASE n WHEN 10 THEN '2015-01-01' ELSE '1980-01-01' END::date, decode(lpad(n::text, 32, '0'), 'hex'), '',
	         CASE n WHEN 8 THEN '141123104v001' WHEN 6 THEN NULL ELSE '141123103v001' END, CASE WHEN n IN (3, 9, 10) THEN 1 END,
	         CASE WHEN n = 9 THEN true END, CASE n WHEN 5 THEN false WHEN 9 THEN true WHEN 1 THEN true END, CASE n WHEN 7 THEN '2026-01-01'::date END, '2026-03-01'
	  FROM generate_series(1, 10) n;
	INSERT INTO membership (county, person, association, joined) SELECT '141123', n, CASE n WHEN 8 THEN 2 ELSE 1 END, '2019-01-01' FROM generate_series(1, 8) n;
	INSERT INTO placement (county, id, person, place, away, started, ended, reported_on, sources) VALUES
	  ('141123', 1, 1, '150602', true, '2026-01-01', NULL, '2026-01-01', '{roster}'), ('141123', 2, 2, '141123', false, '2026-01-01', NULL, '2026-01-01', '{roster}'),
	  ('141123', 3, 3, '150602', true, '2026-01-01', '2026-09-10', '2026-01-01', '{roster}'), ('141123', 4, 4, '150602', true, '2026-01-01', '2026-09-10', '2026-01-01', '{roster}');
	INSERT INTO visit (county, person, placement, visited_on, outcome, end_reason, source, recorded_at) VALUES ('141123', 4, 4, '2026-11-14', 'left', 'family', 'page', now());
	INSERT INTO certificate (county, id, person, kind, name, issued, expires) VALUES
	  ('141123', 1, 1, 'skill', '养老护理员证', '2020-01-01', '2026-12-14'), ('141123', 2, 2, 'skill', '电工证', '2020-01-01', '2026-11-01'),
	  ('141123', 3, 3, 'completion', '结业证', '2020-01-01', NULL);
	INSERT INTO login (id, county, name, secret) VALUES (1, '141123', 'w2', '-');
	INSERT INTO account (county, login, role, person) VALUES ('141123', 1, 'worker', 2);
	INSERT INTO consent (county, person, enterprise, text, asked_at, asked_role) VALUES ('141123', 1, 1, '', '2026-11-20', 'county');
	INSERT INTO unplaced_pause (county, person, until, reason, paused_at, role) VALUES
	  ('141123', 6, '2027-01-01', '家里盖房', '2026-11-01', 'county'), ('141123', 3, '2026-11-23', '过了', '2026-11-01', 'county');`

var (
	jia      = db.Actor{County: "141123", Role: db.Association, Organisation: 1}
	yi       = db.Actor{County: "141123", Role: db.Association, Organisation: 2}
	kangning = db.Actor{County: "141123", Role: db.Township, Organisation: 1}
)

func members(t *testing.T, d *db.DB, as db.Actor) (m Members) {
	t.Helper()
	err := d.ReadTx(t.Context(), as, func(tx *db.Tx) (err error) {
		m, err = FindMembers(t.Context(), tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// numbers of some members.
func numbers(all []Member) string {
	out := make([]string, len(all))
	for i, m := range all {
		out[i] = fmt.Sprint(m.Person)
	}
	return strings.Join(out, " ")
}

// TestMembers: who is whose, and what is said of each.
func TestMembers(t *testing.T) {
	t.Parallel()
	d := owned(t, flock)
	for _, c := range []struct {
		as   db.Actor
		want string
	}{
		{jia, "1 2 3 4 5 6 9 10"}, {kangning, "1 2 3 4 5 6 9 10"}, {yi, "8"},
		{county, ""}, {db.Actor{County: "141123", Role: db.Worker, Person: 1}, ""}, {db.Actor{County: "141124", Role: db.Association, Organisation: 1}, ""},
		{db.Actor{County: "141123", Role: db.Station, Organisation: 1}, ""}, {db.Actor{County: "141123", Role: db.Nobody}, ""},
	} {
		if got := numbers(members(t, d, c.as).All); got != c.want {
			t.Errorf("%s %d has %q, want %q", c.as.Role, c.as.Organisation, got, c.want)
		}
	}
	day := func(at *time.Time) string {
		if at == nil {
			return "-"
		}
		return at.Format("01-02")
	}
	var got []string
	for _, m := range members(t, d, jia).All {
		got = append(got, fmt.Sprintf("%d %s %s %s cert:%v ends:%s waits:%s paused:%s login:%v asked:%v", m.Person, m.VillageName, m.Kind, m.Work,
			m.Certified, day(m.Ends), day(m.Waits), day(m.Paused), m.Claimed, m.Asked))
	}
	want := []string{
		"1 甲村  away cert:true ends:12-14 waits:- paused:- login:false asked:true",
		"2 甲村  here cert:false ends:- waits:- paused:- login:true asked:false",
		"3 甲村 monitored_marginal  cert:false ends:- waits:09-10 paused:- login:false asked:false",
		"4 甲村   cert:false ends:- waits:11-14 paused:- login:false asked:false",
		"5 甲村   cert:false ends:- waits:- paused:- login:false asked:false",
		"6    cert:false ends:- waits:01-01 paused:01-01 login:false asked:false",
		"9 甲村 monitored_marginal  cert:false ends:- waits:03-01 paused:- login:false asked:false",
		"10 甲村 monitored_marginal  cert:false ends:- waits:- paused:- login:false asked:false",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestReferredWaitsLess: a referral is a solution that was tried: he waits from
// the day on which it last moved.
func TestReferredWaitsLess(t *testing.T) {
	t.Parallel()
	d := owned(t, flock+`INSERT INTO referral (county, person, opening, sent_role, made_at, moved_at, expires_on) VALUES
		('141123', 3, 1, 'county', '2026-11-01', '2026-11-05T17:00:00Z', '2026-12-01')`)
	m := members(t, d, jia)
	if got := numbers(m.Cut(MemberCut{Unplaced: "yes"})); got != "9" {
		t.Errorf("without a solution: %s, want 9", got)
	}
	for _, one := range m.All {
		if one.Person == 3 && one.Waits.Format(time.DateOnly) != "2026-11-06" { // in China
			t.Errorf("3 waits from %s", one.Waits)
		}
	}
}

// TestCutMembers: each condition leaves whom it says, and counts say what each
// choice would leave with the others in force.
func TestCutMembers(t *testing.T) {
	t.Parallel()
	m := members(t, owned(t, flock), jia)
	for _, c := range []struct {
		name, value, want string
	}{
		{"work", "home", "3 4 5 6 9 10"}, {"work", "work", "1 2"}, {"work", "away", "1"}, {"work", "here", "2"}, {"village", "none", "6"},
		{"village", "141123103v001", "1 2 3 4 5 9 10"}, {"kind", "watched", "3 9 10"}, {"kind", "monitored_marginal", "3 9 10"}, {"kind", "none", "1 2 4 5 6"},
		{"wish", "yes", "1 9"}, {"wish", "no", "5"}, {"wish", "unsaid", "2 3 4 6 10"}, {"paper", "yes", "1"}, {"paper", "90", "1"}, {"paper", "30", "1"},
		{"unplaced", "yes", "3 9"}, {"unplaced", "paused", "6"}, {"login", "yes", "2"}, {"login", "no", "1 3 4 5 6 9 10"}, {"asked", "yes", "1"},
		{"work", "flying", ""}, {"nothing", "x", "1 2 3 4 5 6 9 10"},
	} {
		if got := numbers(m.Cut(MemberCut{}.With(c.name, c.value))); got != c.want {
			t.Errorf("%s=%s: %q, want %q", c.name, c.value, got, c.want)
		}
	}
	cut := MemberCut{Work: "home", Wish: "unsaid"}
	counts := m.Counts(cut)
	for _, name := range CutNames() {
		for value, n := range counts[name] {
			if got := len(m.Cut(cut.With(name, value))); got != n {
				t.Errorf("%s=%s beside %+v: counted %d, found %d", name, value, cut, n, got)
			}
		}
	}
	if counts["work"]["away"] != 0 || counts["work"]["here"] != 1 || counts["wish"]["no"] != 1 || counts["kind"]["watched"] != 2 {
		t.Errorf("counts %v", counts)
	}
	if got := numbers(LongestFirst(m.All)); got != "9 3 4" {
		t.Errorf("who waits longest: %s", got)
	}
}

// owned is a county with rows that its owner writes, past row security.
func owned(t *testing.T, rows string) *db.DB {
	t.Helper()
	url := testdb.URL(t)
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if _, err := conn.Exec(t.Context(), rows); err != nil {
		t.Fatal(err)
	}
	return testdb.Open(t, url)
}
