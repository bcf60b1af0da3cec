package roster

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// TransfersOfImport counts the questions that were asked for people whom an
// import met, by how they stand. It counts what the actor's associations asked;
// to the county, which has none, it counts nothing.
func TransfersOfImport(ctx context.Context, tx *db.Tx, imported int64) (map[TransferState]int, error) {
	rows, err := tx.Query(ctx, "SELECT t.state, count(*) FROM access.transfers_asked() t WHERE t.by_import = $1 GROUP BY t.state", imported)
	if err != nil {
		return nil, fmt.Errorf("count questions of import %d: %w", imported, err)
	}
	counts := map[TransferState]int{}
	var state TransferState
	var n int
	_, err = pgx.ForEachRow(rows, []any{&state, &n}, func() error {
		counts[state] = n
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count questions of import %d: %w", imported, err)
	}
	return counts, nil
}
