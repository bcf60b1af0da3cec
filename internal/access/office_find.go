package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Offices lists the county's offices of a kind; all where kind is empty.
func Offices(ctx context.Context, tx *db.Tx, kind string) ([]Office, error) {
	rows, err := tx.Query(ctx, "SELECT id, kind, name, place FROM office WHERE county = $1 AND ($2 = '' OR kind = $2) AND closed_on IS NULL ORDER BY kind, id",
		tx.Actor.County, kind)
	if err != nil {
		return nil, fmt.Errorf("list offices: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Office])
	if err != nil {
		return nil, fmt.Errorf("list offices: %w", err)
	}
	return all, nil
}

// FindOffice finds the office that accounts of a role belong to, by name or by
// number. Where called is empty, it is the only one of the kind.
func FindOffice(ctx context.Context, tx *db.Tx, role db.Role, called string) (Office, error) {
	kind := officeKind(role)
	if kind == "" {
		return Office{}, ErrNoOffice
	}
	all, err := Offices(ctx, tx, kind)
	if err != nil {
		return Office{}, err
	}
	if called != "" {
		all = slices.DeleteFunc(all, func(o Office) bool { return o.Name != called && strconv.FormatInt(o.ID, 10) != called })
	}
	switch len(all) {
	case 0:
		return Office{}, ErrNoOffice
	case 1:
		return all[0], nil
	}
	return Office{}, ErrOffices
}

// CountyOffice is the county's own bureau, which is made where there is none.
func CountyOffice(ctx context.Context, tx *db.Tx) (Office, error) {
	all, err := Offices(ctx, tx, "county")
	if err != nil {
		return Office{}, err
	}
	if len(all) > 0 {
		return all[0], nil
	}
	var name string
	err = tx.QueryRow(ctx, "SELECT name FROM area WHERE code = $1", tx.Actor.County).Scan(&name)
	if errors.Is(err, pgx.ErrNoRows) {
		return Office{}, ErrCounty
	}
	if err != nil {
		return Office{}, fmt.Errorf("find county: %w", err)
	}
	o := Office{Kind: "county", Name: name + "人力资源和社会保障局", Place: tx.Actor.County}
	o.ID, err = AddOffice(ctx, tx, o)
	return o, err
}

// OfficeLogins counts, by the number of an office, the accounts that stand and
// belong to it.
func OfficeLogins(ctx context.Context, tx *db.Tx) (map[int64]int, error) {
	rows, err := tx.Query(ctx, `
		SELECT a.organisation, count(*) FROM account a JOIN login l ON l.id = a.login
		WHERE a.county = $1 AND a.role IN ('township', 'station', 'trainer', 'county', 'auditor', 'admin') AND a.disabled_at IS NULL AND l.disabled_at IS NULL GROUP BY 1`, tx.Actor.County)
	if err != nil {
		return nil, fmt.Errorf("count logins of offices: %w", err)
	}
	counts := map[int64]int{}
	var office int64
	var n int
	_, err = pgx.ForEachRow(rows, []any{&office, &n}, func() error {
		counts[office] = n
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count logins of offices: %w", err)
	}
	return counts, nil
}
