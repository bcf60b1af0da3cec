// Package followup keeps in touch with people at work: when a visit is due,
// what visits found, and the cases of unpaid wages, injuries and disputes that
// come of them.
//
// What is due is computed from the placements and the rule that held when each
// spell began (the table visit_rule; the intervals are proposed, no source
// prescribes any) and is never stored.
package followup

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Rule says on which days of a spell visits are due.
type Rule struct {
	ValidFrom time.Time
	Days      []int  // after the spell's first day
	Every     int    // days, from the last of them on
	EarlyDays int    // a visit so many days early counts
	Tries     int    // without an answer in a row make somebody unreachable
	Source    string // where the rule stands
}

// ErrNoRule says that nothing is written on when to visit.
var ErrNoRule = errors.New("还没有规定回访的间隔（visit_rule），请县里先填上")

// FindRule is the rule for spells that begin on a day; ErrNoRule.
func FindRule(ctx context.Context, tx *db.Tx, begun time.Time) (r Rule, err error) {
	err = tx.QueryRow(ctx, `
		SELECT valid_from, days, every, early_days, tries, source FROM visit_rule
		WHERE valid_from <= $1 ORDER BY valid_from DESC LIMIT 1`, begun).Scan(&r.ValidFrom, &r.Days, &r.Every, &r.EarlyDays, &r.Tries, &r.Source)
	if errors.Is(err, pgx.ErrNoRows) {
		return r, ErrNoRule
	}
	if err != nil {
		return r, fmt.Errorf("read visit rule: %w", err)
	}
	return r, nil
}

// begun is the first day of a placement p: of a spell whose start nobody knows,
// the day on which it was reported.
const begun = "coalesce(p.started, p.reported_on)"

// begunKey is begun as the index placement_begun has it: to find spells of some
// days, not to count those of all.
const begunKey = "CASE WHEN p.started IS NULL THEN p.reported_on ELSE p.started END"

// ruled joins to each placement p the rule of its first day as r, with the last
// of the listed days. What begins before any rule is never due.
const ruled = `CROSS JOIN LATERAL (
	SELECT q.*, (SELECT max(d) FROM unnest(q.days) d) AS last FROM visit_rule q WHERE q.valid_from <= ` + begun + ` ORDER BY q.valid_from DESC LIMIT 1) r`

// Results is the visits v of county $1 until the day $2, with what each came
// to: of tries without an answer in a row, every so many is the last one, which
// makes the person unreachable and begins the count anew.
const Results = judgedHead + "visit v" + judgedTail + " AND v.county = $1" + judgedEnd

// rules are those by which many spells are looked at, the CTE rule, and byRule
// joins to each line p the one of its first day.
const (
	rules = `rule AS MATERIALIZED (
		SELECT q.*, (SELECT max(d) FROM unnest(q.days) d) AS last, lead(q.valid_from, 1, 'infinity') OVER (ORDER BY q.valid_from) AS until FROM visit_rule q)`
	byRule = `JOIN rule r ON p.begun >= r.valid_from AND p.begun < r.until`
)

// results is Results of the visits that the actor sees, without what was said,
// each with the first and last day of its spell and the employer: quicker, as row
// security is not asked for each. It stands after rules.
const results = judgedHead + `access.visits_seen() p ` + byRule + `
	CROSS JOIN LATERAL (SELECT p.placement, p.begun, p.ended, p.employer, p.visited_on, p.outcome) v WHERE v.visited_on <= $2` + judgedEnd

const judgedHead = `
	SELECT n.*, CASE WHEN n.outcome = 'no_answer' AND n.try % n.tries = 0 THEN 'unreachable' ELSE n.outcome END AS result
	FROM (
		SELECT s.*, CASE WHEN s.outcome = 'no_answer' THEN row_number() OVER (PARTITION BY s.placement, s.part, s.outcome = 'no_answer' ORDER BY s.visited_on) END AS try
		FROM (
			SELECT v.*, r.tries, count(*) FILTER (WHERE v.outcome <> 'no_answer') OVER (PARTITION BY v.placement ORDER BY v.visited_on) AS part
			FROM `

const (
	judgedTail = ` JOIN placement p ON p.county = $1 AND p.id = v.placement ` + ruled + `
			WHERE v.visited_on <= $2`
	judgedEnd = `) s) n`
)
