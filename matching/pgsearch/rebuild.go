package pgsearch

import (
	"context"
	"fmt"

	"laowu/internal/db"
	"laowu/matching"
)

// rebuild keeps what it is told, packed as it will be stored, and writes all of
// it in one transaction: until that ends everybody finds the old documents, and
// no change has to wait for a rebuild in the making. A county's people and
// openings take some 40 MB.
type rebuild struct {
	engine   *Engine
	openings []openingPart
	workers  map[string]*workerColumns // by county
	gone     []int64                   // people
	done     bool
}

type openingPart struct {
	changed []int64
	columns *columns
}

// Rebuild begins a copy of all documents.
func (e *Engine) Rebuild(context.Context) (matching.Build, error) {
	return &rebuild{engine: e, workers: map[string]*workerColumns{}}, nil
}

func (b *rebuild) PutOpenings(_ context.Context, docs []matching.OpeningDocument, gone []int64) error {
	c := b.engine.columns(docs)
	b.openings = append(b.openings, openingPart{append(gone[:len(gone):len(gone)], c.ids...), c})
	return nil
}

func (b *rebuild) PutWorkers(_ context.Context, docs []matching.WorkerDocument, gone []int64) error {
	for county, own := range byCounty(docs) {
		if b.workers[county] == nil {
			b.workers[county] = newWorkerColumns()
		}
		b.workers[county].add(own, b.engine.lexicon, db.Day(b.engine.db.Now()))
	}
	b.gone = append(b.gone, gone...)
	return nil
}

// Swap writes the documents. Those of openings that are closed and of people
// who are gone fall away, told of or not.
func (b *rebuild) Swap(ctx context.Context) error {
	if b.done {
		return nil
	}
	err := b.engine.db.Tx(ctx, indexer(nowhere), func(tx *db.Tx) error {
		for _, p := range b.openings {
			if _, err := p.columns.write(ctx, tx, p.changed); err != nil {
				return err
			}
		}
		for county, columns := range b.workers {
			if err := columns.writeIn(ctx, tx, county); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, "SELECT search.drop_openings(), search.drop_workers(NULL)"); err != nil {
			return fmt.Errorf("remove search documents: %w", err)
		}
		return nil
	})
	if err == nil {
		*b = rebuild{done: true}
	}
	return err
}

// Abandon forgets what was told.
func (b *rebuild) Abandon(context.Context) error {
	*b = rebuild{done: true}
	return nil
}
