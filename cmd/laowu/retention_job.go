package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"laowu/internal/access"
	"laowu/internal/work"
)

// retentionQueue is where the service looks for its daily turns.
const retentionQueue = "retention"

// retentionArgs name the county whose timers run.
type retentionArgs struct {
	County string `json:"county"`
}

func (retentionArgs) Kind() string { return "retention" }

// retentionWorker runs the retention timers: by LAOWU_RETENTION it erases, or
// counts what is due.
type retentionWorker struct {
	river.WorkerDefaults[retentionArgs]
	app *app
}

var errRetention = errors.New("retention failed")

// Work logs counts alone. What an error quotes of rows stays out of the table
// of jobs.
func (w *retentionWorker) Work(ctx context.Context, job *river.Job[retentionArgs]) error {
	actor := w.app.actor()
	actor.County = job.Args.County
	d, err := w.app.retain(ctx, actor, w.app.config.Erases())
	if err == nil {
		err = w.app.keepRun(ctx, actor, d)
	}
	if err != nil {
		_, text := explain(err)
		return fmt.Errorf("%w: %s", errRetention, text)
	}
	if !d.nothing() {
		w.app.log.Warn("retention", "done", d.Run, "announced", len(d.Announce), "kept", len(d.Keep), "erased", len(d.Erase), "imports without files", len(d.Files), "exports deleted", len(d.Exports), "notices deleted", d.Notices)
	}
	return nil
}

// everyDay queues each county's turns of the day, and at the start those of
// today.
func everyDay(jobs *work.Client, counties ...string) {
	for _, county := range counties {
		for _, args := range turns(county) {
			jobs.PeriodicJobs().Add(river.NewPeriodicJob(river.PeriodicInterval(day), func() (river.JobArgs, *river.InsertOpts) {
				return args, oncePerDay()
			}, &river.PeriodicJobOpts{RunOnStart: true}))
		}
	}
}

// turns are those of a day.
func turns(county string) []river.JobArgs {
	return []river.JobArgs{retentionArgs{county}, referralArgs{county}, careArgs{county}, freshArgs{county}, access.CheckArgs{County: county}}
}

const day = 24 * time.Hour

// oncePerDay leaves it at one turn a day, however often the service starts.
func oncePerDay() *river.InsertOpts {
	return &river.InsertOpts{Queue: retentionQueue, MaxAttempts: 3, UniqueOpts: river.UniqueOpts{ByArgs: true, ByPeriod: day}}
}
