package meili

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"laowu/internal/db"
	"laowu/matching"
)

// errActor is a programming error: an actor that states no county.
var errActor = errors.New("an actor needs a county of six digits")

// SearchOpenings answers a question by one request: a search that counts all,
// one for each tier of hits, and one for each facet on which something is
// picked.
func (e *Engine) SearchOpenings(ctx context.Context, actor db.Actor, q matching.Question) (matching.Answer, error) {
	began := time.Now()
	p, err := e.plan(actor, q)
	if err != nil {
		return matching.Answer{}, err
	}
	if err := e.greet(ctx); err != nil {
		return matching.Answer{}, err
	}
	found, err := e.server.MultiSearch(ctx, &p.request)
	if err != nil {
		return matching.Answer{}, e.fault("search openings", err)
	}
	a, err := p.answer(found.Results)
	if err != nil {
		return matching.Answer{}, err
	}
	a.Engine, a.TookMS = e.Name(), float64(time.Since(began).Microseconds())/1000
	return a, nil
}

// plan is how a question is asked.
type plan struct {
	engine  *Engine
	actor   db.Actor
	q       matching.Question
	tiers   []tier
	from    offsets // where each tier's page begins
	picks   []pick
	request meilisearch.MultiSearchRequest
}

func (e *Engine) plan(actor db.Actor, q matching.Question) (*plan, error) {
	asked, err := e.asked(actor, q)
	if err != nil {
		return nil, err
	}
	p := &plan{engine: e, actor: actor, q: q, tiers: e.tiers(q), picks: picks(q)}
	if p.from, err = offsetsOf(q, len(p.tiers)); err != nil {
		return nil, err
	}
	all := asked.picked(p.picks, "")
	p.ask(e.count(all, p.counted()...))
	for i, t := range p.tiers {
		p.ask(p.hits(joined(all.String(), t.condition), p.from[i]))
	}
	for _, k := range p.picks {
		if q.WithFacets && k.condition != "" {
			p.ask(e.count(asked.picked(p.picks, k.facet), k.attribute))
		}
	}
	return p, nil
}

func (p *plan) ask(r *meilisearch.SearchRequest) { p.request.Queries = append(p.request.Queries, r) }

// counted are the attributes that the first search counts: head counts make
// the posts, and facets on which nothing is picked are those of what is found.
func (p *plan) counted() []string {
	attributes := []string{"headcount"}
	if !p.q.WithFacets {
		return attributes
	}
	for _, k := range p.picks {
		if k.condition == "" {
			attributes = append(attributes, k.attribute)
		}
	}
	return append(attributes, "flags")
}

// count asks for the values of attributes, and for an exact total: that comes
// with pages, not with offsets.
func (e *Engine) count(f filter, attributes ...string) *meilisearch.SearchRequest {
	none := int64(0)
	return &meilisearch.SearchRequest{IndexUID: e.prefix + openings, Filter: f.String(), Facets: attributes, HitsPerPage: &none, Page: 1}
}

// hits asks for the openings of one tier. One more than the page holds tells
// whether there is another page.
func (p *plan) hits(f string, from int) *meilisearch.SearchRequest {
	r := &meilisearch.SearchRequest{
		IndexUID: p.engine.prefix + openings, Filter: f, Offset: int64(from), Limit: int64(p.q.Limit + 1),
		AttributesToRetrieve: []string{"id", "card"}, Sort: p.sort(),
	}
	if len(p.q.Words) > 0 {
		// All that is found bears the anchor, and words are given up from the
		// last on: nothing is lost that the engine cuts otherwise than we do.
		r.Query, r.MatchingStrategy = `"`+anchor+`" `+plain(p.q.Words), meilisearch.Last
	}
	return r
}

// plain are words without signs, which the engine would take for orders.
func plain(words []string) string {
	return strings.Map(func(c rune) rune {
		if c == '"' || c == '-' {
			return ' '
		}
		return c
	}, strings.Join(words, " "))
}

// sort is by what the page is sorted, before all else.
func (p *plan) sort() []string {
	switch p.q.Sort {
	case matching.SortWage:
		return []string{"wage_top:desc"}
	case matching.SortNew:
		return []string{"published:desc"}
	case matching.SortNear:
		return []string{"near." + p.actor.County + ":asc"}
	}
	return nil
}
