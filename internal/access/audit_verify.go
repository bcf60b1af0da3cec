package access

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Verdict is what a look at a county's whole audit trail found.
type Verdict struct {
	Linked  int64   `json:"linked"`
	Pending int64   `json:"pending"` // written, and waiting to be linked
	Faults  []Fault `json:"faults"`
}

// Fault is one thing wrong with the trail.
type Fault struct {
	Position int64  `json:"position"` // in the chain, 0 where it has none
	Entry    int64  `json:"entry"`
	What     string `json:"what"` // altered, removed, reordered, unlinked, cut
	Message  string `json:"message"`
}

// Verify goes through the chain of the asking county and finds every entry that
// was altered, removed, reordered or put in beside it, and whether its end was
// cut off. Only admin and auditor see the trail, to others it is ErrNotFound. A
// ReadTx lets nothing be chained meanwhile.
func Verify(ctx context.Context, tx *db.Tx, v *Vault, anchor Anchor) (Verdict, error) {
	if tx.Actor.Role != db.Admin && tx.Actor.Role != db.Auditor {
		return Verdict{}, ErrNotFound
	}
	known, err := anchor.last(tx.Actor.County)
	if err != nil {
		return Verdict{}, err
	}
	c := check{Verdict: Verdict{Faults: []Fault{}}, vault: v, county: tx.Actor.County, known: known}
	rows, err := tx.Query(ctx, "SELECT l.position, l.entry, l.mac, a.id IS NOT NULL, "+nullableColumns+`
		FROM audit_link l LEFT JOIN audit a ON a.county = l.county AND a.id = l.entry
		WHERE l.county = $1 ORDER BY l.position`, c.county)
	if err != nil {
		return Verdict{}, fmt.Errorf("read audit chain: %w", err)
	}
	var l seen
	_, err = pgx.ForEachRow(rows, append([]any{&l.position, &l.entry, &l.mac, &l.there}, l.fields()...), func() error { return c.look(&l) })
	if err != nil {
		return Verdict{}, fmt.Errorf("verify audit chain: %w", err)
	}
	if err := c.judge(); err != nil {
		return Verdict{}, err
	}
	c.end()
	if err := c.loose(ctx, tx); err != nil {
		return Verdict{}, err
	}
	return c.Verdict, nil
}

// nullableColumns are entryColumns where the entry may be gone.
const nullableColumns = `coalesce(a.id, 0), coalesce(a.at, 'epoch'), coalesce(a.role, ''), a.organisation, a.account, coalesce(a.actor, ''),
	coalesce(a.origin, ''), coalesce(a.action, ''), coalesce(a.noun, ''), coalesce(a.target, ''), coalesce(a.detail, '{}')`
