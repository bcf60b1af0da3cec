package access

import (
	"bytes"
	"context"
	"fmt"
	"time"

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

// waitsLong is after which time an unlinked entry is suspicious, if a service
// runs: it links within seconds.
const waitsLong = 24 * time.Hour

// Verify goes through the chain of the asking county and finds every entry that
// was altered, removed, reordered or put in beside it, and whether its end was
// cut off. Only admin and auditor see the trail.
func Verify(ctx context.Context, tx *db.Tx, v *Vault, anchor Anchor) (Verdict, error) {
	known, err := anchor.last(tx.Actor.County)
	if err != nil {
		return Verdict{}, err
	}
	c := check{vault: v, county: tx.Actor.County, known: known}
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
	c.end()
	return c.Verdict, c.loose(ctx, tx)
}

// nullableColumns are entryColumns where the entry may be gone.
const nullableColumns = `coalesce(a.id, 0), coalesce(a.at, 'epoch'), coalesce(a.role, ''), a.organisation, a.account, coalesce(a.actor, ''),
	coalesce(a.origin, ''), coalesce(a.action, ''), coalesce(a.noun, ''), coalesce(a.target, ''), coalesce(a.detail, '{}')`

// seen is one link with its entry.
type seen struct {
	position, entry int64
	mac             []byte
	there           bool
	Entry
}

// check walks the chain.
type check struct {
	Verdict
	vault    *Vault
	county   string
	known    head
	anchored bool
	before   []byte
}

func (c *check) fault(position, entry int64, what, message string) {
	c.Faults = append(c.Faults, Fault{position, entry, what, message})
}

func (c *check) look(l *seen) error {
	if l.position != c.Linked+1 {
		c.fault(c.Linked+1, 0, "removed", fmt.Sprintf("链上缺第 %d 到 %d 环", c.Linked+1, l.position-1))
	}
	mac, err := c.vault.link(c.before, c.county, &l.Entry)
	switch {
	case !l.there:
		c.fault(l.position, l.entry, "removed", fmt.Sprintf("第 %d 条记录被删除", l.entry))
	case err != nil:
		return err
	case !bytes.Equal(mac, l.mac):
		c.fault(l.position, l.entry, "altered", fmt.Sprintf("第 %d 条记录被改动，或者前后次序被调换", l.entry))
	}
	c.anchored = c.anchored || l.position == c.known.Position && bytes.Equal(l.mac, c.known.MAC)
	c.Linked, c.before = l.position, append(c.before[:0], l.mac...)
	return nil
}

// end compares the chain with the link that is remembered outside the database.
func (c *check) end() {
	if c.known.Position > 0 && !c.anchored {
		c.fault(c.known.Position, 0, "cut", fmt.Sprintf("链曾有 %d 环，与库外所记的末环对不上：末尾被截断或整条链被换掉", c.known.Position))
	}
}

// loose looks at the entries that are not linked: those that wait are in order,
// unless they wait long; others were put in by hand.
func (c *check) loose(ctx context.Context, tx *db.Tx) error {
	rows, err := tx.Query(ctx, `
		SELECT a.id, p.entry IS NOT NULL, a.at < $2 FROM audit a
		LEFT JOIN audit_pending p ON p.county = a.county AND p.entry = a.id
		WHERE a.county = $1 AND NOT EXISTS (SELECT FROM audit_link l WHERE l.county = a.county AND l.entry = a.id) ORDER BY a.id`,
		c.county, tx.Now.Add(-waitsLong))
	if err != nil {
		return fmt.Errorf("read unlinked audit entries: %w", err)
	}
	var id int64
	var waits, long bool
	_, err = pgx.ForEachRow(rows, []any{&id, &waits, &long}, func() error {
		if waits {
			c.Pending++
		}
		switch {
		case !waits:
			c.fault(0, id, "unlinked", fmt.Sprintf("第 %d 条记录不是平台写入的：不在链上，也不在等待入链之列", id))
		case long:
			c.fault(0, id, "unlinked", fmt.Sprintf("第 %d 条记录一天多还没有入链：请看服务是否在运行", id))
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read unlinked audit entries: %w", err)
	}
	return nil
}
