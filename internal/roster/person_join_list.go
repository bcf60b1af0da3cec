package roster

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Merge is a merge as it is listed.
type Merge struct {
	ID       int64
	Kept     int64
	Gone     int64
	Name     string // of the person
	Reason   string
	MergedAt time.Time
	MergedBy string
	UndoneAt *time.Time
}

const mergeColumns = `
	SELECT m.id, m.kept, m.gone, p.name, m.reason, m.merged_at, m.merged_by, m.undone_at
	FROM person_merge m JOIN person p ON p.county = m.county AND p.id = m.kept WHERE m.county = $1`

// Merges lists the last ones that the actor sees, undone ones too, the newest
// first.
func Merges(ctx context.Context, tx *db.Tx, limit int) ([]Merge, error) {
	return mergesOf(ctx, tx, mergeColumns+" ORDER BY m.id DESC LIMIT $2", tx.Actor.County, limit)
}

// MergesOf lists those of a person that stand, the newest first.
func MergesOf(ctx context.Context, tx *db.Tx, person int64) ([]Merge, error) {
	return mergesOf(ctx, tx, mergeColumns+" AND m.kept = $2 AND m.undone_at IS NULL ORDER BY m.id DESC", tx.Actor.County, person)
}

func mergesOf(ctx context.Context, tx *db.Tx, sql string, args ...any) ([]Merge, error) {
	rows, err := tx.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("list merges: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Merge])
	if err != nil {
		return nil, fmt.Errorf("list merges: %w", err)
	}
	return all, nil
}

// MergedInto is the record with which a record is one now, of those that the
// actor sees; 0 where it is one with none.
func MergedInto(ctx context.Context, tx *db.Tx, person int64) (kept int64, err error) {
	err = tx.QueryRow(ctx, "SELECT kept FROM person_merge WHERE county = $1 AND gone = $2 AND undone_at IS NULL", tx.Actor.County, person).Scan(&kept)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return 0, fmt.Errorf("find merge: %w", err)
	}
	return kept, nil
}
