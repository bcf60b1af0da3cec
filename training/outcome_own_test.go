package training

import (
	"testing"

	"laowu/internal/db"
)

// TestOwnClassWork: a trainer reads of its own classes what the county counts, of
// large enough ones, and of nobody else's anything; it still reads no placement.
func TestOwnClassWork(t *testing.T) {
	t.Parallel()
	d := school(t, `INSERT INTO office (id, county, kind, name, place) VALUES (1, '141123', 'trainer', '甲校', '141123'), (2, '141123', 'trainer', '乙校', '141123');
		INSERT INTO class (county, id, programme, number, institution, office, starts, ends) VALUES
		  ('141123', 1, 1, '第1期', '甲校', 1, '2018-01-01', '2018-01-20'), ('141123', 2, 1, '第2期', '乙校', 2, '2018-02-01', '2018-02-20');`+follow)
	as := func(trainer int64) db.Actor {
		return db.Actor{County: "141123", Role: db.Trainer, Organisation: trainer}
	}
	read := func(a db.Actor, day string) (got map[int64]ClassCounts) {
		within(t, d, a, func(tx *db.Tx) (err error) {
			got, err = OwnClassWork(t.Context(), tx, date(t, day), 0)
			return err
		})
		return got
	}
	if got := read(as(1), "2018-11-30"); len(got) != 0 {
		t.Errorf("four people are counted: %v", got)
	}
	within(t, d, admin, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "INSERT INTO ranking_rule VALUES ('2016-02-01', 20, 3, '试')")
		return err
	})
	for _, day := range []string{"2018-01-25", "2018-09-30", "2018-11-30"} {
		var all []Outcome
		within(t, d, county, func(tx *db.Tx) (err error) {
			all, err = OutcomesByClass(t.Context(), tx, date(t, day))
			return err
		})
		got := read(as(1), day)
		if want := (ClassCounts{all[0].Placed, all[0].Ripe, all[0].Stayed}); len(got) != 1 || got[1] != want || all[0].Class != 1 {
			t.Errorf("as of %s %v, the county counts %v", day, got, want)
		}
	}
	for _, a := range []db.Actor{as(2), county, {County: "141124", Role: db.Trainer, Organisation: 1}, {County: "141123", Role: db.Worker, Person: 1}} { // two passed 乙校's
		if got := read(a, "2018-11-30"); len(got) != 0 {
			t.Errorf("%s %d reads %v", a.Role, a.Organisation, got)
		}
	}
	within(t, d, as(1), func(tx *db.Tx) (err error) {
		var n int
		if err = tx.QueryRow(t.Context(), "SELECT count(*) FROM placement").Scan(&n); n != 0 {
			t.Errorf("a trainer reads %d placements", n)
		}
		return err
	})
}
