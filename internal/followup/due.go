package followup

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Due is a visit that is due.
type Due struct {
	Placement int64
	Person    int64
	Name      string // masked for the auditor
	Employer  string
	Trade     string
	PlaceText string
	Begun     time.Time  // the spell's first day, as far as known
	On        time.Time  // the last day on which a visit was due, or the next where none was missed
	Late      int        // days since; negative: so many are left
	Tries     int        // without an answer since somebody last answered or was given up
	Last      *time.Time // the last visit, whatever it came to
}

// Day is how many days after the spell's first day the visit is due.
func (d Due) Day() int { return int(d.On.Sub(d.Begun) / (24 * time.Hour)) }

// Waiting is the beginning of a queue.
type Waiting struct {
	List  []Due
	Total int // due by the day asked for
	Late  int // of them, due by today
}

// Queue lists what is due by a day of the spells that the actor sees and that
// run today: those at the beginning of their work first, as most who come home
// do so in the first weeks, and of one day of the rule the latest first; so many
// after the first, and beyond the last nothing and no total. Whoever
// was reached, or given up as unreachable, is due again on the next day of the
// rule. Of several days missed the last is what is due: one visit makes up for
// all, and nobody is visited for a week that is years ago.
func Queue(ctx context.Context, tx *db.Tx, by time.Time, after, limit int) (w Waiting, err error) {
	rows, err := tx.Query(ctx, `
		WITH d AS MATERIALIZED (`+due+`)
		SELECT d.*, $2::date - d."on" AS late, count(*) OVER () AS total, count(*) FILTER (WHERE d."on" <= $2) OVER () AS overdue
		FROM d WHERE d."on" <= $3 ORDER BY d."on" - d.begun, d."on", d.placement LIMIT $4 OFFSET $5`, tx.Actor.County, tx.Today(), by, limit, after)
	if err != nil {
		return w, fmt.Errorf("list due visits: %w", err)
	}
	type line struct {
		Due
		Total, Overdue int
	}
	lines, err := pgx.CollectRows(rows, pgx.RowToStructByName[line])
	if err != nil {
		return w, fmt.Errorf("list due visits: %w", err)
	}
	for _, l := range lines {
		w.Total, w.Late = l.Total, l.Overdue
		l.Name = access.NameFor(tx, l.Name)
		w.List = append(w.List, l.Due)
	}
	return w, nil
}

// due is the visit that each spell that runs on the day $2 in county $1 waits
// for. After x days (of the last visit that settled something, and those by
// which a visit may be early) comes the first of the rule's days beyond them,
// and where later ones have come since, the last of those.
const due = `
	SELECT p.id AS placement, p.person, w.name,
	       coalesce(nullif(p.employer, ''), access.organisation_name(p.county, 'enterprise', p.enterprise), '') AS employer,
	       p.trade_text AS trade, p.place_text, b.begun, n."on", coalesce(s.tries, 0)::integer AS tries, s.last
	FROM placement p JOIN person w ON w.county = p.county AND w.id = p.person
	CROSS JOIN LATERAL (SELECT ` + begun + ` AS begun) b
	` + ruled + `
	LEFT JOIN (
		SELECT v.placement, max(v.visited_on) AS last, max(v.visited_on) FILTER (WHERE v.result <> 'no_answer') AS settled,
		       count(*) FILTER (WHERE v.result = 'no_answer' AND v.visited_on > coalesce(v.before, '-infinity')) AS tries
		FROM (SELECT z.*, max(z.visited_on) FILTER (WHERE z.result <> 'no_answer') OVER (PARTITION BY z.placement) AS before FROM (` + Results + `) z) v
		GROUP BY v.placement) s ON s.placement = p.id
	CROSS JOIN LATERAL (SELECT greatest(coalesce(s.settled - b.begun + r.early_days, 0), 0) AS days) x
	CROSS JOIN LATERAL (SELECT b.begun + greatest(CASE
		WHEN x.days < r.last THEN (SELECT min(d) FROM unnest(r.days) d WHERE d > x.days)
		ELSE r.last + r.every * ((x.days - r.last) / r.every + 1) END, CASE
		WHEN $2 - b.begun < r.last THEN (SELECT max(d) FROM unnest(r.days) d WHERE d <= $2 - b.begun)
		ELSE r.last + r.every * (($2 - b.begun - r.last) / r.every) END) AS "on") n
	WHERE p.county = $1 AND b.begun <= $2 AND (p.ended IS NULL OR p.ended > $2) AND w.erased_on IS NULL`
