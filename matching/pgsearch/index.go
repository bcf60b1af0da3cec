package pgsearch

import (
	"context"
	"fmt"

	"laowu/internal/db"
	"laowu/matching"
)

var _ matching.Index = (*Engine)(nil)

// indexer writes documents of all counties, each under its own: whom nothing
// belongs to writes what is shared.
func indexer(county string) db.Actor { return db.Actor{County: county, Role: db.Admin} }

// nowhere is no county's number.
const nowhere = "000000"

// PutOpenings writes documents of openings and removes those of closed ones.
func (e *Engine) PutOpenings(ctx context.Context, docs []matching.OpeningDocument, gone []int64) error {
	return e.db.Tx(ctx, indexer(nowhere), func(tx *db.Tx) error {
		changed := gone
		for i := range docs {
			changed = append(changed[:len(changed):len(changed)], docs[i].ID)
		}
		_, err := e.write(ctx, tx, changed, docs)
		return err
	})
}

// PutWorkers writes documents of people, of several counties if need be, and
// removes those of people who are erased or not on record any more.
func (e *Engine) PutWorkers(ctx context.Context, docs []matching.WorkerDocument, gone []int64) error {
	return e.db.Tx(ctx, indexer(nowhere), func(tx *db.Tx) error {
		return e.putWorkers(ctx, tx, docs, gone)
	})
}

func (e *Engine) putWorkers(ctx context.Context, tx *db.Tx, docs []matching.WorkerDocument, gone []int64) error {
	for county, own := range byCounty(docs) {
		if err := e.workerColumns(own).writeIn(ctx, tx, county); err != nil {
			return err
		}
	}
	if len(gone) == 0 {
		return nil
	}
	if _, err := tx.Exec(ctx, "SELECT search.drop_workers($1)", gone); err != nil {
		return fmt.Errorf("remove search documents of people: %w", err)
	}
	return nil
}

func byCounty(docs []matching.WorkerDocument) map[string][]matching.WorkerDocument {
	out := map[string][]matching.WorkerDocument{}
	for i := range docs {
		out[docs[i].County] = append(out[docs[i].County], docs[i])
	}
	return out
}

// writeIn writes documents under their own county.
func (c *workerColumns) writeIn(ctx context.Context, tx *db.Tx, county string) error {
	if _, err := tx.Exec(ctx, "SELECT set_config('laowu.county', $1, true)", county); err != nil {
		return fmt.Errorf("write search documents of people: %w", err)
	}
	_, err := c.write(ctx, tx, nil)
	return err
}
