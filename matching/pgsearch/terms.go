package pgsearch

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/matching"
)

// Terms reads the titles and employers of all open openings that everybody may
// see. It is the matching.LoadTerms of the service.
func (e *Engine) Terms(ctx context.Context) ([]matching.Term, error) {
	rows, err := e.db.Pool().Query(ctx, "SELECT employer, term FROM search.opening_terms($1)", db.Day(e.db.Now()))
	if err != nil {
		return nil, fmt.Errorf("read terms: %w", err)
	}
	terms, err := pgx.CollectRows(rows, pgx.RowToStructByPos[matching.Term])
	if err != nil {
		return nil, fmt.Errorf("read terms: %w", err)
	}
	return terms, nil
}
