package roster

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// AssociationAbout is what its own record says of an association.
type AssociationAbout struct {
	Form     string // sole, joint or empty
	Leader   string
	Founded  string // 2017-05-01; empty: nobody wrote it down
	Villages []CoveredVillage
}

// CoveredVillage is a village that it covers today, with how many people on record
// live there, members or not.
type CoveredVillage struct {
	Code, Name string
	People     int
	Since      string // likewise
}

// FindAssociation reads one; access.ErrNotFound. The auditor reads the leader's
// name masked.
func FindAssociation(ctx context.Context, tx *db.Tx, id int64) (a AssociationAbout, err error) {
	err = tx.QueryRow(ctx, "SELECT form, leader, coalesce(founded::text, '') FROM association WHERE county = $1 AND id = $2", tx.Actor.County, id).
		Scan(&a.Form, &a.Leader, &a.Founded)
	if errors.Is(err, pgx.ErrNoRows) {
		return a, access.ErrNotFound
	}
	if err != nil {
		return a, fmt.Errorf("find association: %w", err)
	}
	a.Leader = access.NameFor(tx, a.Leader)
	rows, err := tx.Query(ctx, `
		SELECT v.code, v.name, (SELECT count(*)::integer FROM person p WHERE p.county = $1 AND p.village = v.code AND p.erased_on IS NULL) AS people,
		       coalesce(c.valid_from::text, '') AS since
		FROM association_village c JOIN area v ON v.code = c.village WHERE c.county = $1 AND c.association = $2 AND c.valid_to IS NULL ORDER BY v.code`, tx.Actor.County, id)
	if err != nil {
		return a, fmt.Errorf("read villages: %w", err)
	}
	if a.Villages, err = pgx.CollectRows(rows, pgx.RowToStructByName[CoveredVillage]); err != nil {
		return a, fmt.Errorf("read villages: %w", err)
	}
	return a, nil
}
