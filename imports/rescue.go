package imports

import (
	"context"
	"fmt"

	"laowu/internal/db"
)

// Rescue gives imports whose process was killed back to the service's queue,
// and says how many. A working import holds its row locked; one that nobody
// holds, and that was queued a while ago, is nobody's.
func (s *Service) Rescue(ctx context.Context, actor db.Actor) (int, error) {
	var n int64
	err := s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		tag, err := tx.Exec(ctx, `
			UPDATE river.river_job j SET state = 'available', queue = $1, scheduled_at = now(), attempted_by = '{}'
			FROM (SELECT county, id FROM import WHERE county = $2 AND state = 'queued' AND created_at < now() - interval '10 seconds'
			      FOR UPDATE SKIP LOCKED) i
			WHERE j.kind = 'import' AND j.args->>'county' = i.county AND (j.args->>'import')::bigint = i.id
			  AND (j.state = 'running' OR j.state = 'available' AND j.queue <> $1)`, Queue, actor.County)
		n = tag.RowsAffected()
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("rescue imports: %w", err)
	}
	return int(n), nil
}
