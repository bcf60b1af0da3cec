package imports

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// Forgotten is an import whose files are not kept any more.
type Forgotten struct {
	Import int64 `json:"import"`
	Files  int   `json:"files"`
	Bytes  int64 `json:"bytes"`
}

// ForgetFiles deletes the files of the asking county's imports that ended, or
// came and never ended, longer ago than the retention rule keeps files; with run
// false it only lists those imports. What they replaced goes too: they cannot be
// taken back any more. What came of them, row numbers and reasons, stays.
// roster.ErrRole for all but county and admin; roster.ErrNoRule.
func ForgetFiles(ctx context.Context, tx *db.Tx, run bool) ([]Forgotten, error) {
	if tx.Actor.Role != db.County && tx.Actor.Role != db.Admin {
		return nil, roster.ErrRole
	}
	rule, err := roster.FindRetentionRule(ctx, tx)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `
		SELECT i.id AS import, count(*)::integer AS files, sum(f.size)::bigint AS bytes
		FROM import i JOIN import_file f ON f.county = i.county AND f.import = i.id
		WHERE i.county = $1 AND coalesce(i.finished_at, i.created_at) < $2 GROUP BY i.id ORDER BY i.id`,
		tx.Actor.County, tx.Now.AddDate(0, 0, -rule.FileDays))
	if err != nil {
		return nil, fmt.Errorf("find old files: %w", err)
	}
	old, err := pgx.CollectRows(rows, pgx.RowToStructByName[Forgotten])
	if err != nil {
		return nil, fmt.Errorf("find old files: %w", err)
	}
	if !run {
		return old, nil
	}
	if err := forget(ctx, tx, old); err != nil {
		return old, err
	}
	// As long as the files, an import can be taken back.
	_, err = tx.Exec(ctx, `
		DELETE FROM import_written w USING import i
		WHERE i.county = w.county AND i.id = w.import AND w.county = $1 AND coalesce(i.finished_at, i.created_at) < $2`,
		tx.Actor.County, tx.Now.AddDate(0, 0, -rule.FileDays))
	if err != nil {
		return old, fmt.Errorf("forget what imports replaced: %w", err)
	}
	return old, nil
}

// forget deletes the files; their parts go with them, and what was mended in
// them. A draft that nobody wrote is dropped.
func forget(ctx context.Context, tx *db.Tx, old []Forgotten) error {
	for _, f := range old {
		if _, err := tx.Exec(ctx, "DELETE FROM import_file WHERE county = $1 AND import = $2", tx.Actor.County, f.Import); err != nil {
			return fmt.Errorf("forget files: %w", err)
		}
		if err := drop(ctx, tx, f.Import); err != nil {
			return err
		}
		if err := access.Note(ctx, tx, access.Erased, "import", f.Import, map[string]any{"files": f.Files}); err != nil {
			return err
		}
	}
	return nil
}
