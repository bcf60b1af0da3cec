package report

import (
	"context"
	"fmt"

	"laowu/internal/db"
)

// Desk counts what lies on a role's desk: of the records that the actor sees,
// as row security holds them, and of no others.
type Desk struct {
	People    int // members and others on record
	Away      int // at work outside the county today
	Here      int // at work within it
	Claimed   int // who made the record their own
	Requests  int // corrections and erasures that wait for an answer
	Consents  int // asked, and not answered
	Openings  int // open today
	Posts     int // that they offer
	Trips     int // departures that are planned or under way
	Transfers int // members whom other associations ask for, that wait for the actor; the county's, that nobody answered in time
	Pairs     int // of openings that seem the same, for the county and of the enterprise's own
	Asked     int // openings that are closed soon unless somebody confirms them, for who sees the whole county
	Waivers   int // statements of enterprises that find nobody local, that wait for the actor
}

// CountDesk counts for the transaction's actor.
func CountDesk(ctx context.Context, tx *db.Tx) (d Desk, err error) {
	err = tx.QueryRow(ctx, `
		WITH running AS (
			SELECT DISTINCT ON (p.person) p.person, p.away FROM placement p
			WHERE p.county = $1 AND (p.ended IS NULL OR p.ended > $2) AND coalesce(p.started, p.reported_on) <= $2
			  AND ($3 <> 'enterprise' OR p.enterprise = $4) -- as row security has it, which no index knows of
			ORDER BY p.person, p.full_time DESC, p.started DESC NULLS LAST, p.id DESC),
		open AS (SELECT headcount FROM opening WHERE closed_at IS NULL AND (valid_until IS NULL OR valid_until >= $2)
			AND ($3 <> 'enterprise' OR enterprise = $4))
		SELECT CASE WHEN $3 IN ('county', 'admin', 'auditor', 'station') THEN (SELECT count(*) FROM person WHERE county = $1 AND erased_on IS NULL)
		       ELSE (SELECT count(DISTINCT q.id) FROM access.people() q (id)
		         WHERE q.id NOT IN (SELECT p.id FROM person p WHERE p.county = $1 AND p.erased_on IS NOT NULL)) END,
		       (SELECT count(*) FILTER (WHERE away) FROM running), (SELECT count(*) FILTER (WHERE NOT away) FROM running),
		       (SELECT count(*) FROM account WHERE county = $1 AND role = 'worker' AND disabled_at IS NULL),
		       (SELECT count(*) FROM request WHERE county = $1 AND state = 'open'),
		       (SELECT count(*) FROM consent WHERE county = $1 AND state = 'asked'),
		       (SELECT count(*) FROM open), (SELECT coalesce(sum(headcount), 0) FROM open),
		       (SELECT count(*) FROM departure WHERE county = $1 AND state IN ('planned', 'left')),
		       (SELECT count(*) FROM transfer t WHERE t.county = $1 AND t.state = 'open' AND CASE
		          WHEN $3 IN ('county', 'admin') THEN t.answer_by < $2
		          ELSE t.from_association IN (SELECT access.associations()) END),
		       (SELECT count(*) FROM opening_pair p JOIN opening a ON a.id = p.first JOIN opening b ON b.id = p.second
		          WHERE p.county = $1 AND p.state = 'found' AND a.closed_at IS NULL AND b.closed_at IS NULL
		            AND coalesce(a.valid_until >= $2, true) AND coalesce(b.valid_until >= $2, true)),
		       (SELECT count(*) FROM opening o JOIN opening_care k ON k.county = o.county AND k.opening = o.id
		          WHERE $3 IN ('county', 'admin', 'auditor') AND o.county = $1 AND o.closed_at IS NULL AND coalesce(o.valid_until >= $2, true)
		            AND (greatest(o.updated_at, k.confirmed_at) AT TIME ZONE 'Asia/Shanghai')::date < k.asked_on),
		       (SELECT count(*) FROM waiver w WHERE w.county = $1 AND w.state = 'open' AND CASE
		          WHEN $3 = 'association' THEN NOT EXISTS (SELECT FROM waiver_answer a WHERE a.county = $1 AND a.waiver = w.id AND a.association = $4)
		          WHEN $3 IN ('county', 'admin') THEN w.answer_by < $2
		          ELSE $3 = 'enterprise' END)`,
		tx.Actor.County, tx.Today(), tx.Actor.Role, tx.Actor.Organisation).
		Scan(&d.People, &d.Away, &d.Here, &d.Claimed, &d.Requests, &d.Consents, &d.Openings, &d.Posts, &d.Trips, &d.Transfers, &d.Pairs, &d.Asked, &d.Waivers)
	if err != nil {
		return d, fmt.Errorf("count desk: %w", err)
	}
	return d, nil
}
