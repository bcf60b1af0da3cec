package hiring

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// MinimumWage is the lowest lawful monthly wage of a place from a day on.
type MinimumWage struct {
	Place     string
	ValidFrom time.Time
	Monthly   int // yuan, full time
}

// MinimumWages lists them, the latest first.
func MinimumWages(ctx context.Context, tx *db.Tx) ([]MinimumWage, error) {
	rows, err := tx.Query(ctx, "SELECT place, valid_from, monthly FROM minimum_wage ORDER BY valid_from DESC")
	if err != nil {
		return nil, fmt.Errorf("read minimum wages: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[MinimumWage])
	if err != nil {
		return nil, fmt.Errorf("read minimum wages: %w", err)
	}
	return all, nil
}
