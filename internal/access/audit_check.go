package access

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// waitsLong is after which time an unlinked entry is suspicious, if a service
// runs: it links within seconds.
const waitsLong = 24 * time.Hour

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
	last     int64  // position of the link before
	before   []byte // and its mac
	suspects []suspect
}

func (c *check) fault(position, entry int64, what, message string) {
	c.Faults = append(c.Faults, Fault{position, entry, what, message})
}

// look compares a link with its entry. Behind a gap there is nothing to compare
// with.
func (c *check) look(l *seen) error {
	gap := l.position != c.last+1
	if gap {
		c.fault(c.last+1, 0, "removed", fmt.Sprintf("链上缺第 %d 到 %d 环，其后的第 %d 条记录无从核对", c.last+1, l.position-1, l.entry))
	}
	mac, err := c.vault.link(c.before, c.county, &l.Entry)
	switch {
	case !l.there:
		c.fault(l.position, l.entry, "removed", fmt.Sprintf("第 %d 条记录被删除", l.entry))
	case err != nil:
		return err
	case !gap && !bytes.Equal(mac, l.mac):
		c.suspects = append(c.suspects, suspect{fault: len(c.Faults), before: c.before, mac: l.mac, entry: l.Entry})
		c.fault(l.position, l.entry, "altered", fmt.Sprintf("第 %d 条记录被改动", l.entry))
	}
	c.anchored = c.anchored || l.position == c.known.Position && bytes.Equal(l.mac, c.known.MAC)
	c.Linked++
	c.last, c.before = l.position, l.mac
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
