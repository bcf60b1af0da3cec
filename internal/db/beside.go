package db

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// besideWait is how long a second connection is waited for: who holds one while
// he waits for another must not wait long, or a pool locks up.
const besideWait = 100 * time.Millisecond

// Beside opens a second transaction that reads the same snapshot for the same
// actor, so that two long counts share a machine's processors; done ends it. It
// is nil where t may write, whose own rows no other transaction sees, and where
// no connection is free: the caller goes on with t alone.
func (t *Tx) Beside(ctx context.Context) (beside *Tx, done func(), err error) {
	done = func() {}
	if t.pool == nil || t.pool.Stat().AcquiredConns() >= t.pool.Config().MaxConns {
		return nil, done, nil
	}
	var snapshot string
	if err := t.QueryRow(ctx, "SELECT pg_export_snapshot()").Scan(&snapshot); err != nil {
		return nil, done, fmt.Errorf("share snapshot: %w", err)
	}
	begin, err := beginSQL(t.Actor, readOnly)
	if err != nil {
		return nil, done, err
	}
	conn, err := acquire(ctx, t.pool)
	if conn == nil {
		return nil, done, err
	}
	tx, err := conn.BeginTx(ctx, pgx.TxOptions{BeginQuery: begin + "; SET TRANSACTION SNAPSHOT '" + snapshot + "'"})
	if err != nil {
		conn.Release()
		return nil, done, fmt.Errorf("begin beside: %w", err)
	}
	return &Tx{Tx: tx, Actor: t.Actor, Now: t.Now}, func() {
		_ = tx.Rollback(context.WithoutCancel(ctx)) // it wrote nothing
		conn.Release()
	}, nil
}

// acquire is nil where nothing became free in time.
func acquire(ctx context.Context, pool *pgxpool.Pool) (*pgxpool.Conn, error) {
	short, cancel := context.WithTimeout(ctx, besideWait)
	defer cancel()
	conn, err := pool.Acquire(short)
	switch {
	case err == nil:
		return conn, nil
	case ctx.Err() != nil:
		return nil, fmt.Errorf("wait for a connection: %w", err)
	}
	return nil, nil //nolint:nilnil // none is free, and that is no error
}
