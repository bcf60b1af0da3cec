package hiring

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// EnterpriseNames maps the names of known enterprises, as value.Key compares
// them, to their credit codes. A name that several share is left out.
func EnterpriseNames(ctx context.Context, tx *db.Tx) (map[string]string, error) {
	rows, err := tx.Query(ctx, "SELECT name, uscc FROM enterprise")
	if err != nil {
		return nil, fmt.Errorf("read enterprises: %w", err)
	}
	names, shared := map[string]string{}, map[string]bool{}
	var name, uscc string
	_, err = pgx.ForEachRow(rows, []any{&name, &uscc}, func() error {
		key := value.Key(name)
		shared[key] = names[key] != ""
		names[key] = uscc
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read enterprises: %w", err)
	}
	for key, s := range shared {
		if s {
			delete(names, key)
		}
	}
	return names, nil
}
