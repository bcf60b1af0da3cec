package matching

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
)

// WorkerScope is by which words of WorkerDocument.Scope an actor sees people:
// any of them; all says that he sees the whole county. An actor with no word
// and not all sees nobody: his office is closed. ErrRole where he may not
// search people. Every engine asks it for each question.
func WorkerScope(ctx context.Context, d *db.DB, actor db.Actor) (all bool, scope []string, err error) {
	err = d.ReadTx(ctx, actor, func(tx *db.Tx) error {
		// Whether it is null is asked by itself: an empty list is never to be taken for it.
		return tx.QueryRow(ctx, "SELECT s IS NULL, coalesce(s, '{}') FROM search.worker_scope() s").Scan(&all, &scope)
	})
	if refused(err) {
		return false, nil, ErrRole
	}
	if err != nil {
		return false, nil, fmt.Errorf("ask whom the actor sees: %w", err)
	}
	return all, scope, nil
}

// refused says that the database did not let the actor.
func refused(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code == "42501" // insufficient_privilege
}
