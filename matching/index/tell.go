package index

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/work"
	"laowu/matching"
)

// batch is about how many records an engine is told of at once. Documents of
// one batch are in memory together.
const batch = 4000

// puts is an engine, or its copy in the making.
type puts interface {
	PutOpenings(ctx context.Context, docs []matching.OpeningDocument, gone []int64) error
	PutWorkers(ctx context.Context, docs []matching.WorkerDocument, gone []int64) error
}

// note is a row of the outbox.
type note struct {
	Seq     int64
	County  string
	Kind    work.Kind
	Records []int64
}

// refusals are the documents that an engine did not take, and why.
type refusals map[document]string

// document is what an engine knows of a record.
type document struct {
	group
	id int64
}

// columns are the refusals as the database takes them.
func (r refusals) columns() (counties, kinds []string, ids []int64, why []string) {
	for d, reason := range r {
		counties, kinds = append(counties, d.county), append(kinds, string(d.kind))
		ids, why = append(ids, d.id), append(why, reason)
	}
	return counties, kinds, ids, why
}

// tell tells the engine, in however many copies, of the oldest notes that wait
// for it, and says of how many. What the records say is read now, so notes of one
// record are told once and in any order.
func (t *turn) tell(ctx context.Context, refused refusals, into ...puts) (int, error) {
	notes, err := t.waiting(ctx)
	if err != nil || len(notes) == 0 {
		return 0, err
	}
	var seqs []int64
	grouped := map[group][]int64{}
	for _, n := range notes {
		seqs = append(seqs, n.Seq)
		g := group{n.County, n.Kind}
		grouped[g] = append(grouped[g], n.Records...)
	}
	for g, ids := range grouped {
		slices.Sort(ids)
		if err := t.put(ctx, g, slices.Compact(ids), refused, into...); err != nil {
			return 0, err
		}
	}
	counties, kinds, ids, why := refused.columns()
	return len(notes), t.DB.Tx(db.Aside(ctx), admin(t.County), func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "SELECT search.delivered($1, $2, $3, $4, $5, $6, $7)",
			t.engine.Name(), seqs, counties, kinds, ids, why, tx.Now)
		if err != nil {
			return fmt.Errorf("end notes: %w", err)
		}
		return nil
	})
}

func (t *turn) waiting(ctx context.Context) (notes []note, err error) {
	err = t.DB.Tx(ctx, admin(t.County), func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, "SELECT seq, county, kind, records FROM search.waiting($1, $2)", t.engine.Name(), batch)
		if err != nil {
			return err
		}
		notes, err = pgx.CollectRows(rows, pgx.RowToStructByPos[note])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read outbox: %w", err)
	}
	return notes, nil
}

// add remembers what err says was refused, and passes any other error on.
func (r refusals) add(g group, err error) error {
	var e *matching.RefusedError
	if !errors.As(err, &e) {
		return err
	}
	for _, one := range e.Refused {
		r[document{g, one.ID}] = one.Why
	}
	return nil
}
