package roster

import (
	"context"
	"fmt"

	"laowu/internal/access"
	"laowu/internal/db"
)

// MaskedIDs are people's ID numbers as pages show them, by record number: of
// those whom the actor sees and whose record was not erased.
func MaskedIDs(ctx context.Context, tx *db.Tx, v *access.Vault, people []int64) (map[int64]string, error) {
	rows, err := tx.Query(ctx, "SELECT id, id_sealed FROM person WHERE county = $1 AND id = ANY ($2) AND id_sealed IS NOT NULL", tx.Actor.County, people)
	if err != nil {
		return nil, fmt.Errorf("read ID numbers: %w", err)
	}
	defer rows.Close()
	out := map[int64]string{}
	for rows.Next() {
		var id int64
		var sealed []byte
		if err := rows.Scan(&id, &sealed); err != nil {
			return nil, fmt.Errorf("read ID numbers: %w", err)
		}
		if out[id], err = masked(tx.Actor.County, v, access.IDNumber, sealed); err != nil {
			return nil, err
		}
	}
	return out, rows.Err()
}
