package access

import (
	"context"
	"encoding/binary"
	"fmt"

	"laowu/internal/db"
)

// Resealed says what came of sealing anew.
type Resealed struct {
	Values   int // sealed anew
	Unopened int // left as they were: no key of the file opens them
}

// Reseal seals the values of the actor's county that older keys sealed with the
// newest. Each batch is a transaction: stopped in between, what is done stays
// done, and another call does the rest. Values that change meanwhile are left
// to who changed them; hashes stay as they are. Progress may be nil.
func Reseal(ctx context.Context, d *db.DB, v *Vault, actor db.Actor, columns []Sealed, progress func(done, total int)) (Resealed, error) {
	w := walk{db: d, vault: v, actor: actor, progress: progress}
	var counts []SealedCount
	err := d.ReadTx(ctx, actor, func(tx *db.Tx) error {
		var err error
		counts, err = v.Count(ctx, tx, columns)
		return err
	})
	if err != nil {
		return w.done, err
	}
	w.newest = v.keys.Load().primary
	for _, c := range counts {
		w.total += c.Older
	}
	for _, s := range columns {
		if err := w.column(ctx, s); err != nil {
			return w.done, fmt.Errorf("reseal %s.%s: %w", s.Table, s.Column, err)
		}
	}
	return w.done, nil
}

// walk is one pass over the columns.
type walk struct {
	db       *db.DB
	vault    *Vault
	actor    db.Actor
	newest   uint32
	progress func(done, total int)
	total    int
	done     Resealed
}

func (w *walk) column(ctx context.Context, s Sealed) error {
	before := w.done.Unopened
	var b *batch
	for {
		next, err := w.batch(ctx, s, b)
		if err != nil {
			return err
		}
		if next.size() == 0 {
			break
		}
		b = next
	}
	if n := w.done.Unopened - before; n > 0 && w.vault.Log != nil {
		w.vault.Log.Error("sealed values that no key opens were left as they are", "table", s.Table, "column", s.Column, "values", n)
	}
	return nil
}

// batch seals the rows after those of the batch before.
func (w *walk) batch(ctx context.Context, s Sealed, before *batch) (*batch, error) {
	var b *batch
	var n int
	err := w.db.Tx(ctx, w.actor, func(tx *db.Tx) error {
		var err error
		if b, err = s.read(ctx, tx, w.newest, before); err != nil {
			return err
		}
		if err := b.reseal(w.vault, tx.Actor.County); err != nil || len(b.anew) == 0 {
			return err
		}
		n, err = b.write(ctx, tx, passOver)
		return err
	})
	if err != nil {
		return nil, err
	}
	more, err := w.rest(ctx, b, n)
	w.done.Values += n + more
	w.done.Unopened += b.unopened
	if w.progress != nil && w.total > 0 && b.size() > 0 {
		w.progress(w.done.Values, w.total)
	}
	return b, err
}

// rest writes the rows that were passed over, or have changed, one in a
// transaction: it waits for who holds them with no other row in hand.
func (w *walk) rest(ctx context.Context, b *batch, written int) (n int, err error) {
	if written == len(b.anew) {
		return 0, nil
	}
	for i := range b.anew {
		err := w.db.Tx(ctx, w.actor, func(tx *db.Tx) error {
			one, err := b.only(i).write(ctx, tx, await)
			n += one
			return err
		})
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// inValue is a key's number as it stands in a sealed value.
func inValue(id uint32) []byte { return binary.BigEndian.AppendUint32(nil, id) }
