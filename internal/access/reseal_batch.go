package access

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// batch is some rows of a sealed column, column by column as unnest takes
// them.
type batch struct {
	Sealed
	types     []string // of the key's columns, in SQL
	keys      [][]any
	was, anew [][]byte
	last      []any // the key of the last row read
	unopened  int
}

// size is how many rows were read.
func (b *batch) size() int { return len(b.was) + b.unopened }

// read reads the rows after those of the batch before that another key sealed
// than the newest.
func (s Sealed) read(ctx context.Context, tx *db.Tx, newest uint32, before *batch) (*batch, error) {
	b := &batch{Sealed: s, keys: make([][]any, len(s.Key))}
	args := []any{tx.Actor.County, inValue(newest), s.batchSize()}
	if before != nil {
		args = append(args, before.last...)
	}
	rows, err := tx.Query(ctx, s.readSQL(before == nil), args...)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := b.add(rows); err != nil {
			return nil, err
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	return b, b.nameTypes(tx, rows)
}

func (b *batch) add(rows pgx.Rows) error {
	values, err := rows.Values()
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	sealed, _ := values[0].([]byte)
	b.was, b.last = append(b.was, sealed), values[1:]
	for i, k := range b.last {
		b.keys[i] = append(b.keys[i], k)
	}
	return nil
}

// nameTypes finds the key's types where the database tells them, so that the
// nouns need not repeat them.
func (b *batch) nameTypes(tx *db.Tx, rows pgx.Rows) error {
	for _, f := range rows.FieldDescriptions()[1:] {
		t, ok := tx.Conn().TypeMap().TypeForOID(f.DataTypeOID)
		if !ok {
			return fmt.Errorf("column %s: unknown type %d", f.Name, f.DataTypeOID)
		}
		b.types = append(b.types, t.Name)
	}
	return nil
}

// reseal seals the batch's values anew; it drops those that do not open.
func (b *batch) reseal(v *Vault, county string) error {
	kept := 0
	for i, sealed := range b.was {
		plain, err := v.Open(county, b.Field, sealed)
		if err != nil {
			b.unopened++
			continue
		}
		anew, err := v.Seal(county, b.Field, plain)
		if err != nil {
			return err
		}
		b.anew = append(b.anew, anew)
		b.was[kept] = sealed
		for _, k := range b.keys {
			k[kept] = k[i]
		}
		kept++
	}
	b.was = b.was[:kept]
	for i, k := range b.keys {
		b.keys[i] = k[:kept]
	}
	return nil
}

// write puts the values in place and says how many: what changed since it was
// read is none of them.
func (b *batch) write(ctx context.Context, tx *db.Tx, locked string) (int, error) {
	args := []any{tx.Actor.County, b.was, b.anew}
	for _, k := range b.keys {
		args = append(args, k)
	}
	tag, err := tx.Exec(ctx, b.writeSQL(b.types, locked), args...)
	if err != nil {
		return 0, fmt.Errorf("write: %w", err)
	}
	return int(tag.RowsAffected()), nil
}

// only is the batch of one of its rows.
func (b *batch) only(i int) *batch {
	one := &batch{Sealed: b.Sealed, types: b.types, was: b.was[i : i+1], anew: b.anew[i : i+1]}
	for _, k := range b.keys {
		one.keys = append(one.keys, k[i:i+1])
	}
	return one
}
