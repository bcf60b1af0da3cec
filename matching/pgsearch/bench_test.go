package pgsearch_test

import (
	"math/rand/v2"
	"testing"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/pgsearch"
)

var (
	nobody = db.Actor{County: "141123", Role: db.Nobody}
	clerk  = db.Actor{County: "141123", Role: db.Admin}
)

func lexicon(tb testing.TB, d *db.DB) *matching.Lexicon {
	tb.Helper()
	var l *matching.Lexicon
	err := d.Tx(tb.Context(), clerk, func(tx *db.Tx) error {
		atlas, err := area.Load(tb.Context(), tx)
		if err != nil {
			return err
		}
		l, err = matching.NewLexicon(atlas)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// BenchmarkPut writes the documents of 5,000 openings, as an import does.
func BenchmarkPut(b *testing.B) {
	d := testdb.New(b)
	l := lexicon(b, d)
	e := pgsearch.New(d, l)
	ids := put(b, d, e, contract.Many(rand.New(rand.NewPCG(1, 2)), l, 5000))
	for b.Loop() {
		err := d.Tx(b.Context(), clerk, func(tx *db.Tx) error {
			if _, err := tx.Exec(b.Context(), "UPDATE opening SET title = title || '工'"); err != nil {
				return err
			}
			_, err := e.Put(b.Context(), tx, ids)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
