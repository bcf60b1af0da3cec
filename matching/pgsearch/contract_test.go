package pgsearch_test

import (
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/pgsearch"
)

func TestContract(t *testing.T) {
	t.Parallel()
	contract.Run(t, func(t *testing.T, openings []contract.Opening) contract.Desk {
		d := testdb.New(t)
		l := lexicon(t, d)
		e := pgsearch.New(d, l)
		ids := put(t, d, e, openings)
		s := matching.NewService(l, e, e.Terms)
		if err := s.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		return contract.Desk{Service: s, IDs: ids}
	})
}

// put writes openings with their documents.
func put(t testing.TB, d *db.DB, e *pgsearch.Engine, openings []contract.Opening) []int64 {
	t.Helper()
	var ids []int64
	err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
		var err error
		if ids, err = contract.Insert(t.Context(), tx, "141123", openings); err != nil {
			return err
		}
		_, err = e.Put(t.Context(), tx, ids)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}
