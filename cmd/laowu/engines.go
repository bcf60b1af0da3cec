package main

import (
	"context"
	"errors"
	"math"
	"time"

	"laowu/internal/db"
	"laowu/matching"
	"laowu/matching/index"
	"laowu/matching/meili"
	"laowu/matching/meili/private"
	"laowu/matching/pgsearch"
)

// wireEngines makes the engines that answer: Meilisearch where there is one,
// and PostgreSQL, which answers without it. Nothing is asked or started yet.
func (a *app) wireEngines(reserve *pgsearch.Engine) {
	o := matching.FallbackOptions{Reserve: reserve, ReserveWorkers: reserve, Log: a.log}
	a.indexes = []matching.Index{reserve}
	if a.hasMeili() {
		a.meili = meili.NewLink(a.meiliAt, meili.Options{Lexicon: a.lexicon, Now: a.db.Now, Scope: a.workerScope})
		a.indexes = append(a.indexes, a.meili)
		o.First, o.FirstWorkers, o.Connect, o.Trouble, o.Lag = a.meili, a.meili, a.meili.Connect, troubleOf, a.lag
	}
	a.fallback = matching.NewFallback(o)
}

// hasMeili says whether a Meilisearch is meant to answer: one that is named, a
// program on the PATH, or one that another process of the data folder keeps.
func (a *app) hasMeili() bool {
	if a.config.MeiliURL != "" {
		return true
	}
	if _, err := private.Find(); err == nil {
		return true
	}
	_, err := private.Look(a.config.Data)
	return err == nil
}

// meiliAt is where Meilisearch is now.
func (a *app) meiliAt() (meili.Endpoint, error) {
	if a.config.MeiliURL != "" {
		return meili.Endpoint{URL: a.config.MeiliURL, Key: a.config.MeiliKey}, nil
	}
	at, err := private.Look(a.config.Data)
	return meili.Endpoint{URL: at.URL, Key: at.MasterKey}, err
}

// troubleOf is what an error of Meilisearch means. One of no kind known says
// nothing of the next question.
func troubleOf(err error) matching.Trouble {
	switch cause := meili.Cause(err); {
	case cause == nil:
		return matching.Unasked
	case errors.Is(cause, meili.ErrKey):
		return matching.WrongKey
	case errors.Is(cause, meili.ErrVersion):
		return matching.OldVersion
	case errors.Is(cause, meili.ErrDisk):
		return matching.DiskFull
	case errors.Is(cause, meili.ErrMissing):
		return matching.NoIndex
	case errors.Is(cause, meili.ErrStuck):
		return matching.Stuck
	}
	return matching.Unreachable
}

// neverBuilt is how far a copy is behind that nobody made, or that nobody kept in
// step for so long that it is forgotten: further than any change waits.
const neverBuilt = time.Duration(math.MaxInt64)

// lag is how long the oldest change waits to reach Meilisearch, 0 where none does.
func (a *app) lag(ctx context.Context) (time.Duration, error) {
	all, err := index.Lags(ctx, a.db, a.config.County)
	if err != nil {
		return 0, err
	}
	for _, l := range all {
		switch {
		case l.Engine != a.meili.Name() || l.BuiltAt == nil:
		case l.Waiting == 0:
			return 0, nil
		default:
			return max(time.Duration(l.Age*float64(time.Second)), 1), nil
		}
	}
	return neverBuilt, nil
}

// indexer tells engines that keep a copy of what changes.
func (a *app) indexer(engines ...matching.Index) *index.Indexer {
	return &index.Indexer{DB: a.db, County: a.config.County, Log: a.log, Lexicon: a.lexicon, Engines: engines, Workers: a.workerDocuments}
}

// workerDocuments reads what search keeps of people.
func (a *app) workerDocuments(ctx context.Context, tx *db.Tx, ids []int64) ([]matching.WorkerDocument, error) {
	return matching.NewWorkerReader(a.lexicon).Read(ctx, tx, ids)
}

// workerScope says whom an actor may find.
func (a *app) workerScope(ctx context.Context, actor db.Actor) (all bool, scope []string, err error) {
	return matching.WorkerScope(ctx, a.db, actor)
}
