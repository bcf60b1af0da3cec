package report

import (
	"context"
	"sync"
	"time"

	"laowu/internal/db"
)

// Kept remembers what was counted of a whole county, or of all whom an office
// looks after, so that a page which many open is counted once after each change
// of the records and not once for each of them. It holds nothing that could not be counted again; pages say at what
// time they were counted. The zero value is empty. Safe for several goroutines.
type Kept struct {
	mu    sync.Mutex
	cells map[cellKey]*cell
}

// keptCells bounds the memory of Kept, in results.
const keptCells = 256

// keptFor is how long a result holds while nothing changes, and shortly how long
// one that was counted while somebody was changing something: his change is
// announced before it can be read.
const (
	keptFor = time.Minute
	shortly = 3 * time.Second
)

// cellKey says what was counted: for whom, of which day, and on which day, as
// what counts today may not count tomorrow.
type cellKey struct {
	county, scope, what, asOf, today string
	organisation                     int64
}

type cell struct {
	sync.Mutex // held while it is counted: the others wait for the one who counts
	value      any
	at         time.Time // when it was counted; zero: not yet
	number     int64     // how far the changes were before
	quiet      bool
}

// Recall is what count gives for the actor as of a day, counted now or before
// the last change of the records; at says when. The result is shared and must
// not be changed. Its errors are those of count, and are not kept.
func Recall[T any](ctx context.Context, k *Kept, d *db.DB, a db.Actor, what string, asOf time.Time, count func(context.Context, *db.Tx, time.Time) (T, error)) (value T, at time.Time, err error) {
	number, quiet, err := d.Changes(ctx, a)
	if err != nil {
		return value, at, err //nolint:wrapcheck // says what it did
	}
	now := d.Now()
	c := k.cell(keyOf(a, what, asOf, db.Day(now)))
	c.Lock()
	defer c.Unlock()
	if c.holds(number, now) {
		return c.value.(T), c.at, nil //nolint:forcetypeassert // what names the type
	}
	if err = d.ReadTx(ctx, a, func(tx *db.Tx) (err error) {
		value, err = count(ctx, tx, asOf)
		return err
	}); err != nil {
		return value, at, err
	}
	c.value, c.at, c.number, c.quiet = value, now, number, quiet
	return value, now, nil
}

// holds says whether what was counted is still so.
func (c *cell) holds(number int64, now time.Time) bool {
	age := now.Sub(c.at)
	return !c.at.IsZero() && c.number == number && (c.quiet && age < keptFor || age < shortly)
}

// keyOf puts all who see the county under one key, and others under their own.
func keyOf(a db.Actor, what string, asOf, today time.Time) cellKey {
	key := cellKey{county: a.County, scope: "county", what: what, asOf: dayText(asOf), today: dayText(today)}
	if a.Role != db.County && a.Role != db.Admin && a.Role != db.Auditor {
		key.scope, key.organisation = string(a.Role), a.Organisation
	}
	return key
}

// cell finds or makes the place of a result; where there are too many, all go.
func (k *Kept) cell(key cellKey) *cell {
	k.mu.Lock()
	defer k.mu.Unlock()
	if c := k.cells[key]; c != nil {
		return c
	}
	if len(k.cells) >= keptCells {
		clear(k.cells)
	}
	if k.cells == nil {
		k.cells = map[cellKey]*cell{}
	}
	k.cells[key] = &cell{}
	return k.cells[key]
}
