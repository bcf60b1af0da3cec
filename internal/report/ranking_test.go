package report

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"laowu/internal/db"
	"laowu/internal/followup"
)

// ranks is two townships: A (甲村, association 1, four members) and B (乙村,
// association 2, three) in 康宁镇, C (丙村, association 3, two) and D (丁村,
// association 4, one) in 瓦塘镇, E (戊村, association 5, three) there too. Groups
// below two are not shown. Nothing came on record of E in the period.
const ranks = `
	INSERT INTO ranking_rule VALUES ('2018-01-01', 20, 2, '测试');
	INSERT INTO area (code, name, level, parent, county) SELECT t || 'v00' || n, name, 'village', t, '141123' FROM (VALUES
	  ('141123103', 1, '甲村'), ('141123103', 2, '乙村'), ('141123102', 3, '丙村'), ('141123102', 4, '丁村'), ('141123102', 5, '戊村')) v (t, n, name);
	INSERT INTO association (county, id, code, township, name) SELECT '141123', n, 'a' || n, CASE WHEN n < 3 THEN '141123103' ELSE '141123102' END, n || '号协会'
	  FROM generate_series(1, 5) n;
	INSERT INTO association_village (county, association, village) SELECT '141123', right(code, 1)::bigint, code FROM area WHERE level = 'village';
	INSERT INTO household (county, id, village, number, relocated) SELECT '141123', n, '141123103v001', n, true FROM generate_series(1, 3) n;
	INSERT INTO household_kind (county, household, kind) SELECT '141123', n, 'lifted' FROM generate_series(1, 3) n;
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, village, household, able, willing, created_at, updated_at)
	  SELECT '141123', p.id, '王' || p.id, 'male', '1980-01-01', decode(lpad(p.id::text, 32, '0'), 'hex'), '', v.code, CASE WHEN p.id < 14 THEN p.id - 10 END, true, true, '2018-01-01', '2018-01-01'
	  FROM (VALUES (11, 1), (12, 1), (13, 1), (14, 1), (21, 2), (22, 2), (23, 2), (31, 3), (32, 3), (41, 4), (51, 5), (52, 5), (53, 5)) p (id, n)
	  JOIN area v ON v.code LIKE '141123%v00' || n;
	INSERT INTO membership (county, person, association, joined) SELECT '141123', id, id / 10, '2018-01-01' FROM person;
	INSERT INTO placement (county, person, wage_min, wage_max, started, ended, reported_on, sources, channel) VALUES
	  ('141123', 11, 3000, 3000, '2019-01-01', NULL, '2019-12-31', '{roster}', ''), -- A: 3 of 4 in work; 3 of 4 stayed; 2 of 3 households
	  ('141123', 11, NULL, NULL, '2018-11-01', '2019-01-30', '2019-12-31', '{roster}', ''), -- 90 days
	  ('141123', 12, NULL, NULL, '2018-10-02', '2018-10-03', '2019-12-31', '{roster}', ''), -- a year before the 90th day back: too long ago
	  ('141123', 12, 4000, 5000, '2019-02-01', NULL, '2019-12-31', '{roster}', ''),
	  ('141123', 13, 3000, 3000, '2019-03-01', '2019-05-29', '2019-12-31', '{roster}', ''),
	  ('141123', 14, NULL, NULL, '2019-11-01', NULL, '2019-12-31', '{roster}', ''),
	  ('141123', 14, NULL, NULL, '2019-03-01', '2019-04-01', '2019-12-31', '{roster}', 'forestry'),
	  ('141123', 21, 3000, 3000, '2019-12-01', NULL, '2019-12-12', '{roster}', ''), -- B: all in work
	  ('141123', 22, 3500, 3500, '2019-12-01', NULL, '2019-12-11', '{roster}', ''),
	  ('141123', 23, 3500, 3500, '2019-12-01', NULL, '2019-12-11', '{roster}', ''),
	  ('141123', 31, 3500, 3500, '2019-12-01', NULL, '2019-12-31', '{roster}', ''), -- C: 1 of 2
	  ('141123', 41, 3500, 3500, '2019-12-01', NULL, '2019-12-31', '{roster}', ''), -- D: too few
	  ('141123', 51, 9500, 9500, '2018-12-01', NULL, '2019-12-11', '{roster}', '');` // E: told the day before the period

func (k Rank) brief() string {
	say := func(x *Ratio) string {
		if x == nil {
			return "-"
		}
		return fmt.Sprintf("%d/%d", x.Part, x.Of)
	}
	place, wage, members := "-", "-", "-"
	if k.Place != nil {
		place, members = fmt.Sprint(*k.Place), fmt.Sprint(*k.Members)
	}
	if k.MeanWage != nil {
		wage = fmt.Sprintf("%v of %d", *k.MeanWage, *k.Waged)
	}
	return strings.Join([]string{place, k.Code, string(k.State), members, say(k.InWork), say(k.Stayed), say(k.Guarantee), wage}, " ")
}

