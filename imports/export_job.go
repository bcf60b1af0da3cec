package imports

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// exportArgs name an export; what it asks stays in its own table.
type exportArgs struct {
	County string `json:"county"`
	Export int64  `json:"export"`
}

func (exportArgs) Kind() string { return "export" }

// ExportWorker writes the files that were asked for. Wrote and Done may be nil;
// they are called by the worker's goroutine.
type ExportWorker struct {
	river.WorkerDefaults[exportArgs]
	Exports *Exports
	Wrote   func(id int64, rows int)
	Done    func(id int64, err error)
}

// Work writes one file as the account that asked. The file is there when the
// transaction that read its rows ends, or never: parts of a try that was killed
// are written over.
func (w *ExportWorker) Work(ctx context.Context, job *river.Job[exportArgs]) error {
	id := job.Args.Export
	err := guarded(func() error { return w.perform(ctx, job) })()
	interrupted := err != nil && (db.Lost(err) || ctx.Err() != nil)
	if err != nil && !interrupted {
		w.Exports.tell(ctx, id, err)
		if err := w.fail(ctx, job, err); err != nil {
			return quiet(err)
		}
	}
	if w.Done != nil {
		w.Done(id, err)
	}
	if interrupted {
		return quiet(err)
	}
	return nil
}

func (w *ExportWorker) perform(ctx context.Context, job *river.Job[exportArgs]) error {
	s, id := w.Exports, job.Args.Export
	as, err := s.asker(ctx, job.Args)
	if err != nil {
		return err
	}
	return s.DB.Tx(ctx, as, func(tx *db.Tx) error {
		q, err := wanted(ctx, tx, id)
		if errors.Is(err, errWritten) {
			return completeExport(ctx, tx, job)
		}
		if err != nil {
			return err
		}
		r, err := q.ready(ctx, tx, s.Vault)
		if err != nil {
			return err
		}
		parts := &partWriter{ctx: ctx, s: s, as: as, export: id}
		rows, err := r.write(ctx, tx, parts, func(rows int) {
			parts.rows = rows
			if w.Wrote != nil {
				w.Wrote(id, rows)
			}
		})
		if err == nil {
			err = parts.end()
		}
		if err != nil {
			return err
		}
		if err := endExport(ctx, tx, id, q, rows, parts.size); err != nil {
			return err
		}
		if err := tellExported(ctx, tx, id, q.Kind, rows); err != nil {
			return err
		}
		return completeExport(ctx, tx, job)
	})
}

// asker is as whom an export reads: who asked, with the rights that the account
// has by now.
func (s *Exports) asker(ctx context.Context, a exportArgs) (db.Actor, error) {
	as := db.Actor{County: a.County, Role: db.Nobody}
	err := s.DB.ReadTx(ctx, as, func(tx *db.Tx) error {
		err := tx.QueryRow(ctx, "SELECT role, organisation, account, actor FROM access.export_asker($1, $2)", a.County, a.Export).
			Scan(&as.Role, &as.Organisation, &as.Account, &as.Name)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrLedger
		}
		return err
	})
	if err != nil {
		return as, fmt.Errorf("who asked for export %d: %w", a.Export, err)
	}
	return as, nil
}

// errWritten says that a job's file is written already, or is given up.
var errWritten = errors.New("written already")

// wanted reads what is to be written. The row stays locked, so that nobody
// writes it twice; parts may refer to it meanwhile.
func wanted(ctx context.Context, tx *db.Tx, id int64) (q Export, err error) {
	var kind, state string
	err = tx.QueryRow(ctx, "SELECT kind, conditions, revealed, reason, state FROM export_file WHERE county = $1 AND id = $2 FOR NO KEY UPDATE",
		tx.Actor.County, id).Scan(&kind, &q.Where, &q.Reveal, &q.Reason, &state)
	switch {
	case errors.Is(err, pgx.ErrNoRows) || err == nil && state != "queued":
		return q, errWritten
	case err != nil:
		return q, fmt.Errorf("read export: %w", err)
	}
	var ok bool
	if q.Kind, ok = ByName(kind); !ok {
		return q, fmt.Errorf("export %d: %w", id, errUnknownKind)
	}
	return q, nil
}

// endExport ends an export: the file may be fetched, and the trail tells of it.
func endExport(ctx context.Context, tx *db.Tx, id int64, q Export, rows int, size int64) error {
	_, err := tx.Exec(ctx, "UPDATE export_file SET state = 'done', rows = $3, size = $4, finished_at = $5 WHERE county = $1 AND id = $2",
		tx.Actor.County, id, rows, size, tx.Now)
	if err != nil {
		return fmt.Errorf("end export: %w", err)
	}
	return access.Note(ctx, tx, access.Exported, "export", id, q.detail(rows))
}

func completeExport(ctx context.Context, tx *db.Tx, job *river.Job[exportArgs]) error {
	if _, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx.Tx, job); err != nil {
		return fmt.Errorf("end job: %w", err)
	}
	return nil
}
