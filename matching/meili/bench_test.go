package meili_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
)

// people makes n documents of people.
func people(l *matching.Lexicon, n int) []matching.WorkerDocument {
	r := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // the same every time
	trades := l.Trades()
	places := []string{"150602", "150627", "140105", "140109", "141123100", "141123101", "141123102"}
	out := make([]matching.WorkerDocument, n)
	for i := range out {
		d := &out[i]
		*d = matching.WorkerDocument{
			ID: int64(i + 1), County: "141123", Scope: []string{fmt.Sprint("A:", r.IntN(341)), fmt.Sprint("T:14112310", r.IntN(7))},
			Birth: 1960 + r.IntN(45), WageMin: 2000 + 500*r.IntN(10), Ready: r.IntN(3) > 0, Working: r.IntN(2) == 0,
		}
		for range r.IntN(3) {
			code := trades[r.IntN(len(trades))].Code
			d.Trades, d.Groups = append(d.Trades, code), append(d.Groups, l.Groups(code)...)
		}
		for range 1 + r.IntN(2) {
			code := places[r.IntN(len(places))]
			d.WishPlaces, d.Places = append(d.WishPlaces, code), append(d.Places, l.Path(code)...)
		}
		if r.IntN(3) == 0 {
			until := testdb.Now.AddDate(0, 0, r.IntN(2000)-300)
			d.Certs = []matching.WorkerCert{{Code: []string{"elder_care", "welder_op", "electrician_op", "driving_a2"}[r.IntN(4)], Expires: &until}}
		}
	}
	return out
}

// BenchmarkRebuild builds both indexes anew: 5,000 openings and 57,450 people,
// whose documents are there already.
func BenchmarkRebuild(b *testing.B) {
	d := testdb.New(b)
	l := lexicon(b, d)
	docs, _ := insert(b, d, l, contract.Many(rand.New(rand.NewPCG(1, 2)), l, 5000))
	e := engine(b, l)
	all := people(l, 57450)
	for b.Loop() {
		rebuild(b, e, docs, all)
	}
}

// BenchmarkPut changes one opening, until it is found.
func BenchmarkPut(b *testing.B) {
	d := testdb.New(b)
	l := lexicon(b, d)
	docs, _ := insert(b, d, l, contract.Many(rand.New(rand.NewPCG(1, 2)), l, 5000))
	e := engine(b, l)
	rebuild(b, e, docs, nil)
	for b.Loop() {
		docs[0].Headcount++
		if err := e.PutOpenings(b.Context(), docs[:1], nil); err != nil {
			b.Fatal(err)
		}
	}
}
