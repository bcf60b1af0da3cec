package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/access"
	"laowu/internal/db"
)

// keeper does the service's small chores, over and over.
type keeper struct {
	every  time.Duration // from one round to the next
	log    *slog.Logger
	chores []*chore
	rounds int
}

// chore is something that is done every so many rounds.
type chore struct {
	name    string
	rounds  int
	do      func(context.Context) error
	failing bool // the last time, and that has been said
}

// newKeeper chains the audit trail every two seconds, looks whether a command
// loaded the demonstration or a day began meanwhile, writes the words of questions,
// and forgets what is over every ten minutes.
func (a *app) newKeeper() *keeper {
	return &keeper{every: 2 * time.Second, log: a.log, chores: []*chore{
		{name: "chain audit", rounds: 1, do: func(ctx context.Context) error {
			_, err := access.Chain(ctx, a.db, a.vault, a.actor(), a.anchor())
			return err
		}},
		{name: "mark demonstration", rounds: 5, do: a.markDemonstration},
		{name: "turn the day", rounds: 5, do: a.turnOfDay()},
		{name: "write questions", rounds: 2, do: func(ctx context.Context) error { return a.questions.Flush(ctx, a.db) }},
		{name: "sweep sessions", rounds: 300, do: access.Sessions{DB: a.db}.Sweep},
	}}
}

// start begins the rounds; stop ends them and waits for the one under way.
func (k *keeper) start(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(k.every)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				k.round(ctx)
			}
		}
	}()
	return func() { cancel(); <-done }
}

// round does what is due. What fails is said once, and tried again each time.
func (k *keeper) round(ctx context.Context) {
	k.rounds++
	for _, c := range k.chores {
		if k.rounds%c.rounds != 0 && !c.failing {
			continue
		}
		err := c.do(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil && !c.failing:
			k.log.Error("a chore failed and is tried again", "chore", c.name, "error", impersonal(err))
		case err == nil && c.failing:
			k.log.Warn("a chore succeeds again", "chore", c.name)
		}
		c.failing = err != nil
	}
}

// impersonal is an error's text without what the database may quote of rows.
func impersonal(err error) string {
	var pg *pgconn.PgError
	if said := db.Explain(err); said != "" {
		return said
	}
	if known := refusal(err); known != nil {
		return known.Error()
	}
	if errors.As(err, &pg) {
		return "SQLSTATE " + pg.Code
	}
	return err.Error()
}
