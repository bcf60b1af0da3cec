package main

import (
	"context"
	"errors"
	"sync"

	"laowu/matching/meili/private"
)

// startEngines runs beside the pages what the engines need: who tells them of
// changes, the private Meilisearch, and who looks whether it answers. stop ends
// them and waits for that. PostgreSQL answers all the while.
func (a *app) startEngines(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	end := func() {}
	var beside sync.WaitGroup
	beside.Go(func() { a.indexer(a.indexes[0]).Run(ctx) }) // PostgreSQL's, which waits for nobody
	if a.meili != nil {
		keeper := a.keepMeili(ctx)
		a.fallback.Begin()
		beside.Go(func() {
			if keeper.first(ctx) {
				beside.Go(func() { a.indexer(a.meili).Run(ctx) })
				a.fallback.Watch(ctx)
			}
		})
		end = func() { a.meili.Close(); keeper.stop() }
	}
	return func() { cancel(); beside.Wait(); end() }
}

// keeping is the private Meilisearch, if this process keeps one.
type keeping struct{ *private.Keeper }

// first waits until the server was started once, however that went, and says
// whether there is still something to do.
func (k keeping) first(ctx context.Context) bool {
	if k.Keeper != nil {
		_ = k.Wait(ctx) // the log has said it, and it is tried again
	}
	return ctx.Err() == nil
}

func (k keeping) stop() {
	if k.Keeper != nil {
		k.Stop()
	}
}

// keepMeili keeps the private Meilisearch, unless another one is meant or none
// can be kept, which the log says.
func (a *app) keepMeili(ctx context.Context) keeping {
	if a.config.MeiliURL != "" {
		return keeping{}
	}
	path, err := private.Find()
	if errors.Is(err, private.ErrNoProgram) {
		return keeping{} // another process keeps one
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
		return keeping{}
	}
	return keeping{keeper}
}
