package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/riverqueue/river"

	"laowu/internal/db"
	"laowu/internal/hiring"
)

// referralArgs name the county whose referrals are looked at each day.
type referralArgs struct {
	County string `json:"county"`
}

func (referralArgs) Kind() string { return "referrals" }

// referralWorker ends the referrals that nobody moved in time.
type referralWorker struct {
	river.WorkerDefaults[referralArgs]
	app *app
}

var errReferrals = errors.New("referrals failed")

// Work logs counts alone; what an error quotes of rows stays out of the table of
// jobs.
func (w *referralWorker) Work(ctx context.Context, job *river.Job[referralArgs]) error {
	actor := w.app.actor()
	actor.County = job.Args.County
	err := w.app.db.Tx(ctx, actor, func(tx *db.Tx) error {
		n, err := hiring.ExpireReferrals(ctx, tx)
		if err == nil && n > 0 {
			w.app.log.Info("referrals expired", "count", n)
		}
		return err
	})
	if err != nil {
		_, text := explain(err)
		return fmt.Errorf("%w: %s", errReferrals, text)
	}
	return nil
}
