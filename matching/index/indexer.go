// Package index keeps engines that have a copy of the documents in step with
// the records: it tells them what the outbox holds, and builds them anew. Nothing
// is lost while an engine is away, and one does not wait for another.
package index

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"laowu/internal/db"
	"laowu/matching"
)

// Indexer tells engines of changes. Of all that run on a database, in however
// many processes, one at a time tells an engine. Safe for several goroutines.
type Indexer struct {
	DB      *db.DB
	County  string // whose admin asks what no county is asked of
	Log     *slog.Logger
	Lexicon *matching.Lexicon
	// Workers reads the documents of those of the people that have one, as the
	// transaction sees them.
	Workers func(ctx context.Context, tx *db.Tx, ids []int64) ([]matching.WorkerDocument, error)
	Engines []matching.Index // each with a name of its own
	Pace    Pace
}

// Pace is how often an engine is told. Zero values are those below.
type Pace struct {
	Between time.Duration // least time between two batches: 200 ms, so that changes gather
	Look    time.Duration // how often it looks without being woken: 2 s
	Pause   time.Duration // first pause after an error: 500 ms; it doubles
	Longest time.Duration // pause: 15 s
}

func (p Pace) orUsual() Pace {
	for _, d := range []struct {
		of    *time.Duration
		usual time.Duration
	}{{&p.Between, 200 * time.Millisecond}, {&p.Look, 2 * time.Second}, {&p.Pause, 500 * time.Millisecond}, {&p.Longest, 15 * time.Second}} {
		if *d.of == 0 {
			*d.of = d.usual
		}
	}
	return p
}

// Run tells all engines until ctx ends, and builds those whose copy is missing
// or made by another version's rules. What fails is tried again.
func (x *Indexer) Run(ctx context.Context) {
	var all sync.WaitGroup
	for _, e := range x.Engines {
		all.Go(func() { x.follow(ctx, e) })
	}
	all.Wait()
}

// follow attends to one engine, and begins again where that ends.
func (x *Indexer) follow(ctx context.Context, e matching.Index) {
	pace := x.Pace.orUsual()
	pause := pace.Pause
	for ctx.Err() == nil {
		began := time.Now()
		err := x.attend(ctx, e, pace)
		if ctx.Err() != nil {
			return
		}
		if time.Since(began) > pace.Longest {
			pause = pace.Pause
		}
		x.Log.Warn("search index is not told of changes", "engine", e.Name(), "error", err, "again_in", pause)
		sleep(ctx, pause)
		pause = min(2*pause, pace.Longest)
	}
}

// sleep waits, or until ctx ends.
func sleep(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// admin is as whom a county's records are read.
func admin(county string) db.Actor {
	return db.Actor{County: county, Role: db.Admin, Name: "search index"}
}
