package followup

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Owner is the organisation that acts on a case now.
type Owner struct {
	Role db.Role
	ID   int64 // 0: the county's bureau
	Name string
}

// Owners lists whom a case of a person's placement can be handed to: who sees
// it. That is the station whose area the work lies in, the association that
// counts the person and its township, or the township of his village, and the
// county. Work that is not on record (placement 0) lies in no station's area.
func Owners(ctx context.Context, tx *db.Tx, person, placement int64) ([]Owner, error) {
	rows, err := tx.Query(ctx, owners, tx.Actor.County, placement, person)
	if err != nil {
		return nil, fmt.Errorf("list owners: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Owner])
	if err != nil {
		return nil, fmt.Errorf("list owners: %w", err)
	}
	return all, nil
}

const owners = `
	WITH RECURSIVE work AS (
		SELECT p.place, w.id AS person, w.village, m.association FROM person w LEFT JOIN placement p ON p.county = w.county AND p.person = w.id AND p.id = $2
		LEFT JOIN membership m ON m.county = w.county AND m.person = w.id AND m.left_on IS NULL
		WHERE w.county = $1 AND w.id = $3),
	around (code) AS (
		SELECT place FROM work UNION SELECT a.parent FROM area a JOIN around r ON r.code = a.code WHERE a.parent IS NOT NULL),
	home (township) AS (
		SELECT a.township FROM association a JOIN work k ON k.association = a.id WHERE a.county = $1
		UNION SELECT v.parent FROM area v JOIN work k ON k.village = v.code)
	SELECT role, id, name FROM (
		SELECT 1 AS n, 'station' AS role, o.id, o.name FROM office o WHERE o.county = $1 AND o.kind = 'station' AND o.closed_on IS NULL AND o.place IN (SELECT code FROM around)
		UNION ALL SELECT 2, 'association', a.id, a.name FROM association a JOIN work k ON k.association = a.id WHERE a.county = $1
		UNION ALL SELECT 3, 'township', o.id, o.name FROM office o WHERE o.county = $1 AND o.kind = 'township' AND o.closed_on IS NULL AND o.place IN (SELECT township FROM home)
		UNION ALL SELECT 4, 'county', 0, coalesce((SELECT max(o.name) FROM office o WHERE o.county = $1 AND o.kind = 'county' AND o.closed_on IS NULL), '县人社局')) o
	WHERE EXISTS (SELECT FROM work) ORDER BY n, id`

// own is the organisation for which the actor acts: admin and county act for
// the county's bureau.
func own(a db.Actor) (role db.Role, id *int64) {
	if a.Role == db.County || a.Role == db.Admin || a.Organisation == 0 {
		return db.County, nil
	}
	return a.Role, &a.Organisation
}
