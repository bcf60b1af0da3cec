package access

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// SealedCount says how many values of a county's column the newest key sealed,
// how many older keys did, and how many a key did that the key file lacks:
// nobody can open those.
type SealedCount struct {
	Table   string `json:"table"`
	Column  string `json:"column"`
	Newest  int    `json:"newest"`
	Older   int    `json:"older"`
	Missing int    `json:"missing_key"`
}

// Count counts the sealed values of the actor's county by their keys.
func (v *Vault) Count(ctx context.Context, tx *db.Tx, columns []Sealed) ([]SealedCount, error) {
	k := v.reload()
	var all []SealedCount
	for _, s := range columns {
		c, err := s.count(ctx, tx, k)
		if err != nil {
			return nil, fmt.Errorf("count %s.%s: %w", s.Table, s.Column, err)
		}
		all = append(all, c)
	}
	return all, nil
}

func (s Sealed) count(ctx context.Context, tx *db.Tx, k *keys) (SealedCount, error) {
	c := SealedCount{Table: s.Table, Column: s.Column}
	rows, err := tx.Query(ctx, s.countSQL(), tx.Actor.County)
	if err != nil {
		return c, err
	}
	var head []byte
	var n int
	_, err = pgx.ForEachRow(rows, []any{&head, &n}, func() error {
		switch id, ok := sealedWith(head); {
		case ok && id == k.primary:
			c.Newest += n
		case ok && k.has(id):
			c.Older += n
		default:
			c.Missing += n
		}
		return nil
	})
	return c, err
}
