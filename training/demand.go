package training

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Demand is what open posts ask for beside who has it: the county sees which
// class to run next.
type Demand struct {
	Code    string // of the certificate asked for
	Name    string
	Trade   string // the openings' trade, by the lexicon's code; empty where it knows none
	Posts   int    // of openings that are open on the day; one that asks for several counts for each
	Holders int    // persons whose certificate covers it, holds on the day and is not due for review since
	Free    int    // of them, without full-time work on the day
	Coming  int    // seats of classes that have not ended on the day and lead to it, by their trade or programme
}

// Missing is how many posts there are beyond the free holders and the seats of
// classes under way or planned: for so many the next class is to be.
func (d Demand) Missing() int { return max(0, d.Posts-d.Free-d.Coming) }

// Demands lists what the county's open posts ask for on a day, by certificate
// and trade, where most is missing first. A driving licence covers what its
// class may drive; holders are the persons whom the actor sees, and the same
// stand beside each trade that asks for their certificate.
func Demands(ctx context.Context, tx *db.Tx, register *Register, day time.Time) ([]Demand, error) {
	all, err := asked(ctx, tx, day)
	if err != nil {
		return nil, err
	}
	held, err := holders(ctx, tx, day)
	if err != nil {
		return nil, err
	}
	planned, err := coming(ctx, tx, register, day)
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].Name = register.Name(all[i].Code)
		all[i].meet(held, planned)
	}
	slices.SortStableFunc(all, func(x, y Demand) int {
		return cmp.Or(cmp.Compare(y.Missing(), x.Missing()), cmp.Compare(y.Posts, x.Posts))
	})
	return all, nil
}

// meet counts who has what is asked for, and who will have it.
func (d *Demand) meet(held, planned []holding) {
	covers := func(h holding) bool {
		return slices.ContainsFunc(h.Codes, func(have string) bool { return Covers(have, d.Code) })
	}
	for _, h := range held {
		if covers(h) {
			d.Holders += h.Persons
			d.Free += h.Free
		}
	}
	for _, h := range planned {
		if covers(h) {
			d.Coming += h.Persons
		}
	}
}

func asked(ctx context.Context, tx *db.Tx, day time.Time) ([]Demand, error) {
	rows, err := tx.Query(ctx, `
		SELECT a.code, '' AS name, o.trade, sum(o.headcount)::integer AS posts, 0 AS holders, 0 AS free, 0 AS coming
		FROM opening o CROSS JOIN LATERAL unnest(o.certificates) a (code)
		WHERE o.county = $1 AND (o.closed_at IS NULL OR o.closed_at::date > $2) AND (o.valid_from IS NULL OR o.valid_from <= $2)
		  AND (o.valid_until IS NULL OR o.valid_until >= $2)
		GROUP BY a.code, o.trade ORDER BY a.code, o.trade`, tx.Actor.County, day)
	if err != nil {
		return nil, fmt.Errorf("count certificates asked for: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Demand])
	if err != nil {
		return nil, fmt.Errorf("count certificates asked for: %w", err)
	}
	return all, nil
}

// coming are the classes that have not ended, as the certificates that they
// lead to and the persons that they have room for.
func coming(ctx context.Context, tx *db.Tx, register *Register, day time.Time) ([]holding, error) {
	rows, err := tx.Query(ctx, `
		SELECT coalesce(nullif(c.trade, ''), p.name), coalesce(c.seats, 0) FROM class c JOIN programme p ON p.id = c.programme
		WHERE c.county = $1 AND c.ends >= $2 ORDER BY c.id`, tx.Actor.County, day)
	if err != nil {
		return nil, fmt.Errorf("count seats of classes: %w", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (h holding, err error) {
		var taught string
		err = row.Scan(&taught, &h.Persons)
		h.Codes = register.Asked(taught)
		return h, err
	})
	if err != nil {
		return nil, fmt.Errorf("count seats of classes: %w", err)
	}
	return all, nil
}

// holding is how many persons hold the same certificates, and how many of them
// are free.
type holding struct {
	Codes         []string
	Persons, Free int
}

func holders(ctx context.Context, tx *db.Tx, day time.Time) ([]holding, error) {
	rows, err := tx.Query(ctx, `
		WITH held AS (
			SELECT c.person, array_agg(DISTINCT c.code ORDER BY c.code) AS codes FROM certificate c
			JOIN person p ON p.county = c.county AND p.id = c.person AND p.erased_on IS NULL
			WHERE c.county = $1 AND c.code <> '' AND (c.issued IS NULL OR c.issued <= $2) AND (c.expires IS NULL OR c.expires >= $2)
			  AND (c.review_on IS NULL OR c.review_on >= $2)
			GROUP BY c.person)
		SELECT h.codes, count(*)::integer AS persons, count(*) FILTER (WHERE NOT EXISTS (
		         SELECT FROM placement w WHERE w.county = $1 AND w.person = h.person AND w.full_time
		           AND coalesce(w.started, w.reported_on) <= $2 AND (w.ended IS NULL OR w.ended > $2)))::integer AS free
		FROM held h GROUP BY h.codes`, tx.Actor.County, day)
	if err != nil {
		return nil, fmt.Errorf("count holders of certificates: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[holding])
	if err != nil {
		return nil, fmt.Errorf("count holders of certificates: %w", err)
	}
	return all, nil
}
