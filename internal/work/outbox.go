package work

import (
	"context"
	"fmt"

	"laowu/internal/db"
)

// Kind is a kind of record that search keeps documents of.
type Kind string

// The kinds of the outbox.
const (
	Opening Kind = "opening"
	Worker  Kind = "worker"
)

// Changed notes, in the transaction that changes them, records whose search
// documents are to follow. Who calls it need not know whether a document would
// differ; a record noted twice is told once.
func Changed(ctx context.Context, tx *db.Tx, kind Kind, ids ...int64) error {
	if len(ids) == 0 {
		return nil
	}
	if _, err := tx.Exec(ctx, "SELECT search.note_changed($1, $2)", string(kind), ids); err != nil {
		return fmt.Errorf("note changed %ss: %w", kind, err)
	}
	return nil
}
