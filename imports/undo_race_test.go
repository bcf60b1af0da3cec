package imports

import (
	"errors"
	"testing"

	"laowu/internal/db"
)

// TestUndoWaits: what somebody writes into a record while its import is taken back
// is not lost: taking back waits for him, and then says what rests.
func TestUndoWaits(t *testing.T) {
	t.Parallel()
	d, first := twoKept(t)
	undone := make(chan error, 1)
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), "UPDATE person SET remark = '改过' WHERE name = '王建'"); err != nil {
			return err
		}
		go func() {
			_, err := d.undo(t, first)
			undone <- err
		}()
		return waitedFor(t, tx, undone)
	})
	if err != nil {
		t.Fatal(err)
	}
	var why *UndoError
	if err := <-undone; !errors.As(err, &why) || why.Code != "rests_on" {
		t.Errorf("undo: %v", err)
	}
	d.wants(t, "2", "SELECT count(*) FROM person")
}

// waitedFor returns once another session waits for the transaction, or has ended
// without.
func waitedFor(t *testing.T, tx *db.Tx, ended chan error) error {
	t.Helper()
	for len(ended) == 0 {
		var waits bool
		err := tx.QueryRow(t.Context(), "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))").Scan(&waits)
		if err != nil || waits {
			return err
		}
	}
	return nil
}
