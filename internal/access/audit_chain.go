package access

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// chainBatch is how many entries are chained in one transaction.
const chainBatch = 1000

// Chain links what waits, of every county, and returns how many entries it
// linked. One process does at a time; the others find nothing to do. Whoever
// writes an entry never waits for it. What is wrong with one county's chain does
// not keep back the others'.
func Chain(ctx context.Context, d *db.DB, v *Vault, actor db.Actor, anchor Anchor) (linked int, err error) {
	counties, err := countiesToChain(ctx, d, actor)
	if err != nil {
		return 0, err
	}
	for _, county := range counties {
		n, some := chainCounty(ctx, d, v, county, anchor)
		linked += n
		if some != nil {
			err = errors.Join(err, fmt.Errorf("chain audit of %s: %w", county, some))
		}
	}
	return linked, err
}

func chainCounty(ctx context.Context, d *db.DB, v *Vault, county string, anchor Anchor) (linked int, err error) {
	for {
		n, err := chainSome(ctx, d, v, county)
		if err == nil && n > 0 {
			err = anchor.remember(ctx, d, county)
		}
		if linked += n; err != nil || n < chainBatch {
			return linked, err
		}
	}
}

func countiesToChain(ctx context.Context, d *db.DB, actor db.Actor) (counties []string, err error) {
	err = d.ReadTx(ctx, actor, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, "SELECT access.counties_to_chain()")
		if err != nil {
			return err
		}
		counties, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find audit entries to chain: %w", err)
	}
	return counties, nil
}

// chainLock is held by who links a county's entries, to the transaction's end.
const chainLock = "hashtextextended('audit chain ' || $1, 0)"

func chainSome(ctx context.Context, d *db.DB, v *Vault, county string) (linked int, err error) {
	err = d.Tx(db.Aside(ctx), db.Actor{County: county, Role: db.Admin}, func(tx *db.Tx) error {
		var mine bool
		if err := tx.QueryRow(ctx, "SELECT pg_try_advisory_xact_lock("+chainLock+")", county).Scan(&mine); err != nil || !mine {
			return err
		}
		at, err := lastLink(ctx, tx)
		if err != nil {
			return err
		}
		entries, err := pending(ctx, tx)
		if err != nil {
			return err
		}
		linked = len(entries)
		return at.extend(ctx, tx, v, entries)
	})
	return linked, err
}

// head is the last link of a county's chain.
type head struct {
	Position int64  `json:"position"`
	MAC      []byte `json:"mac"`
}

func lastLink(ctx context.Context, tx *db.Tx) (h head, err error) {
	err = tx.QueryRow(ctx, "SELECT position, mac FROM audit_link WHERE county = $1 ORDER BY position DESC LIMIT 1", tx.Actor.County).Scan(&h.Position, &h.MAC)
	if errors.Is(err, pgx.ErrNoRows) {
		return head{}, nil
	}
	return h, err
}

func pending(ctx context.Context, tx *db.Tx) ([]Entry, error) {
	rows, err := tx.Query(ctx, "SELECT "+entryColumns+` FROM audit_pending p JOIN audit a ON a.county = p.county AND a.id = p.entry
		WHERE p.county = $1 ORDER BY a.id LIMIT $2`, tx.Actor.County, chainBatch)
	if err != nil {
		return nil, err
	}
	var all []Entry
	var e Entry
	_, err = pgx.ForEachRow(rows, e.fields(), func() error {
		all = append(all, e)
		e.Detail = nil
		return nil
	})
	return all, err
}

// extend links entries to the chain's end and takes them off the list.
func (h *head) extend(ctx context.Context, tx *db.Tx, v *Vault, entries []Entry) error {
	var positions, ids []int64
	var macs [][]byte
	for i := range entries {
		mac, err := v.link(h.MAC, tx.Actor.County, &entries[i])
		if err != nil {
			return err
		}
		h.Position, h.MAC = h.Position+1, mac
		positions, ids, macs = append(positions, h.Position), append(ids, entries[i].ID), append(macs, mac)
	}
	_, err := tx.Exec(ctx, "INSERT INTO audit_link SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bytea[])", tx.Actor.County, positions, ids, macs)
	if err != nil {
		return fmt.Errorf("link: %w", err)
	}
	if _, err = tx.Exec(ctx, "DELETE FROM audit_pending WHERE county = $1 AND entry = ANY ($2)", tx.Actor.County, ids); err != nil {
		return fmt.Errorf("link: %w", err)
	}
	return nil
}