func TestRanking(t *testing.T) {
	t.Parallel()
	d := tellStory(t, ranks)
	var r Ranking
	err := d.ReadTx(t.Context(), county, func(tx *db.Tx) (err error) {
		r, err = CountRanking(t.Context(), tx, onDay(t, "2019-12-31"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	associations := []string{
		"1 a2 ranked 3 3/3 - - 3333.33 of 3", "2 a1 ranked 4 3/4 3/4 2/3 3750 of 2", "3 a3 ranked 2 1/2 - - -", "- a4 small - - - - -", "- a5 missing - - - - -",
	}
	villages := []string{
		"1 141123103v002 ranked 3 3/3 - - 3333.33 of 3", "2 141123103v001 ranked 4 3/4 3/4 2/3 3750 of 2", "3 141123102v003 ranked 2 1/2 - - -",
		"- 141123102v004 small - - - - -", "- 141123102v005 missing - - - - -",
	}
	townships := []string{"1 141123103 ranked 7 6/7 3/4 2/3 3500 of 5", "2 141123102 ranked 6 3/6 - - 5500 of 3"}
	for _, c := range []struct {
		what string
		got  []Rank
		want []string
	}{{"associations", r.Associations, associations}, {"villages", r.Villages, villages}, {"townships", r.Townships[:2], townships}} {
		if len(c.got) != len(c.want) {
			t.Errorf("%d %s, want %d", len(c.got), c.what, len(c.want))
		}
		for i := range min(len(c.got), len(c.want)) {
			if got := c.got[i].brief(); got != c.want[i] {
				t.Errorf("%s: %s, want %s", c.what, got, c.want[i])
			}
		}
	}
	if last := r.Townships[len(r.Townships)-1]; len(r.Townships) != 17 || last.State != Missing || r.Since != "2019-12-12" {
		t.Errorf("%d townships since %s, last %+v", len(r.Townships), r.Since, last)
	}
}

// TestVisitsInRanking: a visit counts by the end of work that it finds, and by
// nothing else.
func TestVisitsInRanking(t *testing.T) {
	t.Parallel()
	day := onDay(t, "2019-02-10")
	left := followup.Visit{On: day, Outcome: followup.Left, Reason: "family"}
	for want, v := range map[string]followup.Visit{"2/4 1/3": left, "3/4 2/3": {On: day, Outcome: followup.InPost}, " 3/4 2/3": {On: day, Outcome: followup.NoAnswer}} {
		err := tellStory(t, ranks).Tx(t.Context(), county, func(tx *db.Tx) error {
			if err := tx.QueryRow(t.Context(), "SELECT id FROM placement WHERE person = 11 AND started = '2019-01-01'").Scan(&v.Placement); err != nil {
				return err
			}
			if _, _, err := followup.Record(t.Context(), tx, v); err != nil {
				return err
			}
			r, err := CountRanking(t.Context(), tx, onDay(t, "2019-12-31"))
			for _, k := range r.Associations {
				if got := k.brief(); k.Code == "a1" && !strings.Contains(got, " "+strings.TrimSpace(want)+" ") {
					t.Errorf("%s: %s", v.Outcome, got)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestOrderOfRanks: units equal in all share a place, and no figure comes last.
func TestOrderOfRanks(t *testing.T) {
	t.Parallel()
	wage := 3000.0
	line := func(code string, part int, paid *float64) Rank {
		return Rank{Code: code, State: Ranked, Members: &part, InWork: ratio(part, 100, 10), MeanWage: paid}
	}
	all := []Rank{line("d", 50, nil), line("c", 50, &wage), line("e", 70, nil), line("b", 50, &wage), {Code: "a", State: Missing}, line("f", 50, nil)}
	order(all)
	got := ""
	for _, r := range all {
		got += r.Code
		if r.Place != nil {
			got += fmt.Sprint(*r.Place)
		}
		got += " "
	}
	if got != "e1 b2 c2 d4 f4 a " {
		t.Errorf("order %s", got)
	}
}

func TestCommentRanking(t *testing.T) {
	t.Parallel()
	d := tellStory(t, ranks)
	err := d.Tx(t.Context(), db.Actor{County: "141123", Role: db.Admin}, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "INSERT INTO office (county, id, kind, name, place) VALUES ('141123', 7, 'township', '康宁镇政府', '141123103')")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	day := onDay(t, "2019-12-31")
	township := db.Actor{County: "141123", Role: db.Township, Organisation: 7, Name: "kangning"}
	for _, c := range []struct {
		actor db.Actor
		code  string
		text  string
		want  error
	}{
		{township, "a1", " 外出返乡过年 ", nil}, {township, "141123103", "统计口径核对中", nil}, {township, "141123103v002", "合建", nil},
		{township, "a3", "不是我的", ErrNoUnit}, {township, "141123102", "不是我的", ErrNoUnit}, {county, "a3", "县里核对", nil},
		{county, "a9", "没有", ErrNoUnit}, {county, "a1", "  ", ErrNoComment}, {county, "a1", strings.Repeat("长", 501), ErrLongComment},
		{county, "a1", "请打 14000000001", ErrNumberInWords},
	} {
		err := d.Tx(t.Context(), c.actor, func(tx *db.Tx) error { return CommentRanking(t.Context(), tx, c.code, day, c.text) })
		if !errors.Is(err, c.want) {
			t.Errorf("%s on %s: %v, want %v", c.actor.Role, c.code, err, c.want)
		}
	}
	err = d.ReadTx(t.Context(), township, func(tx *db.Tx) error {
		r, err := CountRanking(t.Context(), tx, day)
		if err == nil && (len(r.Townships) != 1 || r.Townships[0].brief() != "1 141123103 ranked 7 6/7 3/4 2/3 3500 of 5" || len(r.Associations) != 2 || len(r.Villages) != 2) {
			t.Errorf("a township sees %d townships, %d associations, %d villages: %+v", len(r.Townships), len(r.Associations), len(r.Villages), r.Townships)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = d.ReadTx(t.Context(), county, func(tx *db.Tx) error {
		if _, err := CountRanking(t.Context(), tx, tx.Today().AddDate(0, 0, 1)); !errors.Is(err, ErrFuture) {
			t.Errorf("tomorrow: %v", err)
		}
		r, err := CountRanking(t.Context(), tx, day)
		if err == nil && (len(r.Associations[1].Comments) != 1 || r.Associations[1].Comments[0].Text != "外出返乡过年" || r.Associations[1].Comments[0].By != "kangning") {
			t.Errorf("comments %+v", r.Associations[1].Comments)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
