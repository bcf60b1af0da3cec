package roster

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Image tells that an import keeps what it replaced of a person, sealed, as long
// as files are kept: so that it can be taken back.
type Image struct {
	Import    int64
	WrittenAt time.Time
	Images    int // records of his
}

func imagesOf(ctx context.Context, tx *db.Tx, person int64) ([]Image, error) {
	rows, err := tx.Query(ctx, "SELECT import, written_at, images FROM access.images_of($1)", person)
	if err != nil {
		return nil, fmt.Errorf("list images: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Image])
	if err != nil {
		return nil, fmt.Errorf("list images: %w", err)
	}
	return all, nil
}
