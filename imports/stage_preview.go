package imports

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"laowu/internal/db"
)

// looking is a draft as its preview found it.
type looking struct {
	kind, association string
	revision          int
	files             []File
	sights            []sight
	choices           []string
	failure           *FileError
	outcome           *outcome
}

// preview reads a draft as it will be written, and rolls that back. Killed in the
// middle, it is begun anew.
func (w *Worker) preview(ctx context.Context, job *river.Job[jobArgs]) error {
	err := guarded(func() error { return w.look(ctx, job) })()
	if err == nil {
		return nil
	}
	if db.Lost(err) || ctx.Err() != nil {
		return quiet(err)
	}
	w.Service.tell(ctx, job.Args.Import, err)
	err = w.Service.DB.Tx(ctx, db.Actor{County: job.Args.County, Role: db.Admin}, func(tx *db.Tx) error {
		if _, err := failed(ctx, tx, job.Args.Import, "draft", err); err != nil {
			return err
		}
		return w.complete(ctx, tx, job)
	})
	if err != nil {
		return quiet(err)
	}
	return nil
}

func (w *Worker) look(ctx context.Context, job *river.Job[jobArgs]) error {
	s, id := w.Service, job.Args.Import
	asked, err := s.asker(ctx, job.Args)
	if err != nil {
		return err
	}
	l, err := s.begin(ctx, asked, id)
	if err != nil {
		return err
	}
	if l != nil {
		if err := w.see(ctx, asked, id, l); err != nil {
			return err
		}
	}
	return s.DB.Tx(ctx, asked, func(tx *db.Tx) error {
		if l != nil {
			if err := s.saw(ctx, tx, id, l); err != nil {
				return err
			}
		}
		return w.complete(ctx, tx, job)
	})
}

// begin reads a draft that is to be looked at; nil where it is one no more, or
// nothing changed since it was.
func (s *Service) begin(ctx context.Context, asked db.Actor, id int64) (*looking, error) {
	l := &looking{}
	err := s.DB.ReadTx(ctx, asked, func(tx *db.Tx) error {
		err := tx.QueryRow(ctx, `
			SELECT i.kind, i.association, d.revision FROM import i JOIN import_draft d ON d.county = i.county AND d.import = i.id
			WHERE i.county = $1 AND i.id = $2 AND i.state = 'draft' AND d.counted < d.revision`, asked.County, id).Scan(&l.kind, &l.association, &l.revision)
		if errors.Is(err, pgx.ErrNoRows) {
			l = nil
			return nil
		}
		if err != nil {
			return fmt.Errorf("read draft: %w", err)
		}
		l.files, err = s.kept(ctx, tx, id)
		return err
	})
	return l, err
}

// see finds the kind, the columns, and what would become of each row. What is
// wrong with the files is something that it saw.
func (w *Worker) see(ctx context.Context, asked db.Actor, id int64, l *looking) error {
	report, stop := w.progress(ctx, asked, id, "reading", true)
	defer stop()
	err := w.Service.DB.Tx(ctx, asked, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", lookLock(asked.County, id)); err != nil {
			return fmt.Errorf("look alone: %w", err)
		}
		return w.Service.try(ctx, tx, l, report)
	})
	if errors.As(err, &l.failure) { // people can mend that
		return nil
	}
	return err
}

// try runs the draft as an import of its kind, if that is known, and takes it back.
func (s *Service) try(ctx context.Context, tx *db.Tx, l *looking, report func(done, total int)) (err error) {
	if l.sights, err = sights(l.files); err != nil {
		return err
	}
	if l.kind == "" {
		l.kind, l.choices = guess(tx.Actor.Role, l.sights)
	}
	if l.kind == "" {
		return nil
	}
	kind, ok := ByName(l.kind)
	if !ok {
		return errUnknownKind
	}
	if err := s.remember(ctx, tx, kind, l); err != nil {
		return err
	}
	o := &outcome{}
	_, err = Run(ctx, tx, s.Vault, s.Desk, Request{Kind: kind, Files: l.files, DryRun: true, Association: l.association, Progress: report, outcome: o})
	if err == nil {
		l.outcome = o
	}
	return err
}

// lookLock is held while a draft is looked at: it tells the living from the dead.
func lookLock(county string, id int64) string { return fmt.Sprintf("draft %s %d", county, id) }

// failed says in a draft why its preview (in state draft) or its import (queued)
// was not done; false where the import is no staged one. What goes on meanwhile,
// as an import that somebody has said to write, is left alone.
func failed(ctx context.Context, tx *db.Tx, id int64, in string, why error) (staged bool, err error) {
	text, err := json.Marshal(Failure(why))
	if err != nil {
		return false, fmt.Errorf("write failure: %w", err)
	}
	err = tx.QueryRow(ctx, `
		WITH was AS (SELECT county, id FROM import WHERE county = $1 AND id = $2 AND state = $3 FOR UPDATE),
		again AS (UPDATE import i SET state = 'draft' FROM was WHERE i.county = was.county AND i.id = was.id AND i.state <> 'draft'),
		said AS (UPDATE import_draft d SET failure = $4, step = 'ended' FROM was WHERE d.county = was.county AND d.import = was.id)
		SELECT EXISTS (SELECT FROM import_draft WHERE county = $1 AND import = $2)`, tx.Actor.County, id, in, text).Scan(&staged)
	return staged, err
}
