package imports

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"laowu/internal/db"
)

// fail says why a file cannot be written, drops what is there of it, and ends
// its job.
func (w *ExportWorker) fail(ctx context.Context, job *river.Job[exportArgs], why error) error {
	return w.Exports.DB.Tx(ctx, db.Actor{County: job.Args.County, Role: db.Admin}, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM export_part WHERE county = $1 AND export = $2", tx.Actor.County, job.Args.Export); err != nil {
			return fmt.Errorf("drop parts: %w", err)
		}
		_, err := tx.Exec(ctx, "UPDATE export_file SET state = 'failed', said = $3, finished_at = $4 WHERE county = $1 AND id = $2 AND state = 'queued'",
			tx.Actor.County, job.Args.Export, exportFailure(why), tx.Now)
		if err != nil {
			return fmt.Errorf("end export: %w", err)
		}
		return completeExport(ctx, tx, job)
	})
}

// exportFailure puts what stopped an export into words for people.
func exportFailure(err error) string {
	var where *WhereError
	if errors.As(err, &where) {
		return where.Error()
	}
	for _, known := range []error{ErrLedger, ErrReveal} {
		if errors.Is(err, known) {
			return known.Error() + "，或者账号已停用"
		}
	}
	if said := db.Explain(err); said != "" {
		return said
	}
	return "没有写完；请再导出一次，仍不行请告诉管理员"
}

// tell logs why an export failed that nobody foresaw.
func (s *Exports) tell(ctx context.Context, id int64, why error) {
	var p *panicError
	var where *WhereError
	switch {
	case s.Log == nil || errors.As(why, &where) || errors.Is(why, ErrLedger) || errors.Is(why, ErrReveal):
	case errors.As(why, &p):
		s.Log.ErrorContext(ctx, "export failed", "export", id, "error", why, "stack", p.stack)
	case db.Explain(why) != "":
		s.Log.ErrorContext(ctx, "export failed", "export", id, "error", db.Explain(why))
	default:
		s.Log.ErrorContext(ctx, "export failed", "export", id, "error", why)
	}
}

// NextRetry begins a file anew soon: whoever asked for it is waiting.
func (w *ExportWorker) NextRetry(job *river.Job[exportArgs]) time.Time {
	return time.Now().Add(time.Duration(job.Attempt) * 200 * time.Millisecond)
}

// Rescue gives files whose process was killed back to the service's queue, and
// says how many. A job at work holds its row locked.
func (s *Exports) Rescue(ctx context.Context, actor db.Actor) (int, error) {
	var n int64
	err := s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		tag, err := tx.Exec(ctx, `
			UPDATE river.river_job j SET state = 'available', scheduled_at = now(), attempted_by = '{}'
			FROM (SELECT county, id FROM export_file WHERE county = $1 AND state = 'queued' FOR NO KEY UPDATE SKIP LOCKED) f
			WHERE j.kind = 'export' AND j.args->>'county' = f.county AND (j.args->>'export')::bigint = f.id AND j.state = 'running'`, actor.County)
		n = tag.RowsAffected()
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("rescue exports: %w", err)
	}
	return int(n), nil
}
