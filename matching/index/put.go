package index

import (
	"context"
	"fmt"
	"slices"

	"laowu/internal/db"
	"laowu/internal/work"
	"laowu/matching"
)

// group is a county's records of a kind, which are read together.
type group struct {
	county string
	kind   work.Kind
}

// put reads what records say now and writes it to all copies, at most batch at a
// time.
func (t *turn) put(ctx context.Context, g group, ids []int64, refused refusals, into ...puts) error {
	for part := range slices.Chunk(ids, batch) {
		write, err := t.read(ctx, g, part)
		if err != nil {
			return err
		}
		if err := t.mine(ctx); err != nil {
			return err
		}
		for _, id := range part {
			delete(refused, document{g, id})
		}
		for _, copied := range into {
			if err := refused.add(g, write(copied)); err != nil {
				return fmt.Errorf("put %ss: %w", g.kind, err)
			}
		}
	}
	return nil
}

// read reads the documents of records, as the admin of their county sees them,
// and returns how to write them.
func (t *turn) read(ctx context.Context, g group, ids []int64) (write func(puts) error, err error) {
	var openings []matching.OpeningDocument
	var workers []matching.WorkerDocument
	err = t.DB.ReadTx(ctx, admin(g.county), func(tx *db.Tx) error {
		var err error
		if g.kind == work.Opening {
			openings, err = matching.NewOpeningReader(t.Lexicon).Read(ctx, tx, ids)
		} else {
			workers, err = t.Workers(ctx, tx, ids)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read %ss for search: %w", g.kind, err)
	}
	if g.kind == work.Opening {
		gone := without(ids, openings, func(d matching.OpeningDocument) int64 { return d.ID })
		return func(p puts) error { return p.PutOpenings(ctx, openings, gone) }, nil
	}
	gone := without(ids, workers, func(d matching.WorkerDocument) int64 { return d.ID })
	return func(p puts) error { return p.PutWorkers(ctx, workers, gone) }, nil
}

// without are those of ids that have no document.
func without[D any](ids []int64, docs []D, id func(D) int64) []int64 {
	there := make(map[int64]bool, len(docs))
	for _, d := range docs {
		there[id(d)] = true
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id int64) bool { return there[id] })
}
