package imports

import (
	"context"
	"fmt"

	"laowu/internal/db"
)

// CountStates counts the imports that the actor sees by their state: draft,
// queued, done, failed, dropped, undone.
func (s *Service) CountStates(ctx context.Context, actor db.Actor) (map[string]int, error) {
	counts := map[string]int{}
	err := s.DB.ReadTx(ctx, actor, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, "SELECT state, count(*) FROM import WHERE county = $1 GROUP BY state", actor.County)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var state string
			var n int
			if err := rows.Scan(&state, &n); err != nil {
				return err
			}
			counts[state] = n
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("count imports: %w", err)
	}
	return counts, nil
}
