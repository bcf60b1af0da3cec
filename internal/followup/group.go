package followup

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// group is a visit that is due to one spell, or to all that began on one day and
// that nobody visited yet: what is due to them is computed once.
type group struct {
	ID             int64 // of the spell; 0: all of its day that nobody visited
	Begun, On      time.Time
	Tries          int
	Last           *time.Time
	Before         int     // how many stand before the group in the queue
	Total, Overdue int     // of the whole queue
	Seen           []int64 // of the first alone: the spells that somebody visited
}

// groups are those of a queue in which the entries from one to another stand, in
// their order.
func groups(ctx context.Context, tx *db.Tx, q Which, after, limit int) ([]group, error) {
	rows, err := tx.Query(ctx, due(tx.Actor, q)+`
		SELECT id, begun, "on", tries, last, before, total, overdue,
		       CASE row_number() OVER (ORDER BY "on" - begun, "on", id) WHEN 1 THEN (SELECT array_agg(id) FROM seen) END AS seen FROM (
			SELECT d.id, d.begun, d."on", d.tries, d.last, sum(n) OVER ()::integer AS total, coalesce(sum(n) FILTER (WHERE "on" <= $2) OVER (), 0)::integer AS overdue,
			       (sum(n) OVER w - sum(n) OVER peers)::integer AS before, (sum(n) OVER w)::integer AS until
			FROM d WHERE "on" <= $4 AND ($5 = 0 OR tries >= $5) AND ($6 = false OR last IS NULL) AND ($9 = false OR last IS DISTINCT FROM $2)
			WINDOW w AS (ORDER BY "on" - begun, "on"), peers AS (PARTITION BY "on" - begun, "on")) g
		WHERE before < $7::bigint + $8 AND until > $7 ORDER BY "on" - begun, "on", id`,
		tx.Actor.County, tx.Today(), q.Employer, q.By, leastTries(q), q.Fresh, after, limit, q.Rested)
	if err != nil {
		return nil, fmt.Errorf("count due visits: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[group])
	if err != nil {
		return nil, fmt.Errorf("count due visits: %w", err)
	}
	return all, nil
}

func leastTries(q Which) int {
	if q.Tried {
		return hardTries
	}
	return 0
}

// runs is the condition of a spell p that runs on the day $2 in the county $1.
const runs = `p.county = $1 AND (p.ended IS NULL OR p.ended > $2) AND ` + begun + ` <= $2`

// employerOf is what lists call the employer of a spell p.
const employerOf = `coalesce(nullif(p.employer, ''), access.organisation_name(p.county, 'enterprise', p.enterprise), '')`

// asked is the condition that it is $3; $3 is always named, so that its kind is
// known.
func asked(q Which) string {
	if q.Employer == "" {
		return " AND $3 = ''"
	}
	return " AND (p.employer = $3 OR p.employer = '' AND " + employerOf + " = $3)"
}

// scope repeats what row security says of the spells that the actor sees, in
// words for which there is an index.
func scope(a db.Actor) string {
	if a.Role == db.Association || a.Role == db.Township {
		return " AND p.person = ANY (ARRAY (SELECT access.people()))"
	}
	return area(a)
}

// area is the part of scope that row security has not: of a station no spells of
// those who are on their way to it. It is enough where days lead to the spells.
func area(a db.Actor) string {
	if a.Role == db.Station {
		return " AND p.place = ANY (ARRAY (SELECT access.places()))"
	}
	return ""
}

// due is the visit that each spell that runs on the day $2 in county $1 waits
// for: d. The spells of one day that nobody visited are one line of n.
func due(a db.Actor, q Which) string {
	return `
	WITH ` + rules + `,
	` + seen + `,
	spell AS MATERIALIZED (
		SELECT 0::bigint AS id, ` + begun + ` AS begun, count(*) AS n, NULL::date AS settled, 0 AS tries, NULL::date AS last
		FROM placement p WHERE ` + runs + scope(a) + asked(q) + ` AND p.id NOT IN (SELECT id FROM seen) GROUP BY 2
		UNION ALL
		SELECT id, begun, 1, settled, tries, last FROM seen WHERE (ended IS NULL OR ended > $2) AND begun <= $2 AND ($3 = '' OR employer = $3)),
	d AS MATERIALIZED (SELECT p.*, n."on" FROM spell p ` + onDay + `)`
}

// seen is what visits made of each spell: the last one, the last that settled
// something, and the tries without an answer since.
const seen = `seen AS MATERIALIZED (
		SELECT v.placement AS id, v.begun, v.ended, v.employer, max(v.visited_on) AS last, max(v.visited_on) FILTER (WHERE v.result <> 'no_answer') AS settled,
		       (count(*) FILTER (WHERE v.result = 'no_answer' AND v.visited_on > coalesce(v.before, '-infinity')))::integer AS tries
		FROM (SELECT z.*, max(z.visited_on) FILTER (WHERE z.result <> 'no_answer') OVER (PARTITION BY z.placement) AS before FROM (` + results + `) z) v
		GROUP BY v.placement, v.begun, v.ended, v.employer)`

// onDay joins to lines p the day n."on" on which a visit is due. After so
// many days (of the last visit that settled something, and those by
// which a visit may be early) comes the first of the rule's days beyond them,
// and where later ones have come since, the last of those.
const onDay = byRule + `
		CROSS JOIN LATERAL (SELECT greatest(coalesce(p.settled - p.begun + r.early_days, 0), 0) AS days) x
		CROSS JOIN LATERAL (SELECT p.begun + greatest(CASE
			WHEN x.days < r.last THEN (SELECT min(d) FROM unnest(r.days) d WHERE d > x.days)
			ELSE r.last + r.every * ((x.days - r.last) / r.every + 1) END, CASE
			WHEN $2 - p.begun < r.last THEN (SELECT max(d) FROM unnest(r.days) d WHERE d <= $2 - p.begun)
			ELSE r.last + r.every * (($2 - p.begun - r.last) / r.every) END) AS "on") n`
