package imports

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// maxAttempts is how often an import is begun anew when the database went away
// under it. Nothing else is tried again.
const maxAttempts = 10

// jobArgs name an import; what it holds stays in its own tables.
type jobArgs struct {
	County string `json:"county"`
	Import int64  `json:"import"`
	Draft  bool   `json:"draft,omitempty"` // look at it, and write nothing
}

func (jobArgs) Kind() string { return "import" }

// Worker works queued imports, and looks at drafts. Progress, Done and Looked
// may be nil; they are called by the worker's goroutine.
type Worker struct {
	river.WorkerDefaults[jobArgs]
	Service  *Service
	Progress func(id int64, done, total int)
	Done     func(id int64, r Result)
	Looked   func(id int64) // a preview ended, or was given up for now
}

// Work imports: all rows, the report and the end of the job in one
// transaction, or nothing. Killed in the middle, the job is begun anew.
func (w *Worker) Work(ctx context.Context, job *river.Job[jobArgs]) error {
	if job.Args.Draft {
		err := w.preview(ctx, job)
		if w.Looked != nil {
			w.Looked(job.Args.Import)
		}
		return err
	}
	var res Result
	res.Err = guarded(func() (err error) {
		res.Report, err = w.perform(ctx, job)
		return err
	})()
	if res.Err != nil && !db.Lost(res.Err) && ctx.Err() == nil {
		w.Service.tell(ctx, job.Args.Import, res.Err)
		if err := w.fail(ctx, job, res.Err); err != nil {
			return quiet(err)
		}
	}
	if w.Done != nil {
		w.Done(job.Args.Import, res)
	}
	if res.Err != nil && (db.Lost(res.Err) || ctx.Err() != nil) {
		return quiet(res.Err)
	}
	return nil
}

// quiet keeps what a database error may quote from rows out of the job table
// and the log.
func quiet(err error) error {
	if said := db.Explain(err); said != "" {
		return errors.New(said) //nolint:err113 // the text is for the job's record
	}
	return errors.New("import interrupted") //nolint:err113 // likewise
}

func (w *Worker) perform(ctx context.Context, job *river.Job[jobArgs]) (Report, error) {
	var report Report
	args := job.Args
	asked, err := w.Service.asker(ctx, args)
	if err != nil {
		return report, err
	}
	err = w.Service.DB.Tx(ctx, asked, func(tx *db.Tx) error {
		req, err := w.Service.request(ctx, tx, args.Import)
		if err != nil || req.Files == nil {
			return errors.Join(err, w.complete(ctx, tx, job))
		}
		var stop func()
		req.Progress, stop = w.progress(ctx, asked, args.Import, "writing", req.outcome != nil)
		defer stop()
		if report, err = Run(ctx, tx, w.Service.Vault, w.Service.Desk, req); err != nil {
			return err
		}
		stop() // what it writes, this transaction writes next
		report.ImportID = fmt.Sprint(args.Import)
		if err := w.Service.written(ctx, tx, args.Import, req.outcome); err != nil {
			return err
		}
		if err := finish(ctx, tx, args.Import, "done", report); err != nil {
			return err
		}
		if err := note(ctx, tx, args.Import, report); err != nil {
			return err
		}
		if err := tellImported(ctx, tx, args.Import, req.Kind, report); err != nil {
			return err
		}
		return w.complete(ctx, tx, job)
	})
	return report, err
}

// asker is as whom an import is worked: who sent it, with the rights that the
// account has by now.
func (s *Service) asker(ctx context.Context, a jobArgs) (db.Actor, error) {
	asked := db.Actor{County: a.County, Role: db.Nobody}
	err := s.DB.ReadTx(ctx, asked, func(tx *db.Tx) error {
		err := tx.QueryRow(ctx, "SELECT role, organisation, account, actor FROM access.import_asker($1, $2)", a.County, a.Import).
			Scan(&asked.Role, &asked.Organisation, &asked.Account, &asked.Name)
		if errors.Is(err, pgx.ErrNoRows) {
			return NotAllowed
		}
		return err
	})
	if err != nil {
		return asked, fmt.Errorf("who sent import %d: %w", a.Import, err)
	}
	return asked, nil
}

// fail records why an import cannot be done, and ends its job. What came of a
// draft is one again: nothing was written, and what was mended is still there.
func (w *Worker) fail(ctx context.Context, job *river.Job[jobArgs], why error) error {
	return w.Service.DB.Tx(ctx, db.Actor{County: job.Args.County, Role: db.Admin}, func(tx *db.Tx) error {
		staged, err := failed(ctx, tx, job.Args.Import, "queued", why)
		if err != nil {
			return err
		}
		if staged {
			if err := tellNotImported(ctx, tx, job.Args.Import); err != nil {
				return err
			}
			return w.complete(ctx, tx, job)
		}
		if err := finish(ctx, tx, job.Args.Import, "failed", Failure(why)); err != nil {
			return err
		}
		if err := tellNotImported(ctx, tx, job.Args.Import); err != nil {
			return err
		}
		return w.complete(ctx, tx, job)
	})
}

func (w *Worker) complete(ctx context.Context, tx *db.Tx, job *river.Job[jobArgs]) error {
	if _, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx.Tx, job); err != nil {
		return fmt.Errorf("end job: %w", err)
	}
	return nil
}

// note tells the audit trail who imported what, in numbers.
func note(ctx context.Context, tx *db.Tx, id int64, r Report) error {
	return access.Note(ctx, tx, access.Imported, "import", id, map[string]any{
		"kind": r.Kind, "rows": r.Rows, "created": r.Created, "updated": r.Updated, "rejected": r.Rejected, "dry_run": r.DryRun,
	})
}

func finish(ctx context.Context, tx *db.Tx, id int64, state string, said any) error {
	text, err := json.Marshal(said)
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	_, err = tx.Exec(ctx, "UPDATE import SET state = $3, report = $4, finished_at = now() WHERE county = $1 AND id = $2",
		tx.Actor.County, id, state, text)
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// request reads a queued import with its files; it has none where the import
// is done already. The row stays locked, so that nobody works it twice.
func (s *Service) request(ctx context.Context, tx *db.Tx, id int64) (Request, error) {
	q := Request{Import: id}
	var kind, state string
	var staged bool
	err := tx.QueryRow(ctx, `
		SELECT kind, state, dry_run, association, EXISTS (SELECT FROM import_draft d WHERE d.county = i.county AND d.import = i.id)
		FROM import i WHERE county = $1 AND id = $2 FOR UPDATE`,
		tx.Actor.County, id).Scan(&kind, &state, &q.DryRun, &q.Association, &staged)
	if err != nil {
		return q, fmt.Errorf("read import: %w", err)
	}
	if state != "queued" {
		return q, nil
	}
	var ok bool
	if q.Kind, ok = ByName(kind); !ok {
		return q, fmt.Errorf("import %d: %w", id, errUnknownKind)
	}
	if staged {
		q.outcome = &outcome{}
	}
	q.Files, err = s.kept(ctx, tx, id)
	return q, err
}

var errUnknownKind = errors.New("unknown kind")

// NextRetry begins an import anew soon: whoever sent it is waiting.
func (w *Worker) NextRetry(job *river.Job[jobArgs]) time.Time {
	return time.Now().Add(time.Duration(job.Attempt) * 200 * time.Millisecond)
}
