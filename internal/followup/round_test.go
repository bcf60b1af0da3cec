package followup

import (
	"fmt"
	"strings"
	"testing"

	"laowu/internal/db"
)

// crew are six more people of one employer in Ordos: 11 to 16 began on one day;
// 14 was reached, 15 tried twice, 16 has a name of the enterprise alone.
const crew = `
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed)
	  SELECT '141123', n, '李' || n, 'male', '1980-01-01', decode(lpad(n::text, 32, '0'), 'hex'), '' FROM generate_series(11, 16) n;
	INSERT INTO placement (county, id, person, enterprise, employer, place, started, reported_on, sources)
	  SELECT '141123', n, n, 920, CASE n WHEN 16 THEN '' ELSE '示例服务公司' END, '150602', '2026-11-10', '2026-11-10', '{roster}' FROM generate_series(11, 16) n;
	INSERT INTO visit (county, person, placement, visited_on, outcome, source, recorded_at) VALUES
	  ('141123', 14, 14, '2026-11-17', 'in_post', 'page', now()), ('141123', 15, 15, '2026-11-18', 'no_answer', 'page', now()),
	  ('141123', 15, 15, '2026-11-24', 'no_answer', 'page', now());`

// TestQueueWhich: each cut of the queue, in its order and from wherever one
// begins.
func TestQueueWhich(t *testing.T) {
	t.Parallel()
	d := town(t, crew)
	for name, c := range map[string]struct {
		who          db.Actor
		which        Which
		after, limit int
		want         string
	}{
		"all":               {ordos, Which{By: date("2026-11-24")}, 0, 9, "1 11 12 13 15 16 of 6"},
		"a page":            {ordos, Which{By: date("2026-11-24")}, 2, 2, "12 13 of 6"},
		"the last page":     {ordos, Which{By: date("2026-11-24")}, 4, 4, "15 16 of 6"},
		"beyond":            {ordos, Which{By: date("2026-11-24")}, 6, 4, "of 0"},
		"in three weeks":    {ordos, Which{By: date("2026-12-11")}, 0, 9, "1 11 12 13 15 16 14 of 7"},
		"of one employer":   {county, Which{By: date("2026-11-24"), Employer: "小吃店"}, 0, 9, "2 of 1"},
		"by another's name": {county, Which{By: date("2026-11-24"), Employer: "示例服务公司"}, 0, 9, "1 11 12 13 15 16 of 6"},
		"hard to reach":     {ordos, Which{By: date("2026-11-24"), Tried: true}, 0, 9, "15 of 1"},
		"never visited":     {ordos, Which{By: date("2026-11-24"), Fresh: true}, 0, 9, "1 11 12 13 16 of 5"},
		"not tried today":   {ordos, Which{By: date("2026-11-24"), Rested: true}, 0, 9, "1 11 12 13 16 of 5"},
		"elsewhere":         {taiyuan, Which{By: date("2026-11-24")}, 0, 9, "2 of 1"},
		"its members":       {association, Which{By: date("2026-11-24")}, 0, 9, "1 of 1"},
		"nobody's":          {stranger, Which{By: date("2026-11-24")}, 0, 9, "of 0"},
	} {
		within(t, d, c.who, func(tx *db.Tx) error {
			w, err := Queue(t.Context(), tx, c.which, c.after, c.limit)
			got := ""
			for _, one := range w.List {
				got += fmt.Sprint(one.Placement, " ")
			}
			if got += fmt.Sprint("of ", w.Total); got != c.want {
				t.Errorf("%s: %q, want %q", name, got, c.want)
			}
			return err
		})
	}
}

// TestRounds: employers by how many are due, those of one name together however
// it is on record.
func TestRounds(t *testing.T) {
	t.Parallel()
	d := town(t, crew)
	for name, c := range map[string]struct {
		who  db.Actor
		by   string
		want string
	}{
		"the county":  {county, "2026-11-24", "示例服务公司 6 6, 小吃店 1 1 of 2"},
		"later":       {ordos, "2026-12-11", "示例服务公司 7 6 of 1"},
		"Taiyuan":     {taiyuan, "2026-11-24", "小吃店 1 1 of 1"},
		"a stranger":  {stranger, "2026-11-24", " of 0"},
		"its members": {association, "2026-11-24", "示例服务公司 1 1 of 1"},
	} {
		within(t, d, c.who, func(tx *db.Tx) error {
			list, total, err := Rounds(t.Context(), tx, date(c.by), 0, 9)
			var got []string
			for _, r := range list {
				got = append(got, fmt.Sprint(r.Employer, " ", r.Due, " ", r.Late))
			}
			if got := strings.Join(got, ", ") + fmt.Sprint(" of ", total); got != c.want {
				t.Errorf("%s: %q, want %q", name, got, c.want)
			}
			return err
		})
	}
	within(t, d, county, func(tx *db.Tx) error {
		list, total, err := Rounds(t.Context(), tx, date("2026-11-24"), 1, 9)
		if len(list) != 1 || list[0].Employer != "小吃店" || total != 2 {
			t.Errorf("after the first: %v of %d", list, total)
		}
		return err
	})
}

// TestVisitTwice: the same visit that is sent twice is one visit and one case.
func TestVisitTwice(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	as := ordos
	as.Account = 7
	for range 2 {
		within(t, d, as, func(tx *db.Tx) error {
			_, _, err := Record(t.Context(), tx, Visit{Placement: 1, On: date("2026-11-20"), Outcome: InPost, Issue: Arrears, Asked: "两个月没发"})
			return err
		})
	}
	within(t, d, county, func(tx *db.Tx) error {
		var visits, cases int
		err := tx.QueryRow(t.Context(), "SELECT (SELECT count(*) FROM visit), (SELECT count(*) FROM followup_case)").Scan(&visits, &cases)
		if visits != 1 || cases != 1 {
			t.Errorf("%d visits and %d cases", visits, cases)
		}
		return err
	})
}
