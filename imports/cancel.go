package imports

import (
	"context"

	"laowu/internal/db"
)

// Cancelled is why an import ended that its sender stopped.
var Cancelled = &FileError{Code: "cancelled", Message: "导入被停下，已经全部撤回，没有写入任何数据"} //nolint:gochecknoglobals,errname // a sentinel that is shown

// Cancel ends an import that still waits or was just stopped: nobody takes it
// up again.
func (s *Service) Cancel(ctx context.Context, actor db.Actor, id int64) error {
	return s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		var waiting bool
		err := tx.QueryRow(ctx, "SELECT state = 'queued' FROM import WHERE county = $1 AND id = $2 FOR UPDATE", actor.County, id).Scan(&waiting)
		if err != nil || !waiting {
			return err
		}
		return finish(ctx, tx, id, "failed", Cancelled)
	})
}
