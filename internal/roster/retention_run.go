package roster

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// RetentionRun is one run of the retention timers: counts alone, of what was done
// or only counted.
type RetentionRun struct {
	At        time.Time
	Done      bool   // false: it was only counted
	By        string // the account, the operating system's user, or the service
	Announced int
	Kept      int
	Erased    int
	Files     int // imports whose files went
	Exports   int
	Questions int // days of words that were searched for
}

// Nothing says whether there was nothing to do.
func (r RetentionRun) Nothing() bool {
	return r.Announced+r.Kept+r.Erased+r.Files+r.Exports+r.Questions == 0
}

// KeepRetentionRun writes a run down, in the name of the transaction's actor.
func KeepRetentionRun(ctx context.Context, tx *db.Tx, r RetentionRun) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO retention_run (county, run_at, done, by, announced, kept, erased, files, exports, questions) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		tx.Actor.County, tx.Now, r.Done, tx.Actor.Name, r.Announced, r.Kept, r.Erased, r.Files, r.Exports, r.Questions)
	if err != nil {
		return fmt.Errorf("keep retention run: %w", err)
	}
	return nil
}

// RetentionRuns lists a page of the county's, the latest first, and how many there
// are in all.
func RetentionRuns(ctx context.Context, tx *db.Tx, from, limit int) (page []RetentionRun, all int, err error) {
	if err := tx.QueryRow(ctx, "SELECT count(*) FROM retention_run WHERE county = $1", tx.Actor.County).Scan(&all); err != nil {
		return nil, 0, fmt.Errorf("count retention runs: %w", err)
	}
	rows, err := tx.Query(ctx, `
		SELECT run_at, done, by, announced, kept, erased, files, exports, questions FROM retention_run
		WHERE county = $1 ORDER BY id DESC OFFSET $2 LIMIT $3`, tx.Actor.County, from, limit)
	if err != nil {
		return nil, 0, fmt.Errorf("list retention runs: %w", err)
	}
	page, err = pgx.CollectRows(rows, pgx.RowToStructByPos[RetentionRun])
	if err != nil {
		return nil, 0, fmt.Errorf("list retention runs: %w", err)
	}
	return page, all, nil
}
