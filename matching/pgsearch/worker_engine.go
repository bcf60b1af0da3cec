package pgsearch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
	"laowu/matching"
)

// SearchWorkers answers a question about people in one round trip. Whom the
// actor sees is asked within it. matching.ErrRole where he may not search.
func (e *Engine) SearchWorkers(ctx context.Context, actor db.Actor, q matching.WorkerQuestion) (matching.WorkerAnswer, error) {
	began := time.Now()
	if q.Limit == 0 {
		q.Limit = ordinaryLimit
	}
	after, err := positionOf(q.Opened())
	if err != nil {
		return matching.WorkerAnswer{}, err
	}
	a := matching.WorkerAnswer{Engine: e.Name(), Hits: make([]matching.WorkerHit, 0, q.Limit)}
	if q.People != nil && len(q.People) == 0 {
		return a, nil
	}
	facets := workerFacets{}
	var blocks []block
	today := db.Day(e.db.Now())
	err = e.ask(ctx, actor, func(rows pgx.Rows) (err error) {
		blocks, err = readBlocks(rows, facets.add)
		return err
	}, findWorkersSQL, e.workerSpans(q, today).arguments(today, q.People, q.WithFacets)...)
	if pg := (*pgconn.PgError)(nil); errors.As(err, &pg) && pg.Code == "42501" { // insufficient_privilege
		return matching.WorkerAnswer{}, matching.ErrRole
	}
	if err != nil {
		return matching.WorkerAnswer{}, fmt.Errorf("search people: %w", err)
	}
	page(&a, q, blocks, after)
	if q.WithFacets {
		a.Facets = facets.all()
	}
	a.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return a, nil
}

// ordinaryLimit is how many hits a page holds where nobody says.
const ordinaryLimit = 20

// What is told of those who are found: who bears a trade that was asked for by
// its own name, who by what belongs to one, who is free, who is ready.
const (
	tellNamed = iota
	tellTrade
	tellFree
	tellReady
)

// WorkerStatement is the index query of a question about people with its
// arguments, for who measures it alone.
func (e *Engine) WorkerStatement(_ db.Actor, q matching.WorkerQuestion) (string, []any, error) {
	today := db.Day(e.db.Now())
	return findWorkersSQL, e.workerSpans(q, today).arguments(today, q.People, q.WithFacets), nil
}

// workerSpans writes what a question asks for. Who sees the answer is added by
// find_workers.
func (e *Engine) workerSpans(q matching.WorkerQuestion, today time.Time) *spans {
	s := &spans{}
	s.any(1, kindTrade, slices.Concat(q.Trades, q.Near)...)
	for _, code := range q.Places {
		p := placeCode(e.lexicon, code)
		s.any(2, p.kind, p.code)
	}
	s.any(3, kindCert, q.Certs...)
	if q.Free {
		s.any(4, kindState, isFree)
	}
	if q.WageMax > 0 {
		s.between(5, kindWage, wageCode(0), wageCode(q.WageMax))
	}
	if q.Age > 0 {
		s.any(6, kindBirth, strconv.Itoa(today.Year()-q.Age))
	}
	if q.Place != "" {
		p := placeCode(e.lexicon, q.Place)
		s.any(pickedPlace, p.kind, p.code)
	}
	if q.Occupation != "" {
		s.any(pickedTrade, kindTrade, q.Occupation)
	}
	s.any(tellFrom+tellNamed, kindNamed, q.Trades...)
	s.any(tellFrom+tellTrade, kindTrade, q.Trades...)
	s.any(tellFrom+tellFree, kindState, isFree)
	s.any(tellFrom+tellReady, kindState, isReady)
	return s
}
