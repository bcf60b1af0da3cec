package roster

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// TransferFor are the associations for which the actor may ask: an association
// its own, a township those that stand in it, the county all. Others have none.
func TransferFor(ctx context.Context, tx *db.Tx) ([]Association, error) {
	if !slices.Contains(transferAskers, tx.Actor.Role) {
		return nil, nil
	}
	all, err := Associations(ctx, tx)
	if err != nil || tx.Actor.Role == db.County || tx.Actor.Role == db.Admin {
		return all, err
	}
	rows, err := tx.Query(ctx, "SELECT access.associations()")
	if err != nil {
		return nil, fmt.Errorf("read own associations: %w", err)
	}
	own, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("read own associations: %w", err)
	}
	return slices.DeleteFunc(all, func(a Association) bool { return !slices.Contains(own, a.ID) }), nil
}
