package hiring

import (
	"context"
	"errors"
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

// The refusals of a name; their texts go to people as they are.
var (
	ErrNoEnterprise = errors.New("没有这家企业，请写全名或者统一社会信用代码")
	ErrEnterprises  = errors.New("有几家企业叫这个名字，请写统一社会信用代码")
)

// EnterpriseCalled is the number of the one enterprise of a name or credit
// code that the actor sees.
func EnterpriseCalled(ctx context.Context, tx *db.Tx, called string) (int64, error) {
	rows, err := tx.Query(ctx, "SELECT id FROM enterprise WHERE name = $1 OR uscc = upper($1) LIMIT 2", called)
	if err != nil {
		return 0, fmt.Errorf("find enterprise: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	switch {
	case err != nil:
		return 0, fmt.Errorf("find enterprise: %w", err)
	case len(ids) == 0:
		return 0, ErrNoEnterprise
	case len(ids) > 1:
		return 0, ErrEnterprises
	}
	return ids[0], nil
}
