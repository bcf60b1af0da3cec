package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// counting is a keeper of one chore, whose every try gives the next error.
func counting(rounds int, errs ...error) (k *keeper, tries *int, said *bytes.Buffer) {
	tries, said = new(int), new(bytes.Buffer)
	return &keeper{log: slog.New(slog.NewTextHandler(said, nil)), chores: []*chore{{name: "chain audit", rounds: rounds, do: func(context.Context) error {
		*tries++
		if *tries <= len(errs) {
			return errs[*tries-1]
		}
		return nil
	}}}}, tries, said
}

func TestChoresAreDoneInTheirTime(t *testing.T) {
	t.Parallel()
	k, tries, said := counting(3)
	for range 10 {
		k.round(t.Context())
	}
	if *tries != 3 || said.Len() > 0 {
		t.Errorf("done %d times in ten rounds, said %q", *tries, said)
	}
}

// A failure is said once and tried again in each round, and no text of the
// database is in the log.
func TestAFailureIsSaidOnce(t *testing.T) {
	t.Parallel()
	row := &pgconn.PgError{Code: "22P02", Message: `invalid input syntax: "王强 14000000001"`, Detail: "王强"}
	k, tries, said := counting(5, errors.Join(errors.New("chain"), row), row, row)
	for range 9 {
		k.round(t.Context())
	}
	if *tries != 4 {
		t.Errorf("tried %d times", *tries)
	}
	if text := said.String(); strings.Count(text, "\n") != 2 || strings.Contains(text, "王强") || !strings.Contains(text, "SQLSTATE 22P02") {
		t.Errorf("said %s", text)
	}
}

func TestKeeperStops(t *testing.T) {
	t.Parallel()
	k, _, said := counting(1)
	came := make(chan bool)
	k.every = time.Nanosecond
	k.chores[0].do = func(ctx context.Context) error {
		select {
		case came <- true:
		case <-ctx.Done():
		}
		return ctx.Err()
	}
	stop := k.start(t.Context())
	<-came
	<-came
	stop()
	if said.Len() > 0 {
		t.Errorf("told to stop, it said %s", said)
	}
}

// A demonstration that a command loads beside a running service is said on its
// pages without a new start.
func TestPagesLearnOfADemonstration(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.within(t, func(ctx context.Context, a *app) {
		k := a.newKeeper()
		rounds := func() {
			for range 5 {
				k.round(ctx)
			}
		}
		if rounds(); a.madeUp.Load() {
			t.Error("an empty installation is called a demonstration")
		}
		exec(t, o.env["LAOWU_DATABASE_URL"], "UPDATE installation SET demonstration = true")
		if rounds(); !a.madeUp.Load() {
			t.Error("the demonstration is not called one")
		}
	})
}
