package access

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"laowu/internal/db"
	"laowu/internal/work"
)

// ResealQueue is where the service looks for counties to reseal.
const ResealQueue = "reseal"

// busyWait is when to look again after another process that reseals, and
// longest how long a job goes on before it is begun anew where it stopped: what
// has no end, the library does not take from a process that is gone.
const (
	busyWait = time.Minute
	longest  = time.Hour
)

type resealArgs struct {
	County string `json:"county"`
}

func (resealArgs) Kind() string { return "reseal" }

// Queue asks, with tx, for the service to reseal a county. One that waits
// already is put at the head; one at work sees a new key before it ends.
func (r *Resealer) Queue(ctx context.Context, tx *db.Tx, jobs *work.Client, county string) error {
	o := river.InsertOpts{Queue: ResealQueue, UniqueOpts: river.UniqueOpts{ByArgs: true}}
	// Unless told, the library would count those that are done.
	o.UniqueOpts.ByState = append(o.UniqueOpts.ByState, "available", "pending", "retryable", "running", "scheduled")
	res, err := jobs.InsertTx(ctx, tx.Tx, resealArgs{County: county}, &o)
	if err == nil && res.UniqueSkippedAsDuplicate {
		_, err = jobs.JobRetryTx(ctx, tx.Tx, res.Job.ID)
	}
	if err != nil {
		return fmt.Errorf("queue resealing: %w", err)
	}
	return nil
}

// Resume asks for the counties again when the service starts: a killed process
// may have left some half done, and an import that was under way when the key
// changed had sealed with the old one. Where nothing is left, looking costs
// little.
func (r *Resealer) Resume(ctx context.Context, actor db.Actor, jobs *work.Client, counties ...string) error {
	return r.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		if err := freeKilled(ctx, tx); err != nil {
			return err
		}
		for _, c := range counties {
			if err := r.Queue(ctx, tx, jobs, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// freeKilled gives jobs back whose process was killed: they say that they run,
// and nobody has the turn.
func freeKilled(ctx context.Context, tx *db.Tx) error {
	nobody, err := takeTurn(ctx, tx)
	if err != nil || !nobody {
		return err
	}
	_, err = tx.Exec(ctx, `
		UPDATE river.river_job SET state = 'available', scheduled_at = now(), attempted_by = '{}' WHERE kind = $1 AND state = 'running'`,
		resealArgs{}.Kind())
	if err != nil {
		return fmt.Errorf("free killed resealing: %w", err)
	}
	return nil
}

// ResealWorker reseals in the background.
type ResealWorker struct {
	river.WorkerDefaults[resealArgs]
	Resealer *Resealer
}

// Timeout is the longest that a job goes on.
func (w *ResealWorker) Timeout(*river.Job[resealArgs]) time.Duration { return longest }

// Work reseals a county. The job ends in the transaction that has seen no newer
// key: a rotation either finds it at work or queues another.
func (w *ResealWorker) Work(ctx context.Context, job *river.Job[resealArgs]) error {
	actor := db.Actor{County: job.Args.County, Role: db.Admin}
	alone, err := w.Resealer.Alone(ctx, actor, func() error {
		_, err := w.Resealer.Run(ctx, actor, nil, func(tx *db.Tx) error {
			_, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx.Tx, job)
			return err
		})
		return err
	})
	switch {
	case ctx.Err() != nil:
		return river.JobSnooze(0) // the service stops, or the hour is over; the next goes on
	case err == nil && !alone:
		return river.JobSnooze(busyWait)
	}
	return err
}
