package report

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// tally is what is counted of a unit before anything is left out.
type tally struct {
	Level    string // township, association, village
	Code     string
	Name     string
	Township string
	Members  int
	InWork   int
	Ripe     int // spells that could have lasted 90 days by the day
	Stayed   int // of them, those that did
	Can      int // households of the guarantee's base
	Covered  int
	Waged    int
	Wage     float64
	Reported bool
}

// unit lists what was there on the day, of the actor's own where he does not see
// the county; $1 is the county, $2 the day.
const unit = `
	own AS (SELECT a.id, a.township FROM association a WHERE a.county = $1 AND a.id IN (SELECT access.associations())),
	unit AS (
		SELECT 'township' AS level, code, name, '' AS township FROM area
		WHERE parent = $1 AND level = 'township' AND (valid_from IS NULL OR valid_from <= $2) AND (valid_to IS NULL OR valid_to >= $2)
		  AND ((SELECT access.sees_county()) OR (SELECT access.role() = 'township') AND code IN (SELECT township FROM own))
		UNION ALL
		SELECT 'association', a.code, a.name, t.name FROM association a JOIN area t ON t.code = a.township
		WHERE a.county = $1 AND (a.founded IS NULL OR a.founded <= $2)
		  AND ((SELECT access.sees_county()) OR a.id IN (SELECT id FROM own))
		UNION ALL
		SELECT 'village', v.code, v.name, t.name FROM area v JOIN area t ON t.code = v.parent
		WHERE t.parent = $1 AND v.level = 'village' AND (v.valid_from IS NULL OR v.valid_from <= $2) AND (v.valid_to IS NULL OR v.valid_to >= $2)
		  AND ((SELECT access.sees_county()) OR v.code IN (SELECT access.villages()))) `

// outcomes counts members, their work and their wages by unit, in one pass over
// all work: of each person the greatest of his running spells in the order of
// main work (members.go), with twice its middle wage behind it. Members of one
// association and village are put together before units are made of them. $3 is
// the period's first day.
const outcomes = `
	WITH work AS (
		SELECT p.person, max(ARRAY[p.full_time::integer, coalesce(p.started - '0001-01-01', 0), p.id, coalesce(p.wage_min, p.wage_max) + coalesce(p.wage_max, p.wage_min)]::bigint[])
		         FILTER (WHERE ` + runs + `) AS main,
		       count(*) FILTER (WHERE ` + ripened + `) AS ripe, count(*) FILTER (WHERE ` + ripened + ` AND (p.ended IS NULL OR p.ended >= p.started + 90)) AS stayed,
		       bool_or(p.reported_on BETWEEN $3 AND $2) AS told
		FROM placement p WHERE p.county = $1 GROUP BY p.person),
	belongs AS (
		SELECT DISTINCT ON (m.person) m.person, m.association, m.joined >= $3 AS joined FROM membership m
		WHERE m.county = $1 AND m.joined <= $2 AND (m.left_on IS NULL OR m.left_on > $2) ORDER BY m.person, m.joined DESC),
	bag AS MATERIALIZED (
		SELECT b.association, p.village, count(*) AS members, count(w.main) AS works, sum(w.ripe) AS ripe, sum(w.stayed) AS stayed,
		       count(w.main[4]) AS waged, sum(w.main[4]) AS wages,
		       bool_or(b.joined OR coalesce(w.told, false) OR (p.created_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN $3 AND $2
		         OR (p.updated_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN $3 AND $2) AS told
		FROM belongs b JOIN person p ON p.county = $1 AND p.id = b.person LEFT JOIN work w ON w.person = b.person GROUP BY 1, 2),
	sums AS (
		SELECT u.level, u.code, sum(members) AS members, sum(works) AS works, sum(ripe) AS ripe, sum(stayed) AS stayed,
		       sum(waged) AS waged, round(sum(wages) / 2.0 / nullif(sum(waged), 0), 2) AS wage, bool_or(told) AS told
		FROM bag b JOIN association a ON a.county = $1 AND a.id = b.association,
		LATERAL (VALUES ('township', a.township), ('association', a.code), ('village', b.village)) u (level, code) GROUP BY 1, 2),` + unit + `
	SELECT u.level, u.code, u.name, u.township, coalesce(s.members, 0)::bigint AS members, coalesce(s.works, 0)::bigint AS in_work, coalesce(s.ripe, 0)::bigint AS ripe,
	       coalesce(s.stayed, 0)::bigint AS stayed, 0 AS can, 0 AS covered, coalesce(s.waged, 0)::bigint AS waged, coalesce(s.wage, 0)::float8 AS wage, coalesce(s.told, false) AS reported
	FROM unit u LEFT JOIN sums s USING (level, code) ORDER BY u.level, u.code`

// ripened is the condition that a spell p of work began in the year before the
// 90th day back.
const ripened = `p.channel <> 'forestry' AND p.started > ($2::date - 90) - interval '1 year' AND p.started <= $2::date - 90`

// promises counts the guarantee's households by unit.
const promises = relocated + `,
	place AS (SELECT DISTINCT home, village FROM kin WHERE poor),
	base AS MATERIALIZED (SELECT h.id, h.works, p.village FROM home h JOIN place p ON p.home = h.id WHERE h.poor AND h.can),
	lies AS (
		SELECT 'village' AS level, code, code AS village FROM area UNION ALL SELECT 'township', parent, code FROM area
		UNION ALL
		SELECT 'association', a.code, c.village FROM association_village c JOIN association a ON a.county = $1 AND a.id = c.association
		WHERE c.county = $1 AND (c.valid_from IS NULL OR c.valid_from <= $2) AND (c.valid_to IS NULL OR c.valid_to > $2))
	SELECT l.level, l.code, count(DISTINCT b.id), count(DISTINCT b.id) FILTER (WHERE b.works)
	FROM base b JOIN lies l USING (village) WHERE l.code IS NOT NULL GROUP BY 1, 2`

// unitKey names a unit.
type unitKey struct{ level, code string }

func tallies(ctx context.Context, tx *db.Tx, asOf, since time.Time) ([]tally, error) {
	rows, err := tx.Query(ctx, outcomes, tx.Actor.County, asOf, since)
	if err != nil {
		return nil, fmt.Errorf("count outcomes: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[tally])
	if err != nil {
		return nil, fmt.Errorf("count outcomes: %w", err)
	}
	return all, nil
}

func promisesKept(ctx context.Context, tx *db.Tx, asOf time.Time) (map[unitKey]tally, error) {
	rows, err := tx.Query(ctx, promises, tx.Actor.County, asOf)
	if err != nil {
		return nil, fmt.Errorf("count guarantee by unit: %w", err)
	}
	all := map[unitKey]tally{}
	var unit unitKey
	var homes tally
	_, err = pgx.ForEachRow(rows, []any{&unit.level, &unit.code, &homes.Can, &homes.Covered}, func() error {
		all[unit] = homes
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count guarantee by unit: %w", err)
	}
	return all, nil
}
