package pgsearch

import (
	"context"
	"strconv"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// actorSQL states who asks for the rest of the transaction, as db.Tx does.
const actorSQL = "SELECT set_config('laowu.county', $1, true), set_config('laowu.role', $2, true), set_config('laowu.organisation', $3, true)"

// ask runs one statement for an actor in a single round trip. Both statements
// go in one pipeline, which PostgreSQL runs as one transaction.
func (e *Engine) ask(ctx context.Context, actor db.Actor, read func(pgx.Rows) error, sql string, args ...any) error {
	b := &pgx.Batch{}
	b.Queue(actorSQL, actor.County, string(actor.Role), strconv.FormatInt(actor.Organisation, 10))
	b.Queue(sql, args...).Query(read)
	return e.db.Pool().SendBatch(ctx, b).Close()
}
