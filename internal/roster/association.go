// Package roster keeps who is organised where: associations and the villages
// they cover, households, people and their memberships.
package roster

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Association is a village labor association (务工协会). Its natural key is
// township and name; an import of associations creates and changes it. A large
// village has one of its own ("sole", 单建), small ones share one ("joint",
// 合建). Villages it covered once stay on record with their dates.
type Association struct {
	ID       int64
	Code     string // township number and a running number of three digits
	Township string
	Name     string
	Villages []string // codes it covers today
}

// Associations lists a county's associations with what they cover today.
func Associations(ctx context.Context, tx *db.Tx) ([]Association, error) {
	rows, err := tx.Query(ctx, `
		SELECT a.id, a.code, a.township, a.name,
		       coalesce(array_agg(v.village ORDER BY v.village) FILTER (WHERE v.village IS NOT NULL), '{}') AS villages
		FROM association a
		LEFT JOIN association_village v ON v.county = a.county AND v.association = a.id AND v.valid_to IS NULL
		WHERE a.county = $1
		GROUP BY a.id, a.code, a.township, a.name ORDER BY a.id`, tx.Actor.County)
	if err != nil {
		return nil, fmt.Errorf("read associations: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Association])
	if err != nil {
		return nil, fmt.Errorf("read associations: %w", err)
	}
	return all, nil
}
