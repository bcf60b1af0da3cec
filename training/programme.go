package training

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// ProgrammeKind says which published figures count a programme.
type ProgrammeKind string

// The kinds, as they are stored.
const (
	Caregiver ProgrammeKind = "caregiver" // 吕梁山护工
	Craftsman ProgrammeKind = "craftsman" // 吕梁山工匠
	Farmer    ProgrammeKind = "farmer"    // 新型职业农民
	Driver    ProgrammeKind = "driver"    // 驾驶员
	Brand     ProgrammeKind = "brand"     // 自主品牌
	Other     ProgrammeKind = "other"
)

// Programme is what classes are held of. Counties share the list; one keeps
// each entry.
type Programme struct {
	ID      int64
	Name    string
	Kind    ProgrammeKind
	Aliases []string // as offices write it
}

// Programmes lists all.
func Programmes(ctx context.Context, tx *db.Tx) ([]Programme, error) {
	rows, err := tx.Query(ctx, "SELECT id, name, kind, aliases FROM programme ORDER BY id")
	if err != nil {
		return nil, fmt.Errorf("list programmes: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Programme])
	if err != nil {
		return nil, fmt.Errorf("list programmes: %w", err)
	}
	return all, nil
}

// ProgrammeNames finds the name under which a programme is kept, by Key of
// what offices write.
func ProgrammeNames(all []Programme) map[string]string {
	names := map[string]string{}
	for _, p := range all {
		for _, a := range p.Aliases {
			names[value.Key(a)] = p.Name
		}
	}
	for _, p := range all {
		names[value.Key(p.Name)] = p.Name
	}
	return names
}
