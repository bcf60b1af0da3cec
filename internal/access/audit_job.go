package access

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"laowu/internal/db"
	"laowu/internal/work"
)

// CheckQueue is where the service looks for chains to go through.
const CheckQueue = "audit"

// CheckArgs name the county whose audit chain is gone through.
type CheckArgs struct {
	County string `json:"county"`
}

// Kind is what the table of jobs calls it.
func (CheckArgs) Kind() string { return "audit_check" }

// QueueCheck asks, with tx, for the service to go through the county's chain;
// one that waits or is under way already will do.
func QueueCheck(ctx context.Context, tx *db.Tx, jobs *work.Client) error {
	o := river.InsertOpts{Queue: CheckQueue, MaxAttempts: 3, UniqueOpts: river.UniqueOpts{ByArgs: true}}
	o.UniqueOpts.ByState = append(o.UniqueOpts.ByState, "available", "pending", "retryable", "running", "scheduled")
	if _, err := jobs.InsertTx(ctx, tx.Tx, CheckArgs{tx.Actor.County}, &o); err != nil {
		return fmt.Errorf("queue check of audit chain: %w", err)
	}
	return nil
}

// CheckWorker goes through chains in the background.
type CheckWorker struct {
	river.WorkerDefaults[CheckArgs]
	DB     *db.DB
	Vault  *Vault
	Anchor Anchor
}

// longestCheck is how long one may take: a million entries take some seconds.
const longestCheck = 10 * time.Minute

// Timeout is the longest that a job goes on.
func (w *CheckWorker) Timeout(*river.Job[CheckArgs]) time.Duration { return longestCheck }

var errCheck = errors.New("audit check failed")

// Work goes through a county's chain and keeps what it found. What an error quotes
// of rows stays out of the table of jobs.
func (w *CheckWorker) Work(ctx context.Context, job *river.Job[CheckArgs]) error {
	_, err := Check(ctx, w.DB, w.Vault, db.Actor{County: job.Args.County, Role: db.Admin, Name: "service"}, w.Anchor)
	if err != nil && ctx.Err() == nil {
		return errCheck
	}
	return err
}
