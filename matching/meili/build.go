package meili

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/meilisearch/meilisearch-go"

	"laowu/matching"
)

// build is a copy beside the one that answers, under names of its own.
type build struct {
	engine            *Engine
	mark              string
	openings, workers string
	over              bool
}

// beside is what names of copies in the making have after the index's.
const beside = "_new_"

// Rebuild begins an empty copy beside the one that answers, and removes what
// killed rebuilds have left. Settings stand before documents: an engine that
// learns them later writes all anew.
func (e *Engine) Rebuild(ctx context.Context) (matching.Build, error) {
	if err := e.greet(ctx); err != nil {
		return nil, err
	}
	if err := e.sweep(ctx); err != nil {
		return nil, err
	}
	mark := strings.ToLower(rand.Text())[:8]
	b := &build{engine: e, mark: mark, openings: openings + beside + mark, workers: workers + beside + mark}
	err := errors.Join(e.create(ctx, b.openings, &e.settings.openings), e.create(ctx, b.workers, &e.settings.workers))
	if err != nil {
		return nil, errors.Join(err, b.Abandon(ctx))
	}
	return b, nil
}

// create makes an empty index with its settings. The engine works off tasks in
// order, so all are sent at once.
func (e *Engine) create(ctx context.Context, name string, s *index) error {
	made, err := e.server.CreateIndex(ctx, &meilisearch.IndexConfig{Uid: e.prefix + name, PrimaryKey: primaryKey})
	if err != nil {
		return e.fault("make an index", err)
	}
	i := e.server.Index(e.prefix + name)
	for _, set := range []func() (*meilisearch.TaskInfo, error){
		func() (*meilisearch.TaskInfo, error) { return made, nil },
		func() (*meilisearch.TaskInfo, error) { return i.UpdateSettings(ctx, &s.Settings) },
		func() (*meilisearch.TaskInfo, error) { return i.UpdateFilterableAttributes(ctx, &s.filterable) },
		func() (*meilisearch.TaskInfo, error) { return i.UpdateFacetSearch(ctx, false) },
	} {
		task, err := set()
		if err := e.done(ctx, "set up an index", task, err); err != nil {
			return err
		}
	}
	return nil
}

// ours lists the names of our indexes without the prefix.
func (e *Engine) ours(ctx context.Context) ([]string, error) {
	all, err := e.server.ListIndexes(ctx, &meilisearch.IndexesQuery{Limit: 1000})
	if err != nil {
		return nil, e.fault("list indexes", err)
	}
	var names []string
	for _, i := range all.Results {
		if name, ours := strings.CutPrefix(i.UID, e.prefix); ours {
			names = append(names, name)
		}
	}
	return names, nil
}

// sweep removes copies that were never finished.
func (e *Engine) sweep(ctx context.Context) error {
	names, err := e.ours(ctx)
	for _, name := range names {
		if strings.HasPrefix(name, openings+beside) || strings.HasPrefix(name, workers+beside) {
			err = errors.Join(err, e.drop(ctx, name))
		}
	}
	return err
}

func (e *Engine) drop(ctx context.Context, name string) error {
	task, err := e.server.DeleteIndex(ctx, e.prefix+name)
	err = e.done(ctx, "remove an index", task, err)
	if errors.Is(err, ErrMissing) {
		return nil
	}
	return err
}

func (b *build) PutOpenings(ctx context.Context, docs []matching.OpeningDocument, gone []int64) error {
	return b.engine.putOpenings(ctx, b.openings, docs, gone)
}

func (b *build) PutWorkers(ctx context.Context, docs []matching.WorkerDocument, gone []int64) error {
	return b.engine.putWorkers(ctx, b.workers, docs, gone)
}

// Swap lets the copy answer: one task changes both indexes. The first copy of
// all takes the names that nobody has yet.
func (b *build) Swap(ctx context.Context) error {
	e := b.engine
	if err := e.put(ctx, b.openings, []record{e.versionRecord(b.mark)}, nil); err != nil {
		return fmt.Errorf("note the version: %w", err)
	}
	names, err := e.ours(ctx)
	if err != nil {
		return err
	}
	var swaps []*meilisearch.SwapIndexesParams
	for _, pair := range [][2]string{{b.openings, openings}, {b.workers, workers}} {
		swaps = append(swaps, &meilisearch.SwapIndexesParams{
			Indexes: []string{e.prefix + pair[0], e.prefix + pair[1]}, Rename: !slices.Contains(names, pair[1]),
		})
	}
	if _, err := e.server.SwapIndexes(ctx, swaps); err != nil {
		return e.fault("swap", err)
	}
	if err := b.swapped(ctx); err != nil {
		return err
	}
	b.over = true
	// What was swapped out has the copy's names now.
	return errors.Join(e.drop(ctx, b.openings), e.drop(ctx, b.workers))
}

// swapped waits for the swap. Its task is hidden from a key for some indexes;
// so another is sent after it, which ends when the swap has, and the record of
// the version tells whose copy answers now.
func (b *build) swapped(ctx context.Context) error {
	e := b.engine
	err := e.remove(ctx, openings, []int64{nobodys})()
	if err != nil {
		return fmt.Errorf("wait for the swap: %w", err)
	}
	built, err := e.builtBy(ctx)
	if err == nil && built.Mark != b.mark {
		return fmt.Errorf("swap: %w: the old copy still answers", ErrStuck)
	}
	return err
}

// nobodys is no record's number.
const nobodys = -1

// Abandon throws the copy away; after Swap it does nothing.
func (b *build) Abandon(ctx context.Context) error {
	if b.over {
		return nil
	}
	b.over = true
	return errors.Join(b.engine.drop(ctx, b.openings), b.engine.drop(ctx, b.workers))
}
