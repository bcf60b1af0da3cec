package pgsearch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
	"laowu/matching"
)

// findWorkersSQL asks find_workers (034_workers.sql).
const findWorkersSQL = `
	SELECT total, packed, by_place, by_trade, rank
	FROM search.find_workers($1::text::tsquery, $2, $3::text::tsquery, $4::text::tsquery, $5, $6, $7, $8, $9, $10, $11)`

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
	err = e.ask(ctx, actor, func(rows pgx.Rows) error { return e.readWorkers(rows, q, &a) }, findWorkersSQL, e.workerArguments(actor, q, after)...)
	if pg := (*pgconn.PgError)(nil); errors.As(err, &pg) && pg.Code == "42501" { // insufficient_privilege
		return matching.WorkerAnswer{}, matching.ErrRole
	}
	if err != nil {
		return matching.WorkerAnswer{}, fmt.Errorf("search people: %w", err)
	}
	a.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return a, nil
}

// ordinaryLimit is how many hits a page holds where nobody says.
const ordinaryLimit = 20

func (e *Engine) workerArguments(actor db.Actor, q matching.WorkerQuestion, after *position) []any {
	var last, born any
	if after != nil {
		last = after.key
	}
	today := db.Day(e.db.Now())
	if q.Age > 0 {
		born = today.Year() - q.Age
	}
	return []any{
		null(workerQuery(actor.County, q)), today, picked(actor.County, "w:", q.Place), picked(actor.County, "t:", q.Occupation), null(q.WageMax), born,
		q.Certs, e.own(q.Trades),
		last, q.Limit + 1, q.WithFacets,
	}
}

// WorkerStatement is the index query of a question about people with its
// arguments, for who measures it alone.
func (e *Engine) WorkerStatement(actor db.Actor, q matching.WorkerQuestion) (string, []any, error) {
	after, err := parseCursor(q.Cursor, saidOf(q))
	if err != nil {
		return "", nil, err
	}
	return findWorkersSQL, e.workerArguments(actor, q, after), nil
}

// picked is what was picked on a facet as a text-search query, nil for nothing.
func picked(county, prefix, code string) any {
	if code == "" {
		return nil
	}
	return lexeme(county + prefix + code)
}

// own are the asked trades as bits, nil where none was asked.
func (e *Engine) own(trades []string) any {
	if len(trades) == 0 {
		return nil
	}
	return numbers(e.lexicon, trades)
}

// workerQuery writes what a question asks for as one text-search query. Who
// sees the answer is added by find_workers.
func workerQuery(county string, q matching.WorkerQuestion) string {
	people := make([]string, len(q.People))
	for i, id := range q.People {
		people[i] = fmt.Sprint(id)
	}
	var all []string
	for _, group := range [][]string{
		prefixed(county+"i:", people), prefixed(county+"t:", slices.Concat(q.Trades, q.Near)), prefixed(county+"w:", q.Places), prefixed(county+"c:", q.Certs),
	} {
		if len(group) > 0 {
			all = append(all, "("+strings.Join(group, "|")+")")
		}
	}
	if q.Free {
		all = append(all, lexeme(county+free))
	}
	return strings.Join(all, "&")
}

// rankShift is where a rank of find_workers ends the person's number.
const rankShift = 48

func (e *Engine) readWorkers(rows pgx.Rows, q matching.WorkerQuestion, a *matching.WorkerAnswer) error {
	var all, byPlace, byTrade []byte
	last := position{}
	for first := true; rows.Next(); first = false {
		if first {
			if err := rows.Scan(&a.Total, &all, &byPlace, &byTrade, nil); err != nil {
				return err
			}
			if q.WithFacets {
				a.Facets = e.workerFacets(q, all, byPlace, byTrade)
			}
			continue
		}
		if len(a.Hits) == q.Limit {
			a.NextCursor = q.Seal(last.bytes())
			break
		}
		if err := rows.Scan(nil, nil, nil, nil, &last.key); err != nil {
			return err
		}
		a.Hits = append(a.Hits, matching.WorkerHit{ID: last.key & (1<<rankShift - 1), Score: float64(10000-last.key>>rankShift) / 10000})
	}
	rows.Close()
	return rows.Err()
}
