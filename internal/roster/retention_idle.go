package roster

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// idlePeople asks for everybody who is idle or announced: number, since when
// announced, and whether idle. $1 is the county, $2 the day from which on
// anything counts. Idle is who
//   - is no member and not at work, nor was since then, nor in a class, nor on
//     a departure;
//   - of whom nothing was written since: on the record, on his work, on what he
//     was sent to, asked of him or by him, who was not visited and did not log in;
//   - asks for nothing that waits for an answer, and has no case that is open or
//     was closed since;
//   - belongs to no household that the county is bound to look after, relocated
//     or watched for poverty: it needs to know who lives there, and those
//     without any work most of all.
const idlePeople = `
	SELECT p.id, p.announced_on, i.idle FROM person p
	LEFT JOIN household h ON h.county = p.county AND h.id = p.household
	CROSS JOIN LATERAL (SELECT
		p.updated_at < $2::date
		AND NOT coalesce(h.relocated, p.relocated, false) AND coalesce(p.household_kind, 'general') = 'general'
		AND NOT EXISTS (SELECT FROM household_kind k WHERE k.county = p.county AND k.household = p.household AND k.valid_to IS NULL AND k.kind <> 'general')
		AND NOT EXISTS (SELECT FROM membership m WHERE m.county = p.county AND m.person = p.id AND (m.left_on IS NULL OR m.left_on >= $2::date))
		AND NOT EXISTS (SELECT FROM placement w WHERE w.county = p.county AND w.person = p.id
		                AND (w.ended IS NULL OR w.ended >= $2::date OR w.reported_on >= $2::date))
		AND NOT EXISTS (SELECT FROM enrolment e JOIN class c ON c.county = e.county AND c.id = e.class
		                WHERE e.county = p.county AND e.person = p.id AND coalesce(c.ends, c.starts) >= $2::date)
		AND NOT EXISTS (SELECT FROM visit v WHERE v.county = p.county AND v.person = p.id AND v.visited_on >= $2::date)
		AND NOT EXISTS (SELECT FROM followup_case f WHERE f.county = p.county AND f.person = p.id AND (f.state = 'open' OR f.closed_on >= $2::date))
		AND NOT EXISTS (SELECT FROM departure_member m WHERE m.county = p.county AND m.person = p.id AND m.leaves_on >= $2::date)
		AND NOT EXISTS (SELECT FROM waiver_answer a WHERE a.county = p.county AND a.person = p.id AND a.answered_at >= $2::date)
		AND NOT EXISTS (SELECT FROM consent k WHERE k.county = p.county AND k.person = p.id AND (k.asked_at >= $2::date OR k.answered_at >= $2::date))
		AND NOT EXISTS (SELECT FROM referral s WHERE s.county = p.county AND s.person = p.id
		                AND (s.state IN ('new', 'seen', 'interview', 'accepted') OR s.moved_at >= $2::date))
		AND NOT EXISTS (SELECT FROM request r WHERE r.county = p.county AND r.person = p.id
		                AND (r.state = 'open' OR r.made_at >= $2::date OR r.answered_at >= $2::date))
		AND p.id NOT IN (SELECT access.seen_since($2::date)) AS idle) i
	WHERE p.county = $1 AND p.erased_on IS NULL AND (i.idle OR p.announced_on IS NOT NULL)
	ORDER BY p.id`

// Announced is somebody whose record will be erased unless something new is
// written of him.
type Announced struct {
	Person  int64
	Name    string // masked for the auditor
	Village string // division code, empty where none is on record
	On      time.Time
	Until   time.Time // erased from this day on
}

// ListAnnounced lists whom of them the actor sees, the most urgent first.
func ListAnnounced(ctx context.Context, tx *db.Tx) ([]Announced, error) {
	rule, err := FindRetentionRule(ctx, tx)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `
		SELECT id AS person, name, coalesce(village, '') AS village, announced_on AS "on", announced_on + $2::integer AS until FROM person
		WHERE county = $1 AND announced_on IS NOT NULL AND erased_on IS NULL ORDER BY announced_on, id`, tx.Actor.County, rule.NoticeDays)
	if err != nil {
		return nil, fmt.Errorf("list announced people: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Announced])
	if err != nil {
		return nil, fmt.Errorf("list announced people: %w", err)
	}
	for i, a := range all {
		all[i].Name = access.NameFor(tx, a.Name)
	}
	return all, nil
}
