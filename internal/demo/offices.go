package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// offices are those that no workbook brings: the stations and the school, and
// the township of each association.
func offices(ctx context.Context, tx *db.Tx) ([]access.Office, error) {
	rows, err := tx.Query(ctx, `
		SELECT 'township' AS kind, t.name || '人民政府' AS name, t.code AS place FROM area t
		WHERE t.code IN (SELECT a.township FROM association a WHERE a.county = $1) ORDER BY t.code`, tx.Actor.County)
	if err != nil {
		return nil, fmt.Errorf("read townships: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[access.Office])
	if err != nil {
		return nil, fmt.Errorf("read townships: %w", err)
	}
	return append(all,
		access.Office{Kind: "station", Name: "鄂尔多斯西部工作站", Place: "150600"},
		access.Office{Kind: "station", Name: "太原联络部", Place: "140100"},
		access.Office{Kind: "trainer", Name: "吕梁山护工培训基地", Place: tx.Actor.County},
	), nil
}

// openOffices opens the offices that are not open yet, and returns all of them
// by kind and place; the county's own bureau is one.
func openOffices(ctx context.Context, tx *db.Tx) (open map[[2]string]int64, err error) {
	bureau, err := access.CountyOffice(ctx, tx)
	if err != nil {
		return nil, err
	}
	open = map[[2]string]int64{{bureau.Kind, bureau.Place}: bureau.ID}
	wanted, err := offices(ctx, tx)
	if err != nil {
		return nil, err
	}
	known, err := access.Offices(ctx, tx, "")
	if err != nil {
		return nil, err
	}
	for _, o := range wanted {
		i := slices.IndexFunc(known, func(k access.Office) bool { return k.Kind == o.Kind && k.Name == o.Name })
		if i >= 0 {
			o.ID = known[i].ID
		} else if o.ID, err = access.AddOffice(ctx, tx, o); err != nil {
			return nil, err
		}
		open[[2]string{o.Kind, o.Place}] = o.ID
	}
	return open, nil
}
