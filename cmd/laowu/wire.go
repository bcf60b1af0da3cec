package main

import (
	"context"
	"time"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/paper"
	"laowu/internal/web"
	"laowu/internal/work"
	"laowu/matching"
	"laowu/matching/match"
	"laowu/matching/pgsearch"
	"laowu/matching/repeat"
)

// wireSearch makes the lexicon, the engines, and what imports need of them.
func (a *app) wireSearch(ctx context.Context) error {
	var atlas *area.Atlas
	err := a.db.ReadTx(ctx, a.actor(), func(tx *db.Tx) error {
		var err error
		atlas, err = area.Load(ctx, tx)
		return err
	})
	if err != nil {
		return err
	}
	if a.lexicon, err = matching.NewLexicon(atlas); err != nil {
		return err
	}
	engine := pgsearch.New(a.db, a.lexicon)
	a.engine = engine
	a.questions = matching.NewQuestionLog(time.Now)
	a.wireEngines(engine)
	a.search = matching.NewService(a.lexicon, a.fallback, engine.Terms).
		WithAdditions(matching.CountyWords(a.db, a.counties()...)).WithWorkers(a.db, a.vault, a.fallback)
	a.exports = &imports.Exports{DB: a.db, Vault: a.vault, Log: a.log}
	a.imports = &imports.Service{DB: a.db, Vault: a.vault, Log: a.log, Desk: desk(a.lexicon, engine)}
	return nil
}

// desk is what imports need of matching.
func desk(l *matching.Lexicon, e *pgsearch.Engine) imports.Desk {
	return imports.Desk{
		Trade: func(title string) string {
			if trades := l.TradesOf(title); len(trades) > 0 {
				return trades[0]
			}
			return ""
		},
		Certificates: l.Certificates().Asked,
		PutOpenings: func(ctx context.Context, tx *db.Tx, ids []int64) error {
			if _, err := e.Put(ctx, tx, ids); err != nil {
				return err
			}
			return findRepeats(ctx, tx, l, ids)
		},
	}
}

// mostCompared bounds the openings that are compared with all others as they are
// written; of a whole county's list the night does it.
const mostCompared = 300

// findRepeats looks whether openings that were just written offer again what
// others offer.
func findRepeats(ctx context.Context, tx *db.Tx, l *matching.Lexicon, ids []int64) error {
	if len(ids) > mostCompared {
		return nil
	}
	_, err := repeat.Judge{Lexicon: l}.Find(ctx, tx, ids)
	return err
}

// putOpenings brings search in step with openings that were closed or reopened.
func (a *app) putOpenings(ctx context.Context, tx *db.Tx, ids ...int64) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := a.engine.Put(ctx, tx, ids)
	return err
}

// putWritten brings search in step with openings that somebody wrote or changed,
// and looks whether others offer the same.
func (a *app) putWritten(ctx context.Context, tx *db.Tx, ids ...int64) error {
	if err := a.putOpenings(ctx, tx, ids...); err != nil {
		return err
	}
	return findRepeats(ctx, tx, a.lexicon, ids)
}

// server makes the pages.
func (a *app) server(ctx context.Context, queue *work.Client) (*web.Server, error) {
	if err := a.search.HeardBy(a.questions).Refresh(ctx); err != nil {
		return nil, err
	}
	gate, err := access.NewGate(a.db, a.vault)
	if err != nil {
		return nil, err
	}
	return web.New(web.Deps{
		County: a.config.County, BaseURL: a.config.PublicURL, Proxies: a.config.Proxies(), Version: version, Log: a.log,
		Atlas:   a.lexicon.Atlas,
		Search:  a.search.Search,
		Workers: a.search.SearchWorkers,
		Opening: a.opening,
		DB:      a.db, Vault: a.vault, Gate: gate,
		Exports: a.exports.With(queue), Matcher: &match.Matcher{Lexicon: a.lexicon},
		Labels:      web.Labels{Trade: a.lexicon.TradeName, Certificate: a.lexicon.Certificates().Name},
		Standing:    a.fallback.State,
		Checks:      []web.Check{{Name: "database", Ask: a.db.Ping}, {Name: "engine", Ask: a.askEngine}},
		PutOpenings: a.putWritten, Press: paper.NewPress(a.config.Fonts()...), Lexicon: a.lexicon,
		Demo: a.madeUp.Load, Imports: a.imports, Jobs: queue,
	})
}

func (a *app) opening(ctx context.Context, actor db.Actor, id int64) (o hiring.Opening, err error) {
	err = a.db.ReadTx(ctx, actor, func(tx *db.Tx) error {
		o, err = hiring.FindOpening(ctx, tx, a.vault, id)
		return err
	})
	return o, err
}

func (a *app) askEngine(ctx context.Context) error {
	_, err := a.search.Search(ctx, db.Actor{County: a.config.County, Role: db.Nobody}, matching.Request{Limit: 1})
	return err
}
