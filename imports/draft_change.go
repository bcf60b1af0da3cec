package imports

import (
	"context"
	"fmt"

	"laowu/internal/db"
	"laowu/internal/work"
)

// SetKind says what kind of workbook a draft is, and has it looked at anew.
// NotAllowed for a kind that its sender may not send.
func (s *Service) SetKind(ctx context.Context, jobs *work.Client, actor db.Actor, id int64, kind string) error {
	return s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		o, err := s.open(ctx, tx, id)
		if err != nil {
			return err
		}
		k, ok := ByName(kind)
		if !ok || !k.Allows(actor.Role) {
			return NotAllowed
		}
		if kind != o.kind { // its columns are of the other kind
			if _, err := tx.Exec(ctx, "DELETE FROM import_sheet WHERE county = $1 AND import = $2", actor.County, id); err != nil {
				return fmt.Errorf("forget columns: %w", err)
			}
		}
		if _, err := tx.Exec(ctx, "UPDATE import SET kind = $3 WHERE county = $1 AND id = $2", actor.County, id, kind); err != nil {
			return fmt.Errorf("set kind: %w", err)
		}
		return s.again(ctx, tx, jobs, id)
	})
}

// Again has a draft looked at anew, as after a failure.
func (s *Service) Again(ctx context.Context, jobs *work.Client, actor db.Actor, id int64) error {
	return s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		if _, err := s.open(ctx, tx, id); err != nil {
			return err
		}
		return s.again(ctx, tx, jobs, id)
	})
}

// again makes the draft's preview void and queues another.
func (s *Service) again(ctx context.Context, tx *db.Tx, jobs *work.Client, id int64) error {
	_, err := tx.Exec(ctx, `
		UPDATE import_draft SET revision = revision + 1, counted = 0, choices = '{}', failure = NULL, step = 'waiting', done = 0, total = 0, changed_at = now()
		WHERE county = $1 AND import = $2`, tx.Actor.County, id)
	if err != nil {
		return fmt.Errorf("look again: %w", err)
	}
	return s.queue(ctx, tx, jobs, jobArgs{County: tx.Actor.County, Import: id, Draft: true})
}
