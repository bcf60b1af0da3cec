package imports

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// ExportFile is a file that an account asked for: waiting, written, or given
// up. Nobody else comes to it.
type ExportFile struct {
	ID         int64
	Kind       string // of the table of kinds
	Conditions []string
	Revealed   bool
	State      string // queued, done, failed
	Said       string // why it failed, for people
	Expected   int    // rows, as they were counted
	Written    int    // rows, as far as it is
	Size       int64  // in bytes, once it is done
	AskedAt    time.Time
	FinishedAt *time.Time
	Until      time.Time // when it is deleted
}

// mostExports is how many files a list shows; what is older is over soon.
const mostExports = 50

const exportFiles = `
	SELECT f.id, f.kind, f.conditions, f.revealed, f.state, f.said, f.expected,
	       coalesce(f.rows, (SELECT max(p.rows) FROM export_part p WHERE p.county = f.county AND p.export = f.id), 0) AS written,
	       coalesce(f.size, 0) AS size, f.asked_at, f.finished_at, coalesce(f.finished_at, f.asked_at) AS until
	FROM export_file f WHERE f.county = $1 AND f.account = $2`

// ExportFiles are those of the asking account, the latest first.
func ExportFiles(ctx context.Context, tx *db.Tx) ([]ExportFile, error) {
	rows, err := tx.Query(ctx, exportFiles+" ORDER BY f.id DESC LIMIT $3", tx.Actor.County, tx.Actor.Account, mostExports)
	if err != nil {
		return nil, fmt.Errorf("list exports: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[ExportFile])
	if err != nil {
		return nil, fmt.Errorf("list exports: %w", err)
	}
	return all, kept(ctx, tx, all)
}

// FindExport is one of the asking account's; access.ErrNotFound.
func FindExport(ctx context.Context, tx *db.Tx, id int64) (ExportFile, error) {
	rows, err := tx.Query(ctx, exportFiles+" AND f.id = $3", tx.Actor.County, tx.Actor.Account, id)
	if err != nil {
		return ExportFile{}, fmt.Errorf("read export: %w", err)
	}
	f, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[ExportFile])
	if errors.Is(err, pgx.ErrNoRows) {
		return f, access.ErrNotFound
	}
	if err != nil {
		return f, fmt.Errorf("read export: %w", err)
	}
	one := []ExportFile{f}
	err = kept(ctx, tx, one)
	return one[0], err
}

// kept says of files until when each is there.
func kept(ctx context.Context, tx *db.Tx, files []ExportFile) error {
	rule, err := roster.FindRetentionRule(ctx, tx)
	if err != nil {
		return err
	}
	for i := range files {
		files[i].Until = files[i].Until.AddDate(0, 0, rule.ExportDays)
	}
	return nil
}

// Open hands a written file to the account that asked for it, and notes that;
// access.ErrNotFound for others' and for what is not written, or over. The
// bytes are Size many, and come with an error or not at all.
func (s *Exports) Open(ctx context.Context, as db.Actor, id int64) (ExportFile, io.Reader, error) {
	var f ExportFile
	err := s.DB.Tx(ctx, as, func(tx *db.Tx) (err error) {
		if f, err = FindExport(ctx, tx, id); err != nil {
			return err
		}
		if f.State != "done" || !tx.Now.Before(f.Until) {
			return access.ErrNotFound
		}
		return access.Note(ctx, tx, access.Fetched, "export", id, map[string]any{"kind": f.Kind, "rows": f.Written, "revealed": f.Revealed})
	})
	return f, &partReader{ctx: ctx, s: s, as: as, export: id}, err
}
