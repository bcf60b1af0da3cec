package meili

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/meilisearch/meilisearch-go"

	"laowu/matching"
)

// found is one hit of a tier.
type found struct {
	id   int64
	key  int64 // what the page is sorted by, the lowest first
	tier int
	card card
}

// answer reads the results in the order in which they were asked for.
func (p *plan) answer(results []meilisearch.SearchResponse) (matching.Answer, error) {
	if len(results) != len(p.request.Queries) {
		return matching.Answer{}, fmt.Errorf("search openings: %w: %d answers to %d questions", ErrUnreachable, len(results), len(p.request.Queries))
	}
	all, err := p.found(results[1 : 1+len(p.tiers)])
	if err != nil {
		return matching.Answer{}, err
	}
	a := matching.Answer{Total: int(results[0].TotalHits), Hits: make([]matching.Hit, 0, p.q.Limit)}
	for i := range all {
		f := &all[i]
		if i == p.q.Limit {
			a.NextCursor = p.q.Seal(p.from.bytes())
			break
		}
		p.from[f.tier]++
		a.Hits = append(a.Hits, f.card.hit(f.id, p.fit(f)))
	}
	return a, p.count(&a, results)
}

// found merges the tiers: by what the page is sorted by, then the better tier,
// then as the engine ranks within one.
func (p *plan) found(tiers []meilisearch.SearchResponse) ([]found, error) {
	var near map[string]int
	if p.q.Sort == matching.SortNear {
		near = map[string]int{}
		for rank, code := range p.engine.lexicon.Nearby(p.actor.County) {
			near[code] = rank
		}
	}
	var all []found
	for tier := range tiers {
		for _, h := range tiers[tier].Hits {
			f := found{tier: tier}
			if err := read(h, &f); err != nil {
				return nil, err
			}
			f.key = p.key(&f.card, near)
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return int(min(max(a.key-b.key, -1), 1)) })
	return all, nil
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

// fit is that of the tier, less for where the words stand.
func (p *plan) fit(f *found) int {
	fit := p.tiers[f.tier].fit
	if len(p.q.Words) == 0 {
		return fit
	}
	l := p.engine.lexicon
	return fit - matching.FitWords(p.q.Words, l.Fold(f.card.Title), l.Fold(f.card.Enterprise))
}
