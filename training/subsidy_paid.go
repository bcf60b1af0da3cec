package training

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Subsidy is what was or is to be paid for somebody's training.
type Subsidy struct {
	Programme  string // of its class; empty where another office paid
	Number     string
	Occupation string
	Level      *int
	Amount     int // yuan
	PaidOn     *time.Time
}

// Subsidies lists those of a person that the actor sees, the latest first.
func Subsidies(ctx context.Context, tx *db.Tx, person int64) ([]Subsidy, error) {
	rows, err := tx.Query(ctx, `
		SELECT coalesce(p.name, '') AS programme, coalesce(c.number, '') AS number, s.occupation, s.level, s.amount, s.paid_on
		FROM subsidy s LEFT JOIN class c ON c.county = s.county AND c.id = s.class LEFT JOIN programme p ON p.id = c.programme
		WHERE s.county = $1 AND s.person = $2 ORDER BY s.paid_on DESC NULLS FIRST, s.id DESC`, tx.Actor.County, person)
	if err != nil {
		return nil, fmt.Errorf("list subsidies: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Subsidy])
	if err != nil {
		return nil, fmt.Errorf("list subsidies: %w", err)
	}
	return all, nil
}
