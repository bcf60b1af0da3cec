package matching

import (
	"context"
	"fmt"
	"slices"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// askWorkers asks the engine, and the records themselves where only a name was
// said.
func (s *Service) askWorkers(ctx context.Context, actor db.Actor, q WorkerQuestion) (WorkerAnswer, error) {
	if q.named() {
		return pageOfNamed(q)
	}
	return s.workers.engine.SearchWorkers(ctx, actor, q)
}

// records reads what is shown of the hits, as the actor sees them now: who is
// gone since, or is no longer his, is left out.
func (s *Service) records(ctx context.Context, actor db.Actor, f *FoundWorkers) error {
	ids := make([]int64, len(f.Hits))
	for i, h := range f.Hits {
		ids[i] = h.ID
	}
	if len(ids) == 0 {
		return nil
	}
	var lines []roster.PersonLine
	var docs []WorkerDocument
	err := s.workers.db.ReadTx(ctx, actor, func(tx *db.Tx) (err error) {
		if err = tx.Among(ctx, ids); err != nil {
			return err
		}
		if lines, err = roster.Lines(ctx, tx, s.workers.vault, ids); err != nil {
			return err
		}
		docs, err = NewWorkerReader(s.lexicon).Read(ctx, tx, ids)
		return err
	})
	if err != nil {
		return fmt.Errorf("read people found: %w", err)
	}
	today := db.Day(s.workers.db.Now())
	for _, line := range lines {
		i := slices.IndexFunc(f.Hits, func(h WorkerHit) bool { return h.ID == line.ID })
		one := FoundWorker{PersonLine: line, Score: f.Hits[i].Score}
		if at := slices.IndexFunc(docs, func(d WorkerDocument) bool { return d.ID == line.ID }); at >= 0 {
			d := &docs[at]
			one.Trades, one.Free = d.Trades, d.Free()
			one.Certs = slices.DeleteFunc(d.Certs, func(c WorkerCert) bool { return c.Expires != nil && c.Expires.Before(today) })
		}
		f.People = append(f.People, one)
	}
	return nil
}
