package meili

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"laowu/internal/db"
	"laowu/matching"
)

// errScope is a programming error: an engine that was not told who sees whom.
var errScope = errors.New("this engine searches no people: it was given no Scope")

// ordinaryLimit is how many hits a page holds where nobody says.
const ordinaryLimit = 20

// SearchWorkers answers a question about people within what the actor may see,
// which PostgreSQL says.
func (e *Engine) SearchWorkers(ctx context.Context, actor db.Actor, q matching.WorkerQuestion) (matching.WorkerAnswer, error) {
	began := time.Now()
	if q.Limit == 0 {
		q.Limit = ordinaryLimit
	}
	p := &workerPlan{engine: e, q: q, tiers: e.workerTiers(q), picks: workerPicks(q), today: db.Day(e.now())}
	a := matching.WorkerAnswer{Engine: e.Name(), Hits: make([]matching.WorkerHit, 0, q.Limit)}
	asked, nobody, err := e.sight(ctx, actor)
	if err != nil {
		return a, err
	}
	b, err := q.Opened()
	if err != nil {
		return a, err
	}
	if p.from, err = readOffsets(b, len(p.tiers)); err != nil {
		return a, err
	}
	if nobody || q.People != nil && len(q.People) == 0 {
		return a, nil
	}
	p.ask(asked.and(p.conditions()...))
	if err := e.greet(ctx); err != nil {
		return a, err
	}
	results, err := e.server.MultiSearch(ctx, &p.request)
	if err != nil {
		return a, e.fault("search people", err)
	}
	err = p.answer(&a, results.Results)
	a.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return a, err
}

// sight is whom an actor sees; nobody says that it is no one.
func (e *Engine) sight(ctx context.Context, actor db.Actor) (f filter, nobody bool, err error) {
	if e.scope == nil {
		return nil, false, errScope
	}
	if !countyCode.MatchString(actor.County) {
		return nil, false, errActor
	}
	all, scope, err := e.scope(ctx, actor)
	if err != nil {
		return nil, false, err
	}
	f = filter{is("county", actor.County)}
	if all {
		return f, false, nil
	}
	return f.and(among("scope", scope)), len(scope) == 0, nil
}

// workerPlan is how a question about people is asked.
type workerPlan struct {
	engine  *Engine
	q       matching.WorkerQuestion
	tiers   []workerTier
	from    offsets
	picks   []pick
	today   time.Time
	request meilisearch.MultiSearchRequest
}

// What a person scores, of 10,000, before his merit: see matching.WorkerHit.
const scoreOwn, scoreMember, scoreNear = 9500, 8900, 7000

// workerTier is a part of who is found that scores alike but for merit: the
// engine is asked for each by itself.
type workerTier struct {
	condition string // besides what must hold of all; empty where there is but one
	score     int
}

// workerTiers are those of a question, the best first, as find_workers scores.
func (e *Engine) workerTiers(q matching.WorkerQuestion) []workerTier {
	if len(q.Trades) == 0 {
		return []workerTier{{score: scoreOwn}}
	}
	out := []workerTier{{among("trades", q.Trades), scoreOwn}}
	if e.anyGroup(q.Trades) {
		out = append(out, workerTier{among("groups", q.Trades) + " AND NOT " + among("trades", q.Trades), scoreMember})
	}
	if len(q.Near) > 0 {
		out = append(out, workerTier{"NOT " + among("groups", q.Trades), scoreNear})
	}
	return out
}

// conditions are what must hold of a person but for what was picked on a facet.
func (p *workerPlan) conditions() filter {
	var f filter
	if p.q.People != nil {
		ids := make([]string, len(p.q.People))
		for i, id := range p.q.People {
			ids[i] = strconv.FormatInt(id, 10)
		}
		f = f.and("id IN [" + strings.Join(ids, ", ") + "]")
	}
	if asked := append(p.q.Trades[:len(p.q.Trades):len(p.q.Trades)], p.q.Near...); len(asked) > 0 {
		f = f.and(among("groups", asked))
	}
	if len(p.q.Places) > 0 {
		f = f.and(among("places", p.q.Places))
	}
	if len(p.q.Certs) > 0 {
		held := make([]string, len(p.q.Certs))
		for i, code := range p.q.Certs {
			held[i] = compare(value("held."+code), ">=", dayNumber(p.today))
		}
		f = f.and("(" + strings.Join(held, " OR ") + ")")
	}
	if p.q.WageMax > 0 {
		f = f.and(compare("wage_min", "<=", p.q.WageMax))
	}
	if p.q.Age > 0 {
		f = f.and(compare("birth", "=", p.today.Year()-p.q.Age))
	}
	if p.q.Free {
		f = f.and("free = true")
	}
	return f
}

func workerPicks(q matching.WorkerQuestion) []pick {
	all := []pick{{facet: "place", attribute: "places"}, {facet: "occupation", attribute: "groups"}}
	if q.Place != "" {
		all[0].condition = is("places", q.Place)
	}
	if q.Occupation != "" {
		all[1].condition = is("groups", q.Occupation)
	}
	return all
}

// ask writes the searches: the count, one for each tier, one for each facet on
// which something is picked.
func (p *workerPlan) ask(asked filter) {
	all := asked.picked(p.picks, "")
	var counted []string
	if p.q.WithFacets {
		counted = []string{"months", "days." + fmt.Sprint(dayNumber(p.today)/100), "free"}
	}
	p.request.Queries = append(p.request.Queries, nil)
	for i, t := range p.tiers {
		p.request.Queries = append(p.request.Queries, &meilisearch.SearchRequest{
			IndexUID: p.engine.prefix + workers, Filter: joined(all.String(), t.condition), Offset: int64(p.from[i]), Limit: int64(p.q.Limit + 1),
			AttributesToRetrieve: []string{"id", "merit"},
		})
	}
	for _, k := range p.picks {
		switch {
		case !p.q.WithFacets:
		case k.condition == "":
			counted = append(counted, k.attribute)
		default:
			p.request.Queries = append(p.request.Queries, p.count(asked.picked(p.picks, k.facet), k.attribute))
		}
	}
	p.request.Queries[0] = p.count(all, counted...)
}

func (p *workerPlan) count(f filter, attributes ...string) *meilisearch.SearchRequest {
	r := p.engine.count(f, attributes...)
	r.IndexUID = p.engine.prefix + workers
	return r
}

// answer reads the results in the order in which they were asked for.
func (p *workerPlan) answer(a *matching.WorkerAnswer, results []meilisearch.SearchResponse) error {
	if len(results) != len(p.request.Queries) {
		return fmt.Errorf("search people: %w: %d answers to %d questions", ErrUnreachable, len(results), len(p.request.Queries))
	}
	a.Total = int(results[0].TotalHits)
	for i, t := range p.tiers {
		for _, h := range results[1+i].Hits {
			if len(a.Hits) == p.q.Limit {
				a.NextCursor = p.q.Seal(p.from.bytes())
				return p.facets(a, results)
			}
			var id, merit int64
			if err := errors.Join(json.Unmarshal(h["id"], &id), json.Unmarshal(h["merit"], &merit)); err != nil {
				return fmt.Errorf("read a hit: %w: %w", ErrMissing, err)
			}
			p.from[i]++
			a.Hits = append(a.Hits, matching.WorkerHit{ID: id, Score: float64(t.score+int(merit)) / matching.FitWhole})
		}
	}
	return p.facets(a, results)
}
