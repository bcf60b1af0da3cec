package imports

import (
	"context"
	"fmt"

	"laowu/internal/db"
)

// Rescue gives imports and previews whose process was killed back to the
// service's queue, and says how many. A working import holds its row locked; one
// that nobody holds, and that was queued a while ago, is nobody's. A preview holds
// a lock of its own.
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
	FROM (SELECT i.county, i.id FROM import i LEFT JOIN import_draft d ON d.county = i.county AND d.import = i.id
	      WHERE i.county = $2 AND i.state = 'queued' AND coalesce(d.changed_at, i.created_at) < now() - interval '10 seconds'
	      FOR UPDATE OF i SKIP LOCKED) i
	WHERE j.kind = 'import' AND j.args->>'county' = i.county AND (j.args->>'import')::bigint = i.id AND j.args->'draft' IS NULL
	  AND (j.state = 'running' OR j.state = 'available' AND j.queue <> $1)`

// The lock's name is lookLock's. A job that was just taken may not hold it yet.
const rescuePreviews = `
	WITH waiting AS MATERIALIZED (
	  SELECT i.county, i.id FROM import i JOIN import_draft d ON d.county = i.county AND d.import = i.id
	  WHERE i.county = $2 AND i.state = 'draft' AND d.counted < d.revision AND d.changed_at < now() - interval '10 seconds'),
	dead AS MATERIALIZED (SELECT * FROM waiting WHERE pg_try_advisory_xact_lock(hashtextextended('draft ' || county || ' ' || id, 0)))
	UPDATE river.river_job j SET state = 'available', queue = $1, scheduled_at = now(), attempted_by = '{}' FROM dead i
	WHERE j.kind = 'import' AND j.args->>'county' = i.county AND (j.args->>'import')::bigint = i.id AND j.args->'draft' IS NOT NULL AND j.state = 'running'`
