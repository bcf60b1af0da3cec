package index

import (
	"context"
	"errors"
	"fmt"
	"time"

	"laowu/matching"
)

// attend tells an engine whenever somebody noted a change, until the connection
// breaks or ctx ends. Whoever else has the turn is let do it. An engine that does
// not answer is asked again after pauses that grow.
func (x *Indexer) attend(ctx context.Context, e matching.Index, pace Pace) error {
	t, err := x.open(ctx, e)
	if err != nil {
		return err
	}
	err = t.listen(ctx, pace)
	return errors.Join(err, t.close(ctx))
}

func (t *turn) listen(ctx context.Context, pace Pace) error {
	if _, err := t.conn.Exec(ctx, "LISTEN laowu_search"); err != nil {
		return fmt.Errorf("listen for changes: %w", err)
	}
	pause := pace.Pause
	for {
		began := time.Now()
		t.heard()
		err := t.take(ctx)
		switch {
		case err == nil:
			pause = pace.Pause
			if err := t.woken(ctx, pace.Look); err != nil {
				return err
			}
			sleep(ctx, pace.Between-time.Since(began))
		case ctx.Err() != nil || t.conn.IsClosed():
			return err
		default:
			t.built = false // it may come back with nothing
			t.Log.Warn("search index does not follow", "engine", t.engine.Name(), "error", err, "again_in", pause)
			sleep(ctx, pause)
			pause = min(2*pause, pace.Longest)
		}
		if err := t.mine(ctx); err != nil {
			return err
		}
	}
}

// take has one turn, where nobody else has it.
func (t *turn) take(ctx context.Context) error {
	mine, err := t.try(ctx)
	if err != nil || !mine {
		return err
	}
	return errors.Join(t.work(ctx), t.end(ctx))
}

// heard forgets what woke this turn: it looks for all that waits, however often
// it was woken.
func (t *turn) heard() {
	over, cancel := context.WithCancel(context.Background())
	cancel()
	for {
		if _, err := t.conn.WaitForNotification(over); err != nil {
			return
		}
	}
}

// woken waits for a note, or for a while.
func (t *turn) woken(ctx context.Context, most time.Duration) error {
	short, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	_, err := t.conn.WaitForNotification(short)
	if err == nil || ctx.Err() == nil && short.Err() != nil && !t.conn.IsClosed() {
		return nil
	}
	return fmt.Errorf("wait for changes: %w", err)
}
