package main

import (
	"context"
	"errors"
	"sync"

	"laowu/matching/meili/private"
)

// startEngines runs beside the pages what the engines need: the private
// Meilisearch, who tells it of changes, and who looks whether it answers. stop
// ends them and waits for that. PostgreSQL answers all the while.
func (a *app) startEngines(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var own sync.WaitGroup
	own.Go(func() { a.indexer(a.indexes[0]).Run(ctx) }) // PostgreSQL's, which waits for nobody
	if a.meili == nil {
		return func() { cancel(); own.Wait() }
	}
	keeper := a.keepMeili(ctx)
	a.fallback.Begin()
	var beside sync.WaitGroup
	beside.Go(func() {
		if keeper != nil && keeper.Wait(ctx) != nil && ctx.Err() != nil {
			return
		}
		beside.Go(func() { a.indexer(a.meili).Run(ctx) })
		a.fallback.Watch(ctx)
	})
	return func() {
		cancel()
		own.Wait()
		beside.Wait()
		a.meili.Close()
		if keeper != nil {
			keeper.Stop()
		}
	}
}

// keepMeili keeps the private Meilisearch; nil where another one is meant, or
// none can be kept, which the log says.
func (a *app) keepMeili(ctx context.Context) *private.Keeper {
	if a.config.MeiliURL != "" {
		return nil
	}
	path, err := private.Find()
	if errors.Is(err, private.ErrNoProgram) {
		return nil // another process keeps one
	}
	var keeper *private.Keeper
	if err == nil {
		// It ends after those who use it.
		keeper, err = private.Keep(context.WithoutCancel(ctx), private.KeepOptions{
			Path: path, Data: a.config.Data, Log: a.log,
			Changed: func(private.Endpoint) { a.fallback.Retry() },
		})
	}
	if err != nil {
		a.log.Error("the private Meilisearch cannot run, PostgreSQL answers", "error", err)
		return nil
	}
	return keeper
}
