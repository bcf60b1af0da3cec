package match

import (
	"context"
	"slices"

	"laowu/internal/db"
	"laowu/matching/pgsearch"
	"laowu/training"
)

// mostCandidates bounds who is read whole and held against an opening: those
// whom most leads there, the first of all.
const mostCandidates = 1000

// candidates are people whom the actor sees and whom something leads to an
// opening, by their search documents: conditions are judged one by one by what
// the record says.
func (r run) candidates(ctx context.Context, tx *db.Tx, o *offer) ([]int64, error) {
	s := pgsearch.Suited{Trades: o.trades.codes, Certs: r.covering(o.asked.codes), BornFrom: 1900, BornTo: o.starts.Year() - lawfulAge, Limit: mostCandidates}
	for _, code := range o.trades.codes {
		t, _ := r.lexicon.Trade(code)
		s.Near = append(append(s.Near, r.lexicon.Groups(code)...), t.Near...)
	}
	for _, code := range o.place.path {
		if len(code) >= 6 && code[2:] != "0000" {
			s.Places = append(s.Places, code)
		}
	}
	if o.ageMax > 0 {
		s.BornFrom = o.starts.Year() - o.ageMax - fewYears - 1
	}
	return s.IDs(ctx, tx, r.lexicon)
}

// covering are the codes of certificates that cover one of those asked for.
func (r run) covering(asked []string) []string {
	out := []string{}
	for _, c := range r.lexicon.Certificates().All() {
		if slices.ContainsFunc(asked, func(code string) bool { return training.Covers(c.Code, code) }) {
			out = append(out, c.Code)
		}
	}
	return out
}
