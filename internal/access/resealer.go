package access

import (
	"context"
	"fmt"

	"laowu/internal/db"
)

// Resealer seals an installation's values with the newest key, whatever older
// key sealed them.
type Resealer struct {
	DB      *db.DB
	Vault   *Vault
	Columns []Sealed // of all nouns
}

// Alone runs fn while no other process reseals. It returns false, and has not
// run fn, where one does.
func (r *Resealer) Alone(ctx context.Context, actor db.Actor, fn func() error) (alone bool, err error) {
	err = r.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		if alone, err = takeTurn(ctx, tx); err != nil || !alone {
			return err
		}
		return fn()
	})
	return alone, err
}

// takeTurn holds the turn to reseal until tx ends, where nobody has it.
func takeTurn(ctx context.Context, tx *db.Tx) (taken bool, err error) {
	err = tx.QueryRow(ctx, "SELECT pg_try_advisory_xact_lock(hashtextextended('reseal', 0))").Scan(&taken)
	if err != nil {
		return false, fmt.Errorf("ask for the turn to reseal: %w", err)
	}
	return taken, nil
}

// Run seals the values of the actor's county, again where the key changed
// meanwhile, and calls end (which may be nil) in the transaction that has seen
// the newest key to be the one. Call it within Alone.
func (r *Resealer) Run(ctx context.Context, actor db.Actor, progress func(done, total int), end func(*db.Tx) error) (Resealed, error) {
	var sum Resealed
	for {
		newest, err := r.newest(ctx, actor, nil)
		if err != nil {
			return sum, err
		}
		done, err := Reseal(ctx, r.DB, r.Vault, actor, r.Columns, progress)
		sum.Values, sum.Unopened = sum.Values+done.Values, done.Unopened
		if err != nil {
			return sum, err
		}
		last, err := r.newest(ctx, actor, func(tx *db.Tx, now uint32) error {
			if end == nil || now != newest {
				return nil
			}
			return end(tx)
		})
		if err != nil || last == newest {
			return sum, err
		}
	}
}

// newest is the newest key's number. A process with an old copy of the key file
// is told so. No rotation begins before then has ended.
func (r *Resealer) newest(ctx context.Context, actor db.Actor, then func(*db.Tx, uint32) error) (newest uint32, err error) {
	err = r.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		in, err := lockInstallation(ctx, tx)
		if err != nil {
			return err
		}
		k := r.Vault.reload()
		newest = k.primary
		if err := in.check(k); err != nil || then == nil {
			return err
		}
		return then(tx, newest)
	})
	return newest, err
}
