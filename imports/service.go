package imports

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/riverqueue/river"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
	"laowu/internal/work"
)

// Queue is where the service looks for imports to work.
const Queue = "imports"

// Service takes imports, keeps what was sent, and works them as jobs.
type Service struct {
	DB    *db.DB
	Vault *access.Vault
	Log   *slog.Logger // hears of imports that failed; may be nil
	Desk  Desk
}

// Submission is an import that somebody sends.
type Submission struct {
	Kind        Kind
	Files       []File
	DryRun      bool
	Association string
	Queue       string // Queue, or a queue of the caller's own
}

// Submit keeps the files, sealed, and queues their import: both or neither.
// It returns the number of the import.
func (s *Service) Submit(ctx context.Context, jobs *work.Client, actor db.Actor, q Submission) (int64, error) {
	var id int64
	err := s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		who, err := json.Marshal(actor)
		if err != nil {
			return fmt.Errorf("write actor: %w", err)
		}
		err = tx.QueryRow(ctx, `
			INSERT INTO import (county, kind, dry_run, association, actor, role, organisation, account)
			VALUES ($1, $2, $3, $4, $5, $6, nullif($7, 0), nullif($8, 0)) RETURNING id`,
			actor.County, q.Kind.Name, q.DryRun, value.Redact(q.Association), who, actor.Role, actor.Organisation, actor.Account).Scan(&id)
		if err != nil {
			return fmt.Errorf("record import: %w", err)
		}
		for n, f := range q.Files {
			if err := s.keep(ctx, tx, id, n, f); err != nil {
				return err
			}
		}
		return s.queueIn(ctx, tx, jobs, jobArgs{County: actor.County, Import: id}, q.Queue)
	})
	return id, err
}

// queue has the service work an import, or look at a draft.
func (s *Service) queue(ctx context.Context, tx *db.Tx, jobs *work.Client, args jobArgs) error {
	return s.queueIn(ctx, tx, jobs, args, Queue)
}

func (s *Service) queueIn(ctx context.Context, tx *db.Tx, jobs *work.Client, args jobArgs, queue string) error {
	if _, err := jobs.InsertTx(ctx, tx.Tx, args, &river.InsertOpts{Queue: queue, MaxAttempts: maxAttempts}); err != nil {
		return fmt.Errorf("queue import: %w", err)
	}
	return nil
}

// Result is how an import ended.
type Result struct {
	Report Report
	Err    error // a FileError, or what stopped it
}

// Find reads how an import ended; ok is false while it still waits or runs.
func (s *Service) Find(ctx context.Context, actor db.Actor, id int64) (res Result, ok bool, err error) {
	err = s.DB.ReadTx(ctx, actor, func(tx *db.Tx) error {
		var state string
		var said json.RawMessage
		err := tx.QueryRow(ctx, "SELECT state, report FROM import WHERE county = $1 AND id = $2", actor.County, id).Scan(&state, &said)
		if err != nil {
			return fmt.Errorf("read import: %w", err)
		}
		if ok = state == "done" || state == "failed" || state == "undone"; !ok {
			return nil
		}
		if state == "failed" {
			res.Err = &FileError{}
			return json.Unmarshal(said, res.Err)
		}
		return json.Unmarshal(said, &res.Report)
	})
	return res, ok, err
}

// readAll reads a stored or given file whole: what is sent is some megabytes.
func readAll(f File) ([]byte, error) {
	data := make([]byte, f.Size)
	if _, err := f.Data.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read %s: %w", f.called(), err)
	}
	return data, nil
}
