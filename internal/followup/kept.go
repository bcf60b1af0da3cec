package followup

import (
	"context"
	"fmt"
	"time"

	"laowu/internal/db"
)

// Kept counts checks of whether people are still at work: every visit that fell
// due within a period, of the spells that the actor sees. Persons are counted as
// often as they were due.
type Kept struct {
	Due         int // to be checked: all of the below
	InPost      int // found at work
	Left        int // found or known to have left since the check before
	Unreachable int // given up after the rule's tries; shown apart, and neither at work nor gone
	Missed      int // nobody was there yet
}

// Share is 稳岗率, the share still at work at the check: numerator and
// denominator, of all that were due to be checked. Who is unreachable counts in
// the denominator and is shown apart.
func (k Kept) Share() (part, whole int) { return k.InPost, k.Due }

// CountKept counts the checks that fell due from one day to another, by what is
// on record until the latter. A spell is due on each day of its rule until the
// check that finds it over: the one whose visit found so, else the first on or
// after the spell's last day. A visit belongs to the last check that was due on
// its day, or is in the rule's few days after it.
func CountKept(ctx context.Context, tx *db.Tx, from, to time.Time) (k Kept, err error) {
	err = tx.QueryRow(ctx, `
		SELECT coalesce(sum(n), 0)::integer, coalesce(sum(n) FILTER (WHERE came = 'in_post'), 0)::integer, coalesce(sum(n) FILTER (WHERE came = 'left'), 0)::integer,
		       coalesce(sum(n) FILTER (WHERE came = 'unreachable'), 0)::integer, coalesce(sum(n) FILTER (WHERE came = ''), 0)::integer
		FROM (`+checks(tx.Actor)+`) c`, tx.Actor.County, to, from).Scan(&k.Due, &k.InPost, &k.Left, &k.Unreachable, &k.Missed)
	if err != nil {
		return k, fmt.Errorf("count checks: %w", err)
	}
	return k, nil
}

// checks are those of county $1 that fell due from the day $3 to the day $2,
// with what came of them, n alike at a time: spells of one first and one last
// day that nobody visited. What ended longer ago than the rule's longest wait
// is due no more.
func checks(a db.Actor) string {
	return `
	WITH ` + rules + `,
	result AS MATERIALIZED (` + results + `),
	longest AS (SELECT max(greatest(every, last)) AS days FROM rule),
	single AS (
		SELECT 0::bigint AS id, ` + begun + ` AS begun, p.ended, count(*) AS n FROM placement p
		WHERE p.county = $1 AND ` + begun + ` <= $2 AND (p.ended IS NULL OR greatest(p.ended, ` + begun + `) >= $3::date - (SELECT days FROM longest))` + scope(a) + `
		  AND p.id NOT IN (SELECT placement FROM result) GROUP BY 2, 3
		UNION ALL SELECT DISTINCT placement, begun, ended, 1 FROM result WHERE begun <= $2),
	spell AS (SELECT p.*, r.days, r.every, r.last, r.early_days FROM single p ` + byRule + `),
	day AS (
		SELECT s.*, s.begun + d.n AS due, s.begun + l.before AS before, s.begun + l.next AS next
		FROM spell s CROSS JOIN LATERAL (
			SELECT n FROM unnest(s.days) n WHERE s.begun + n BETWEEN $3 AND $2
			UNION ALL SELECT n FROM generate_series(
				s.last + s.every * greatest(1, ($3::date - s.begun - s.last + s.every - 1) / s.every), $2::date - s.begun, s.every) n) d
		CROSS JOIN LATERAL (SELECT
			CASE WHEN d.n <= s.last THEN (SELECT max(x) FROM unnest(s.days) x WHERE x < d.n) ELSE d.n - s.every END AS before,
			CASE WHEN d.n < s.last THEN (SELECT min(x) FROM unnest(s.days) x WHERE x > d.n) ELSE d.n + s.every END AS next) l)
	SELECT DISTINCT ON (d.id, d.begun, d.ended, d.due) d.n, CASE WHEN d.ended <= d.due THEN 'left' ELSE coalesce(v.result, '') END AS came
	FROM day d LEFT JOIN result v ON v.placement = d.id AND v.result <> 'no_answer'
	  AND v.visited_on >= d.due - d.early_days AND v.visited_on < d.next - d.early_days
	WHERE (d.ended IS NULL OR d.before IS NULL OR d.ended > d.before)
	  AND NOT EXISTS (SELECT FROM result g WHERE g.placement = d.id AND g.result = 'left' AND g.visited_on < d.due - d.early_days)
	ORDER BY d.id, d.begun, d.ended, d.due, v.result = 'unreachable', v.visited_on DESC`
}
