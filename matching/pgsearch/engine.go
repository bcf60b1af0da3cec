// Package pgsearch is search by PostgreSQL itself: as fast as an engine of its
// own on this work, always in step, and shared by every process.
package pgsearch

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/matching"
)

// Engine answers questions from the search schema. Safe for several
// goroutines.
type Engine struct {
	db      *db.DB
	lexicon *matching.Lexicon
}

// New makes an engine.
func New(d *db.DB, l *matching.Lexicon) *Engine { return &Engine{db: d, lexicon: l} }

// Name is "postgresql".
func (e *Engine) Name() string { return "postgresql" }

// findSQL asks find_openings (005_search.sql), whose columns hits and counts
// read.
const findSQL = `
	SELECT found, posts, facets, id, score, key, title, coalesce(trade, ''), place, place_text, enterprise,
		wage_min, wage_max, headcount, form, board, lodging, age_min, age_max, certs, valid_until
	FROM search.find_openings($1::text::tsquery, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`

// SearchOpenings answers a question in one round trip: who asks and the search
// itself go together.
func (e *Engine) SearchOpenings(ctx context.Context, actor db.Actor, q matching.Question) (matching.Answer, error) {
	began := time.Now()
	after, err := positionOf(q.Opened())
	if err != nil {
		return matching.Answer{}, err
	}
	a := matching.Answer{Engine: e.Name(), Hits: make([]matching.Hit, 0, q.Limit)}
	err = e.ask(ctx, actor, func(rows pgx.Rows) error { return e.read(rows, q, &a) }, findSQL, e.arguments(actor, q, after)...)
	if err != nil {
		return matching.Answer{}, fmt.Errorf("search openings: %w", err)
	}
	a.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return a, nil
}

// arguments are those of find_openings. One hit more than the page holds tells
// whether there is another page.
func (e *Engine) arguments(actor db.Actor, q matching.Question, after *position) []any {
	var key, score, id any
	if after != nil {
		key, score, id = after.key, after.score, after.id
	}
	var nearby []string
	if q.Sort == matching.SortNear {
		nearby = e.lexicon.Nearby(actor.County)
	}
	return []any{
		null(tsquery(q)), db.Day(e.db.Now()), null(q.Place), null(q.Occupation), q.WageMin, null(q.Form), null(q.Age),
		q.Trades, patterns(q.Hints), patterns(q.Words), patterns(q.Spots), orders[q.Sort], nearby, key, score, id, q.Limit + 1, q.WithFacets,
	}
}

// orders are the sorts as find_openings numbers them.
var orders = map[matching.Sort]int{matching.SortFit: 0, matching.SortWage: 1, matching.SortNew: 2, matching.SortNear: 3}

// null is what asks for nothing: the zero value.
func null[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

// countColumns are the columns of the first row, the others those of hits.
const countColumns, allColumns = 3, 21

func (e *Engine) read(rows pgx.Rows, q matching.Question, a *matching.Answer) error {
	var packed []int64
	counts := make([]any, allColumns)
	counts[0], counts[1], counts[2] = &a.Total, &a.Posts, &packed
	last := position{}
	for first := true; rows.Next(); first = false {
		if first {
			if err := rows.Scan(counts...); err != nil {
				return err
			}
			continue
		}
		if len(a.Hits) == q.Limit {
			a.NextCursor = q.Seal(last.bytes())
			break
		}
		h, at, err := readHit(rows)
		if err != nil {
			return err
		}
		a.Hits, last = append(a.Hits, h), at
	}
	rows.Close()
	if q.WithFacets {
		a.Facets = facets(e.lexicon, packed)
	}
	return rows.Err()
}

// fitUnit is what find_openings multiplies the fit by, to keep the wage below
// it (search_order.sql).
const fitUnit = 200000

func readHit(rows pgx.Rows) (matching.Hit, position, error) {
	var h matching.Hit
	var at position
	var until *time.Time
	err := rows.Scan(nil, nil, nil, &at.id, &at.score, &at.key, &h.Title, &h.Occupation, &h.Place, &h.PlaceText, &h.Enterprise,
		&h.WageMin, &h.WageMax, &h.Headcount, &h.Form, &h.Board, &h.Lodging, &h.AgeMin, &h.AgeMax, &h.Certs, &until)
	if err != nil {
		return h, at, err
	}
	h.ID, h.Score = at.id, float64(at.score/fitUnit)/matching.FitWhole
	if until != nil {
		h.ValidUntil = until.Format(time.DateOnly)
	}
	return h, at, nil
}

// Statement is the index query of a question with its arguments, for who
// measures it alone.
func (e *Engine) Statement(actor db.Actor, q matching.Question) (string, []any, error) {
	after, err := positionOf(q.Opened())
	if err != nil {
		return "", nil, err
	}
	return findSQL, e.arguments(actor, q, after), nil
}
