package report

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// AssociationLine is an association in the county's list, as of a day. Members
// and their main work are the bulletin's, households the guarantee's
// (households.go) in the villages that it covers. Missing is as in the ranking:
// no record of its members came in the rule's period, which is not the same as
// having nothing to tell.
type AssociationLine struct {
	ID       int64
	Code     string
	Name     string
	Township string
	Villages int // covered on the day
	Members  int
	Away     int
	Here     int
	Idle     int // uncovered households
	Missing  bool
	Sent     *time.Time // when it last wrote an import itself; nil: never
}

// CountAssociations lists all that were founded by the day, by code, for who sees
// the county. ErrFuture: the day has not come.
func CountAssociations(ctx context.Context, tx *db.Tx, asOf time.Time) ([]AssociationLine, error) {
	if asOf.After(tx.Today()) {
		return nil, ErrFuture
	}
	if err := prepare(ctx, tx); err != nil {
		return nil, err
	}
	var all []AssociationLine
	var idle map[string]int
	var told map[string]bool
	counted := []func(context.Context, *db.Tx) error{
		func(ctx context.Context, tx *db.Tx) (err error) {
			rows, err := tx.Query(ctx, associationCounts, tx.Actor.County, asOf)
			if err == nil {
				all, err = pgx.CollectRows(rows, pgx.RowToStructByNameLax[AssociationLine])
			}
			return err
		},
		func(ctx context.Context, tx *db.Tx) (err error) {
			idle, err = idleByAssociation(ctx, tx, asOf)
			return err
		},
		func(ctx context.Context, tx *db.Tx) (err error) { told, err = heardOf(ctx, tx, asOf); return err },
	}
	for _, one := range counted {
		if err := one(ctx, tx); err != nil {
			return nil, fmt.Errorf("list associations: %w", err)
		}
	}
	for i := range all {
		all[i].Idle, all[i].Missing = idle[all[i].Code], !told[all[i].Code]
	}
	return all, nil
}

// associationCounts gives each association's columns but for those of its
// households and whether it was heard of.
const associationCounts = working + `,
	belongs AS (
		SELECT DISTINCT ON (m.person) m.person, m.association FROM membership m
		WHERE m.county = $1 AND m.joined <= $2 AND (m.left_on IS NULL OR m.left_on > $2) ORDER BY m.person, m.joined DESC),
	sums AS (
		SELECT b.association, count(*) AS members, count(*) FILTER (WHERE w.away) AS away, count(*) FILTER (WHERE NOT w.away) AS here
		FROM belongs b LEFT JOIN main w USING (person) GROUP BY 1),
	villages AS (
		SELECT c.association, count(*) AS n FROM association_village c
		WHERE c.county = $1 AND (c.valid_from IS NULL OR c.valid_from <= $2) AND (c.valid_to IS NULL OR c.valid_to > $2) GROUP BY 1),
	sent AS (
		SELECT i.organisation, max(i.finished_at) AS at FROM import i
		WHERE i.county = $1 AND i.role = 'association' AND i.state = 'done' AND NOT i.dry_run GROUP BY 1)
	SELECT a.id, a.code, a.name, t.name AS township, coalesce(v.n, 0) AS villages, coalesce(s.members, 0) AS members, coalesce(s.away, 0) AS away,
	       coalesce(s.here, 0) AS here, i.at AS sent
	FROM association a JOIN area t ON t.code = a.township LEFT JOIN sums s ON s.association = a.id LEFT JOIN villages v ON v.association = a.id
	LEFT JOIN sent i ON i.organisation = a.id
	WHERE a.county = $1 AND (a.founded IS NULL OR a.founded <= $2) ORDER BY a.code`

// idleByAssociation counts uncovered households by the association's code.
func idleByAssociation(ctx context.Context, tx *db.Tx, asOf time.Time) (map[string]int, error) {
	rows, err := tx.Query(ctx, promises, tx.Actor.County, asOf)
	if err != nil {
		return nil, fmt.Errorf("count guarantee: %w", err)
	}
	out := map[string]int{}
	var level, code string
	var can, covered int
	_, err = pgx.ForEachRow(rows, []any{&level, &code, &can, &covered}, func() error {
		if level == "association" {
			out[code] = can - covered
		}
		return nil
	})
	return out, err //nolint:wrapcheck // by who asks
}

// heardOf are the codes of the associations of whose members something came on
// record in the ranking's period, as in outcomes (ranking_count.go).
func heardOf(ctx context.Context, tx *db.Tx, asOf time.Time) (map[string]bool, error) {
	rows, err := tx.Query(ctx, `
		WITH since AS (SELECT $2::date - (SELECT days FROM ranking_rule ORDER BY valid_from <= $2 DESC, abs(valid_from - $2) LIMIT 1) + 1 AS day)
		SELECT DISTINCT a.code FROM since, membership m JOIN association a ON a.county = m.county AND a.id = m.association
		JOIN person p ON p.county = m.county AND p.id = m.person
		WHERE m.county = $1 AND m.joined <= $2 AND (m.left_on IS NULL OR m.left_on > $2)
		  AND (m.joined >= since.day OR (p.created_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN since.day AND $2
		    OR (p.updated_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN since.day AND $2
		    OR EXISTS (SELECT FROM placement w WHERE w.county = $1 AND w.person = m.person AND w.reported_on BETWEEN since.day AND $2))`, tx.Actor.County, asOf)
	if err != nil {
		return nil, fmt.Errorf("who was heard of: %w", err)
	}
	codes, err := pgx.CollectRows(rows, pgx.RowTo[string])
	out := map[string]bool{}
	for _, code := range codes {
		out[code] = true
	}
	return out, err //nolint:wrapcheck // by who asks
}
