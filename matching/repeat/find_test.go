package repeat_test

import (
	"errors"
	"fmt"
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/hiring"
)

// twice is one post offered twice by an enterprise (1, 2), by its branch (3) and
// with its telephone by an agency that names it (4); others are another trade (5),
// closed (6), past (7), and another county's (8).
const twice = `
	INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '示例铝业有限公司'), (2, '141123', '91150602MA0AL47R7X', '示例铝业东胜分公司'),
	  (3, '141123', '91150602MA0FAG439B', '惠民劳务'), (4, '141123', '91141124MA0BBBBB1X', '旁的公司');
	INSERT INTO opening (id, county, enterprise, title, trade, place, place_text, headcount, form, wage_min, wage_max, description, phone_hash, closed_at, valid_until) VALUES
	  (1, '141123', 1, '电工', 'electrician', '141123', '兴县', 3, 'regular', 5000, 6000, '', '\x01', NULL, NULL),
	  (2, '141123', 1, '电工（急招）', 'electrician', '141123', '山西兴县', 3, 'regular', 5000, 6000, '', NULL, NULL, NULL),
	  (3, '141123', 2, '电工', 'electrician', '141123', '兴县', 3, 'regular', 5000, 6000, '', NULL, NULL, NULL),
	  (4, '141123', 3, '电工', 'electrician', '141123', '兴县', 3, 'regular', 5000, 6000, '为示例铝业招电工', '\x01', NULL, NULL),
	  (5, '141123', 1, '焊工', 'welder', '141123', '兴县', 3, 'regular', 5000, 6000, '', '\x01', NULL, NULL),
	  (6, '141123', 1, '电工（长期）', 'electrician', '141123', '兴县', 3, 'regular', 5000, 6000, '', '\x01', '2026-01-01', NULL),
	  (7, '141123', 1, '急招电工', 'electrician', '141123', '兴县', 3, 'regular', 5000, 6000, '', '\x01', NULL, '2026-11-23'),
	  (9, '141123', 4, '电工', 'electrician', '141123', '兴县', 3, 'regular', 5000, 6000, '', NULL, NULL, NULL);`

func shown(t *testing.T, d *db.DB, a db.Actor) (out string, first int64) {
	t.Helper()
	err := d.ReadTx(t.Context(), a, func(tx *db.Tx) error {
		all, err := hiring.OpeningPairs(t.Context(), tx, 100)
		for _, p := range all {
			if out += fmt.Sprintf("%d-%d ", p.First.ID, p.Second.ID); first == 0 {
				first = p.ID
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out, first
}

func TestFind(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	j := judge(t, d)
	within := func(a db.Actor, fn func(tx *db.Tx) error) error { return d.Tx(t.Context(), a, fn) }
	must := func(a db.Actor, fn func(tx *db.Tx) error) {
		t.Helper()
		if err := within(a, fn); err != nil {
			t.Fatal(err)
		}
	}
	must(clerk, func(tx *db.Tx) error { _, err := tx.Exec(t.Context(), twice); return err })
	aluminium := db.Actor{County: "141123", Role: db.Enterprise, Organisation: 1, Account: 5}
	// As an enterprise writes its own: only pairs of its own are found.
	must(aluminium, func(tx *db.Tx) error {
		n, err := j.Find(t.Context(), tx, []int64{2})
		if n != 2 {
			t.Errorf("of what was just written %d pairs are new, want 2", n)
		}
		return err
	})
	must(clerk, func(tx *db.Tx) error {
		n, err := j.FindAll(t.Context(), tx)
		if n != 2 { // 1-3 and 1-4; 2-4 has no telephone in common
			t.Errorf("%d new pairs of all", n)
		}
		return err
	})
	all, _ := shown(t, d, clerk)
	if all != "1-2 2-3 1-3 1-4 " {
		t.Errorf("the county sees %s", all)
	}
	agency := db.Actor{County: "141123", Role: db.Enterprise, Organisation: 3}
	if own, _ := shown(t, d, agency); own != "1-4 " {
		t.Errorf("the agency sees %s", own)
	}
	for _, a := range []db.Actor{{County: "141123", Role: db.Enterprise, Organisation: 4}, {County: "141123", Role: db.Association, Organisation: 1}, {County: "141124", Role: db.Admin}} {
		if own, _ := shown(t, d, a); own != "" {
			t.Errorf("%v sees %s", a, own)
		}
	}
	_, id := shown(t, d, agency)
	for _, c := range []struct {
		what, answer string
		as           db.Actor
		closing      int64
		want         error
	}{
		{"no answer", "", agency, 4, hiring.ErrPairAnswer}, {"close none", hiring.PairSame, agency, 0, hiring.ErrPairClose},
		{"close one of another pair", hiring.PairSame, agency, 2, hiring.ErrPairClose}, {"close the other's", hiring.PairSame, agency, 1, hiring.ErrPairForeign},
		{"as a stranger", hiring.PairDifferent, db.Actor{County: "141123", Role: db.Enterprise, Organisation: 4}, 0, hiring.ErrNotFound},
		{"as another county", hiring.PairDifferent, db.Actor{County: "141124", Role: db.Admin}, 0, hiring.ErrNotFound},
		{"close its own", hiring.PairSame, agency, 4, nil}, {"once more", hiring.PairDifferent, clerk, 0, hiring.ErrPairDecided},
	} {
		err := within(c.as, func(tx *db.Tx) error { return hiring.DecidePair(t.Context(), tx, id, c.answer, c.closing) })
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.what, err, c.want)
		}
	}
	_, other := shown(t, d, aluminium)
	must(aluminium, func(tx *db.Tx) error { return hiring.DecidePair(t.Context(), tx, other, hiring.PairDifferent, 0) })
	must(clerk, func(tx *db.Tx) error { _, err := j.FindAll(t.Context(), tx); return err })
	if all, _ := shown(t, d, clerk); all != "2-3 1-3 " {
		t.Errorf("after the decisions, and a night later, the county sees %s", all)
	}
	// What is changed to another trade is no longer taken for the same.
	must(clerk, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE opening SET title = '厨师', trade = 'cook' WHERE id = 3")
		if err == nil {
			_, err = j.Find(t.Context(), tx, []int64{3})
		}
		return err
	})
	if all, _ := shown(t, d, clerk); all != "" {
		t.Errorf("after a change the county sees %s", all)
	}
	var closed, noted string
	must(clerk, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT (SELECT string_agg(o.id || k.closed_why, ' ') FROM opening o JOIN opening_care k ON k.opening = o.id WHERE o.closed_at IS NOT NULL),
			(SELECT count(*)::text FROM audit WHERE action = 'pair_decided')`).Scan(&closed, &noted)
	})
	if closed != "4same" || noted != "2" {
		t.Errorf("closed %s, noted %s", closed, noted)
	}
}
