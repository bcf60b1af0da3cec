package db

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Once is one sending of a form. The first transaction of its context that
// writes for an account writes its key too: what the form asks is done and the
// key kept, or neither.
type Once struct {
	Key []byte // 32 bytes

	written, twice atomic.Bool
}

// ErrTwice is where the same form came before, from the same login: nothing was
// done again.
var ErrTwice = errors.New("this form was sent before")

type onceKey struct{}

// WithOnce is ctx for the work of one sending.
func WithOnce(ctx context.Context, o *Once) context.Context {
	return context.WithValue(ctx, onceKey{}, o)
}

// onceOf is the sending whose key is still to be written, or nil.
func onceOf(ctx context.Context, a Actor, o pgx.TxOptions) *Once {
	one, _ := ctx.Value(onceKey{}).(*Once)
	if one == nil || o.AccessMode == pgx.ReadOnly || a.Account == 0 || one.written.Load() {
		return nil
	}
	return one
}

// Written says whether a transaction of this sending was committed.
func (o *Once) Written() bool { return o.written.Load() }

// Twice says whether it came before.
func (o *Once) Twice() bool { return o.twice.Load() }

// enter writes the key. Where another transaction is just writing it, that one
// is waited for.
func (o *Once) enter(ctx context.Context, tx *Tx) error {
	tag, err := tx.Exec(ctx, `
		INSERT INTO once (county, login, key, at) SELECT $1, access.own_login(), $2, $3 ON CONFLICT DO NOTHING`, tx.Actor.County, o.Key, tx.Now)
	var pg *pgconn.PgError
	const serialization = "40001" // it was written after the snapshot that this transaction reads
	if errors.As(err, &pg) && pg.Code == serialization || err == nil && tag.RowsAffected() == 0 {
		o.twice.Store(true)
		return ErrTwice
	}
	if err != nil {
		return fmt.Errorf("note that a form was sent: %w", err)
	}
	return nil
}

// ForgetOnce takes a sending's key back: what it asked was refused, and may be
// asked again.
func ForgetOnce(ctx context.Context, tx *Tx, key []byte) error {
	if _, err := tx.Exec(ctx, "DELETE FROM once WHERE county = $1 AND login = access.own_login() AND key = $2", tx.Actor.County, key); err != nil {
		return fmt.Errorf("forget that a form was sent: %w", err)
	}
	return nil
}

// AnswerOnce keeps where the first sending led.
func AnswerOnce(ctx context.Context, tx *Tx, key []byte, location string) error {
	if _, err := tx.Exec(ctx, "UPDATE once SET location = $3 WHERE county = $1 AND login = access.own_login() AND key = $2", tx.Actor.County, key, location); err != nil {
		return fmt.Errorf("keep where a form led: %w", err)
	}
	return nil
}

// OnceAnswer is where the first sending led, or empty.
func OnceAnswer(ctx context.Context, tx *Tx, key []byte) (location string, err error) {
	err = tx.QueryRow(ctx, "SELECT coalesce(max(location), '') FROM once WHERE county = $1 AND login = access.own_login() AND key = $2", tx.Actor.County, key).Scan(&location)
	if err != nil {
		return "", fmt.Errorf("read where a form led: %w", err)
	}
	return location, nil
}
