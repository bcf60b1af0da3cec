package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/riverqueue/river"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/matching"
	"laowu/matching/repeat"
)

// careArgs name the county whose openings are looked after each day.
type careArgs struct {
	County string `json:"county"`
}

func (careArgs) Kind() string { return "care" }

// careWorker asks about openings that nobody confirmed, closes those that were
// asked about in vain, looks for those that are offered twice, and counts anew how
// few were sent to each. Whom the day changed is noted for search.
type careWorker struct {
	river.WorkerDefaults[careArgs]
	app *app
}

var errCare = errors.New("care for openings failed")

// Work does each part by itself: one that fails takes nothing of the others back.
// It logs counts alone.
func (w *careWorker) Work(ctx context.Context, job *river.Job[careArgs]) error {
	actor := w.app.actor()
	actor.County = job.Args.County
	var failed error
	for _, do := range []func(context.Context, *db.Tx) error{w.stale, w.repeats, w.lifts, matching.TurnDay} {
		err := w.app.db.Tx(ctx, actor, func(tx *db.Tx) error { return do(ctx, tx) })
		if err != nil {
			_, text := explain(err)
			failed = errors.Join(failed, fmt.Errorf("%w: %s", errCare, text))
		}
	}
	return failed
}

func (w *careWorker) stale(ctx context.Context, tx *db.Tx) error {
	s, err := hiring.CareForStale(ctx, tx)
	if err != nil {
		return err
	}
	if len(s.Asked)+len(s.Closed) > 0 {
		w.app.log.Info("openings looked after", "asked", len(s.Asked), "closed", len(s.Closed))
	}
	return w.app.putOpenings(ctx, tx, s.Closed...)
}

func (w *careWorker) repeats(ctx context.Context, tx *db.Tx) error {
	n, err := repeat.Judge{Lexicon: w.app.lexicon}.FindAll(ctx, tx)
	if err == nil && n > 0 {
		w.app.log.Info("openings that seem the same", "pairs", n)
	}
	return err
}

func (w *careWorker) lifts(ctx context.Context, tx *db.Tx) error {
	_, err := hiring.CountAllLifts(ctx, tx)
	return err
}

// keepQuestions writes the words that were counted last, as the service stops.
func (a *app) keepQuestions(ctx context.Context) {
	if err := a.questions.Flush(context.WithoutCancel(ctx), a.db); err != nil {
		a.log.Warn("words of questions were not written", "error", impersonal(err))
	}
}
