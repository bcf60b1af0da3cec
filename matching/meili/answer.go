package meili

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/meilisearch/meilisearch-go"

	"laowu/matching"
)

// found is one hit of a tier and what orders it among those of others.
type found struct {
	id         int64
	key        int64 // what the page is sorted by, the lowest first
	fit, worth int
	tier       int
	card       card
}

// before says whether a hit stands before another, as PostgreSQL orders them.
func (f *found) before(g *found) bool {
	return cmp.Or(cmp.Compare(f.key, g.key), cmp.Compare(g.fit, f.fit), cmp.Compare(g.worth, f.worth), cmp.Compare(f.id, g.id)) < 0
}

// answer reads the results in the order in which they were asked for.
func (p *plan) answer(results []meilisearch.SearchResponse) (matching.Answer, error) {
	if len(results) != len(p.request.Queries) {
		return matching.Answer{}, fmt.Errorf("search openings: %w: %d answers to %d questions", ErrUnreachable, len(results), len(p.request.Queries))
	}
	tiers, err := p.found(results[1 : 1+len(p.tiers)])
	if err != nil {
		return matching.Answer{}, err
	}
	a := matching.Answer{Total: int(results[0].TotalHits), Hits: make([]matching.Hit, 0, p.q.Limit)}
	for f := next(tiers); f != nil; f = next(tiers) {
		if len(a.Hits) == p.q.Limit {
			a.NextCursor = p.q.Seal(p.from.bytes())
			break
		}
		p.from[f.tier]++
		a.Hits = append(a.Hits, f.card.hit(f.id, f.fit))
	}
	return a, p.count(&a, results)
}

// next takes the best of what stands first in each tier; nil where nothing is
// left. A tier is taken from its beginning on, so that a page ends at one place
// in each.
func next(tiers [][]found) *found {
	best := -1
	for i := range tiers {
		if len(tiers[i]) > 0 && (best < 0 || tiers[i][0].before(&tiers[best][0])) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	f := &tiers[best][0]
	tiers[best] = tiers[best][1:]
	return f
}

// found reads the hits of each tier.
func (p *plan) found(tiers []meilisearch.SearchResponse) ([][]found, error) {
	near := p.near()
	out := make([][]found, len(tiers))
	for tier := range tiers {
		for _, h := range tiers[tier].Hits {
			f := found{tier: tier}
			if err := read(h, &f); err != nil {
				return nil, err
			}
			f.key, f.fit, f.worth = p.key(&f.card, near), p.fit(&f.card), f.card.worth()
			out[tier] = append(out[tier], f)
		}
	}
	return out, nil
}

// near are the ranks of places on the county's list, where it is asked for.
func (p *plan) near() map[string]int {
	if p.q.Sort != matching.SortNear {
		return nil
	}
	near := map[string]int{}
	for rank, code := range p.engine.lexicon.Nearby(p.actor.County) {
		near[code] = rank
	}
	return near
}

func read(h meilisearch.Hit, f *found) error {
	id, err := strconv.ParseInt(string(h["id"]), 10, 64)
	if err == nil {
		f.id, err = id, json.Unmarshal(h["card"], &f.card)
	}
	if err != nil {
		return fmt.Errorf("read a hit: %w: %w", ErrMissing, err) // somebody else's index
	}
	return nil
}

// farAway is the rank of places to which no road is known.
const farAway = 100000

func (p *plan) key(c *card, near map[string]int) int64 {
	switch p.q.Sort {
	case matching.SortWage:
		return -int64(max(c.WageMin, c.WageMax))
	case matching.SortNew:
		return -c.Published
	case matching.SortNear:
		if rank, ok := near[c.Unit]; ok {
			return int64(rank)
		}
		return farAway
	}
	return 0
}

// fit is how well a card fits the question.
func (p *plan) fit(c *card) int {
	l := p.engine.lexicon
	o := matching.Fitting{PlaceText: c.PlaceText, Trades: c.Trades, WageMin: c.WageMin}
	if len(p.q.Words)+len(p.q.Hints) > 0 {
		o.Title, o.Enterprise = l.Fold(c.Title), l.Fold(c.Enterprise)
	}
	return l.Fit(&p.q, &o)
}
