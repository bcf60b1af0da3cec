package meili

import (
	"context"
	"errors"
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
	tiers   []string // what holds of each beside what was asked
	sorts   []string // what the hits of each are ordered by
	from    offsets  // where each tier's page begins
	picks   []pick
	request meilisearch.MultiSearchRequest
}

func (e *Engine) plan(actor db.Actor, q matching.Question) (*plan, error) {
	asked, err := e.asked(actor, q)
	if err != nil {
		return nil, err
	}
	steps := e.steps(q)
	p := &plan{engine: e, actor: actor, q: q, tiers: tiers(steps), sorts: sorts(actor, q.Sort, steps), picks: picks(q)}
	if p.from, err = offsetsOf(q, len(p.tiers)); err != nil {
		return nil, err
	}
	all := asked.picked(p.picks, "")
	p.ask(e.count(all, p.counted()...))
	for i, t := range p.tiers {
		p.ask(p.hits(joined(all.String(), t), p.from[i]))
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
	return &meilisearch.SearchRequest{
		IndexUID: p.engine.prefix + openings, Filter: f, Offset: int64(from), Limit: int64(p.q.Limit + 1),
		AttributesToRetrieve: []string{"id", "card"}, Sort: p.sorts,
	}
}

// sorts are by what hits are ordered: first what the page is sorted by, then
// the steps. What follows is among the ranking rules.
func sorts(actor db.Actor, by matching.Sort, steps []step) (out []string) {
	switch by {
	case matching.SortWage:
		out = append(out, "wage_top:desc")
	case matching.SortNew:
		out = append(out, "published:desc")
	case matching.SortNear:
		out = append(out, "near."+actor.County+":asc")
	case matching.SortFit:
	}
	for _, s := range steps {
		if s.sort != "" {
			out = append(out, s.sort+":asc")
		}
	}
	return out
}
