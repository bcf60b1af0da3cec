package followup

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Round is an employer whose people can be visited on one way.
type Round struct {
	Employer string // empty: nobody knows
	Due      int    // people who are due by the day asked for
	Late     int    // of them, due by today
}

// Rounds lists the employers of whom is due by a day, where most are due first,
// so many after the first, and how many employers there are.
func Rounds(ctx context.Context, tx *db.Tx, by time.Time, after, limit int) (list []Round, total int, err error) {
	rows, err := tx.Query(ctx, `
		WITH `+rules+`,
		`+seen+`,
		spell AS MATERIALIZED (
			SELECT p.employer, CASE p.employer WHEN '' THEN p.enterprise END AS enterprise, `+begun+` AS begun, NULL::date AS settled, count(*) AS n
			FROM placement p WHERE `+runs+scope(tx.Actor)+` AND p.id NOT IN (SELECT id FROM seen) GROUP BY 1, 2, 3
			UNION ALL
			SELECT employer, NULL, begun, settled, 1 FROM seen WHERE (ended IS NULL OR ended > $2) AND begun <= $2),
		day AS MATERIALIZED (SELECT p.*, n."on" FROM (SELECT DISTINCT begun, settled FROM spell) p `+onDay+`),
		of AS (
			SELECT s.employer, s.enterprise, sum(n) AS due, coalesce(sum(n) FILTER (WHERE d."on" <= $2), 0) AS late
			FROM spell s JOIN day d ON d.begun = s.begun AND d.settled IS NOT DISTINCT FROM s.settled WHERE d."on" <= $3 GROUP BY 1, 2)
		SELECT `+employerOf+` AS employer, sum(due)::integer AS due, sum(late)::integer AS late, (count(*) OVER ())::integer AS total
		FROM (SELECT *, $1 AS county FROM of) p GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $4 OFFSET $5`, tx.Actor.County, tx.Today(), by, limit, after)
	if err != nil {
		return nil, 0, fmt.Errorf("list rounds: %w", err)
	}
	type line struct {
		Round
		Total int
	}
	lines, err := pgx.CollectRows(rows, pgx.RowToStructByName[line])
	if err != nil {
		return nil, 0, fmt.Errorf("list rounds: %w", err)
	}
	for _, l := range lines {
		list, total = append(list, l.Round), l.Total
	}
	return list, total, nil
}
