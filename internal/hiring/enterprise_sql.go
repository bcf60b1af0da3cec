package hiring

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// EnterpriseNames maps the names of known enterprises, as value.Key compares
// them, to their credit codes: several where they share a name.
func EnterpriseNames(ctx context.Context, tx *db.Tx) (map[string][]string, error) {
	rows, err := tx.Query(ctx, "SELECT name, uscc FROM enterprise ORDER BY id")
	if err != nil {
		return nil, fmt.Errorf("read enterprises: %w", err)
	}
	names := map[string][]string{}
	var name, uscc string
	_, err = pgx.ForEachRow(rows, []any{&name, &uscc}, func() error {
		key := value.Key(name)
		names[key] = append(names[key], uscc)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read enterprises: %w", err)
	}
	return names, nil
}
