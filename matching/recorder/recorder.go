// Package recorder is for tests: an index that remembers what it was told.
package recorder

import (
	"context"
	"maps"
	"sync"

	"laowu/matching"
)

// Recorder is an engine's copy in memory. Safe for several goroutines.
type Recorder struct {
	mu     sync.Mutex
	name   string
	copied Copy
	// Before is asked before each writing, of the old copy and the new; what it
	// returns is the engine's answer. May be nil.
	Before func(ctx context.Context, building bool, openings, workers []int64) error
	// Made counts the copies that were swapped in.
	Made int
	// Left counts those that were abandoned.
	Left int
}

// Copy is the documents by their records.
type Copy struct {
	Openings map[int64]matching.OpeningDocument
	Workers  map[int64]matching.WorkerDocument
}

// New makes one without documents.
func New(name string) *Recorder { return &Recorder{name: name, copied: newCopy()} }

func newCopy() Copy {
	return Copy{map[int64]matching.OpeningDocument{}, map[int64]matching.WorkerDocument{}}
}

// Name is the one given.
func (r *Recorder) Name() string { return r.name }

// Copy is what it holds now.
func (r *Recorder) Copy() Copy {
	r.mu.Lock()
	defer r.mu.Unlock()
	return Copy{maps.Clone(r.copied.Openings), maps.Clone(r.copied.Workers)}
}

// PutOpenings as matching.Index says.
func (r *Recorder) PutOpenings(ctx context.Context, docs []matching.OpeningDocument, gone []int64) error {
	return r.put(ctx, false, &r.copied, docs, nil, gone, nil)
}

// PutWorkers as matching.Index says.
func (r *Recorder) PutWorkers(ctx context.Context, docs []matching.WorkerDocument, gone []int64) error {
	return r.put(ctx, false, &r.copied, nil, docs, nil, gone)
}

func (r *Recorder) put(ctx context.Context, building bool, into *Copy, openings []matching.OpeningDocument, workers []matching.WorkerDocument, openingsGone, workersGone []int64) error {
	var refused error
	if r.Before != nil {
		refused = r.Before(ctx, building, ids(openings, opening), ids(workers, worker))
	}
	out, err := left(refused)
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	write(into.Openings, openings, opening, openingsGone, out)
	write(into.Workers, workers, worker, workersGone, out)
	return refused
}

// Rebuild as matching.Index says.
func (r *Recorder) Rebuild(context.Context) (matching.Build, error) {
	return &build{r: r, copied: newCopy()}, nil
}

type build struct {
	r      *Recorder
	copied Copy
	done   bool
}

func (b *build) PutOpenings(ctx context.Context, docs []matching.OpeningDocument, gone []int64) error {
	return b.r.put(ctx, true, &b.copied, docs, nil, gone, nil)
}

func (b *build) PutWorkers(ctx context.Context, docs []matching.WorkerDocument, gone []int64) error {
	return b.r.put(ctx, true, &b.copied, nil, docs, nil, gone)
}

func (b *build) Counts(context.Context) (openings, workers int, err error) {
	b.r.mu.Lock()
	defer b.r.mu.Unlock()
	return len(b.copied.Openings), len(b.copied.Workers), nil
}

func (b *build) Swap(context.Context) error {
	b.r.mu.Lock()
	defer b.r.mu.Unlock()
	b.r.copied, b.done = b.copied, true
	b.r.Made++
	return nil
}

func (b *build) Abandon(context.Context) error {
	b.r.mu.Lock()
	defer b.r.mu.Unlock()
	if !b.done {
		b.r.Left++
	}
	return nil
}
