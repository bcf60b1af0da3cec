package access

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Checked is one look at the whole chain of a county, as it was kept.
type Checked struct {
	At      time.Time
	Linked  int64 // links that were gone through
	Entry   int64 // the last entry of them, 0: there was none
	Pending int64
	Faults  int
	Said    string // the first fault, in the reader's words
}

// Check goes through the chain of the actor's county as Verify does and keeps
// what it found. Only the admin's transactions do: ErrNotFound.
func Check(ctx context.Context, d *db.DB, v *Vault, actor db.Actor, anchor Anchor) (Verdict, error) {
	if actor.Role != db.Admin {
		return Verdict{}, ErrNotFound
	}
	var found Verdict
	c := Checked{At: d.Now()}
	err := d.ReadTx(ctx, actor, func(tx *db.Tx) (err error) {
		if found, err = Verify(ctx, tx, v, anchor); err != nil {
			return err
		}
		return tx.QueryRow(ctx, "SELECT coalesce((SELECT entry FROM audit_link WHERE county = $1 ORDER BY position DESC LIMIT 1), 0)", actor.County).Scan(&c.Entry)
	})
	if err != nil {
		return found, fmt.Errorf("check audit chain: %w", err)
	}
	c.Linked, c.Pending, c.Faults = found.Linked, found.Pending, len(found.Faults)
	if c.Faults > 0 {
		c.Said = found.Faults[0].Message
	}
	err = d.Tx(ctx, actor, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO audit_check (county, checked_at, linked, entry, pending, faults, said) VALUES ($1, $2, $3, $4, $5, $6, $7)",
			actor.County, c.At, c.Linked, c.Entry, c.Pending, c.Faults, c.Said)
		return err
	})
	if err != nil {
		return found, fmt.Errorf("keep check of audit chain: %w", err)
	}
	return found, nil
}

// LastCheck is the latest; nil where the chain was never gone through.
func LastCheck(ctx context.Context, tx *db.Tx) (*Checked, error) {
	rows, err := tx.Query(ctx, "SELECT checked_at, linked, entry, pending, faults, said FROM audit_check WHERE county = $1 ORDER BY id DESC LIMIT 1", tx.Actor.County)
	if err != nil {
		return nil, fmt.Errorf("read check of audit chain: %w", err)
	}
	c, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[Checked])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil //nolint:nilnil // it is not known
	}
	if err != nil {
		return nil, fmt.Errorf("read check of audit chain: %w", err)
	}
	return &c, nil
}
