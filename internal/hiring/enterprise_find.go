package hiring

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// EnterprisesCalled finds whom a credit code or a name means: several where they
// share the name. Of each, ID, USCC and Name are read.
func EnterprisesCalled(ctx context.Context, tx *db.Tx, called string) ([]Enterprise, error) {
	names, err := EnterpriseNames(ctx, tx)
	if err != nil {
		return nil, err
	}
	codes := names[value.Key(called)]
	if code, wrong := value.ParseUSCC(value.Raw{Text: called}); wrong == "" && code != "" {
		codes = append(codes, code)
	}
	rows, err := tx.Query(ctx, "SELECT id, uscc, name FROM enterprise WHERE uscc = ANY ($1) ORDER BY id", codes)
	if err != nil {
		return nil, fmt.Errorf("find enterprise: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[Enterprise])
	if err != nil {
		return nil, fmt.Errorf("find enterprise: %w", err)
	}
	return all, nil
}
