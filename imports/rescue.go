package imports

import (
	"context"
	"fmt"

	"laowu/internal/db"
)

// Rescue gives imports and previews whose process was killed back to the
// service's queue, and says how many. A working import holds its row locked, and a
// preview a lock of its own; what nobody holds, and somebody took a while ago, is
// nobody's. It may be asked at any time.
func (s *Service) Rescue(ctx context.Context, actor db.Actor) (int, error) {
	var n int64
	err := s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		for _, sql := range []string{rescueImports, rescuePreviews} {
			tag, err := tx.Exec(ctx, sql, Queue, actor.County)
			if err != nil {
				return err
			}
			n += tag.RowsAffected()
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("rescue imports: %w", err)
	}
	return int(n), nil
}

const rescueImports = `
	UPDATE river.river_job j SET state = 'available', queue = $1, scheduled_at = now(), attempted_by = '{}'
	FROM (SELECT county, id, created_at FROM import WHERE county = $2 AND state = 'queued' FOR UPDATE SKIP LOCKED) i
	WHERE j.kind = 'import' AND j.args->>'county' = i.county AND (j.args->>'import')::bigint = i.id AND j.args->'draft' IS NULL
	  AND (j.state = 'running' AND j.attempted_at < now() - interval '10 seconds'
	    OR j.state = 'available' AND j.queue <> $1 AND i.created_at < now() - interval '10 seconds')`

// The lock's name is lookLock's.
const rescuePreviews = `
	WITH taken AS MATERIALIZED (
	  SELECT j.id AS job, i.county, i.id FROM import i JOIN import_draft d ON d.county = i.county AND d.import = i.id
	  JOIN river.river_job j ON j.kind = 'import' AND j.args->>'county' = i.county AND (j.args->>'import')::bigint = i.id AND j.args->'draft' IS NOT NULL
	  WHERE i.county = $2 AND i.state = 'draft' AND d.counted < d.revision AND j.state = 'running' AND j.attempted_at < now() - interval '10 seconds'),
	dead AS MATERIALIZED (SELECT job FROM taken WHERE pg_try_advisory_xact_lock(hashtextextended('draft ' || county || ' ' || id, 0)))
	UPDATE river.river_job SET state = 'available', queue = $1, scheduled_at = now(), attempted_by = '{}' WHERE id IN (SELECT job FROM dead)`
