package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/user"
	"sync/atomic"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/config"
	"laowu/internal/db"
	"laowu/internal/db/private"
	"laowu/matching"
	"laowu/matching/meili"
	"laowu/matching/pgsearch"
)

// app is what commands work with: the settings in force, the database, the
// vault, and search.
type app struct {
	config    config.Config
	log       *slog.Logger
	db        *db.DB
	vault     *access.Vault
	lexicon   *matching.Lexicon
	search    *matching.Service
	engine    *pgsearch.Engine
	questions *matching.QuestionLog
	fallback  *matching.Fallback
	meili     *meili.Link      // nil where there is none
	indexes   []matching.Index // engines that are told of changes
	imports   *imports.Service
	exports   *imports.Exports
	madeUp    atomic.Bool                 // whether the people on record are made up
	leave     func(context.Context) error // leaves the private PostgreSQL
}

// open connects, and makes ready what commands share.
func (c *cli) open(ctx context.Context) (*app, error) {
	cfg, err := c.load()
	if err != nil {
		return nil, err
	}
	a := &app{config: cfg, log: newLog(c.err, c.debug), leave: func(context.Context) error { return nil }}
	if err := a.connect(ctx); err != nil {
		return nil, errors.Join(err, a.close(ctx))
	}
	if err := a.wire(ctx); err != nil {
		return nil, errors.Join(err, a.close(ctx))
	}
	return a, nil
}

// connect opens the database that the settings name, or the private one, whose
// tables are made at its first start.
func (a *app) connect(ctx context.Context) error {
	url, owner := a.config.DatabaseURL, ""
	if a.config.PrivateDatabase() {
		server, err := private.Join(ctx, private.Options{Dir: a.config.Data, Log: a.log})
		if err != nil {
			return people(err)
		}
		url, owner, a.leave = server.ServiceURL(), server.URL(), server.Leave
	}
	var err error
	a.db, err = db.Open(ctx, url, db.Options{})
	if errors.Is(err, db.ErrEmpty) && a.config.PrivateDatabase() {
		if err := db.Migrate(ctx, owner, url); err != nil {
			return err
		}
		a.db, err = db.Open(ctx, url, db.Options{})
	}
	return err
}

func (a *app) wire(ctx context.Context) error {
	var err error
	if a.vault, err = access.OpenVault(ctx, a.db, a.actor(), a.config.Keyset); err != nil {
		return err
	}
	a.vault.Log = a.log
	return a.wireSearch(ctx)
}

// actor is who a command acts as: the admin of its county. The audit trail
// names the operating system's user.
func (a *app) actor() db.Actor {
	name := "?"
	if u, err := user.Current(); err == nil {
		name = u.Username
	}
	return db.Actor{County: a.config.County, Role: db.Admin, Name: "os:" + name}
}

// close leaves everything in the reverse order. It works when little was
// opened, and when the caller was told to stop.
func (a *app) close(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	if a.db != nil {
		a.db.Close()
	}
	return a.leave(ctx)
}

// with runs a command's work between open and close.
func (c *cli) with(ctx context.Context, work func(context.Context, *app) error) error {
	a, err := c.open(ctx)
	if err != nil {
		return err
	}
	err = work(ctx, a)
	return errors.Join(err, a.close(ctx))
}

// terminal is w's file where a person looks at it.
func terminal(w any) (*os.File, bool) {
	f, ok := w.(*os.File)
	if !ok {
		return nil, false
	}
	info, err := f.Stat()
	return f, err == nil && info.Mode()&os.ModeCharDevice != 0
}
