package pgsearch_test

import (
	"fmt"
	"slices"
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/hiring"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/pgsearch"
)

// TestLiftOrders: of openings that fit alike, those that few were sent to come
// first; none comes before one that fits better or, by much, pays better.
func TestLiftOrders(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	l := lexicon(t, d)
	e := pgsearch.New(d, l)
	elder := func(name, title string, wage int) contract.Opening {
		return contract.Opening{Name: name, Title: title, Enterprise: name, Place: "150602", PlaceText: "东胜区", Headcount: 2, WageMin: wage, WageMax: wage}
	}
	ids := put(t, d, e, []contract.Opening{
		elder("sought", "养老护理员", 4500), elder("half", "养老护理员", 4500), elder("nobody", "养老护理员", 4500), elder("pays", "养老护理员", 5500), elder("near", "护工", 4500),
	})
	s := matching.NewService(l, e, e.Terms)
	order := func() []int {
		t.Helper()
		found, err := s.Search(t.Context(), visitor, matching.Request{Text: "养老护理员", Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		var at []int
		for _, h := range found.Hits {
			at = append(at, slices.Index(ids, h.ID))
			if h.Score < 0 || h.Score > 1 {
				t.Errorf("score %v", h.Score)
			}
		}
		return at
	}
	if got := fmt.Sprint(order()); got != "[3 0 1 2]" {
		t.Errorf("before anybody was sent: %s", got)
	}
	err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `
			INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed) SELECT '141123', n, '王建', 'male', '1976-03-08', int4send(n), '\x01' FROM generate_series(1, 4) n`)
		if err != nil {
			return err
		}
		for i, n := range map[int]int{0: 2, 1: 1, 3: 4} {
			if _, err := tx.Exec(t.Context(), `INSERT INTO referral (county, person, opening, sent_role, made_at, moved_at, expires_on)
				SELECT '141123', n, $1, 'admin', $2, $2, '2027-01-01' FROM generate_series(1, $3::integer) n`, ids[i], tx.Now, n); err != nil {
				return err
			}
		}
		_, err = hiring.CountAllLifts(t.Context(), tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(order()); got != "[3 2 1 0]" {
		t.Errorf("once people were sent: %s", got)
	}
	// A document that is written anew keeps its lift, and so says who has a copy.
	err = d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
		if n, err := e.Put(t.Context(), tx, ids); n != 0 || err != nil {
			t.Errorf("%d documents changed, %v", n, err)
		}
		docs, err := matching.NewOpeningReader(l).Read(t.Context(), tx, ids)
		for _, doc := range docs {
			if want := []int{0, 1, 3, 0, 3}[slices.Index(ids, doc.ID)]; doc.Lift != want {
				t.Errorf("opening %d has the lift %d, want %d", doc.ID, doc.Lift, want)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
