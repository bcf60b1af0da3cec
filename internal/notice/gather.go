package notice

import (
	"context"
	"fmt"

	"laowu/internal/db"
)

// gather makes deliveries of what waits: of one kind to one addressee, one a day,
// with all that there is of it by then; what comes later on the same day goes
// with the next day's. What was read meanwhile, what its addressee wants none of,
// what waited for too long and what no receiver is set up for stays in the
// platform alone. One at a time gathers of a county.
func gather(ctx context.Context, tx *db.Tx, rule Rule, ways []string) error {
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtext('notices'), hashtext($1))", tx.Actor.County); err != nil {
		return fmt.Errorf("gather alone: %w", err)
	}
	stale := tx.Now.AddDate(0, 0, -rule.StaleDays)
	if _, err := tx.Exec(ctx, keepInside, tx.Today(), tx.Actor.County, ways, stale); err != nil {
		return fmt.Errorf("keep notices inside: %w", err)
	}
	if _, err := tx.Exec(ctx, makeDeliveries, tx.Today(), tx.Actor.County, tx.Now); err != nil {
		return fmt.Errorf("gather notices: %w", err)
	}
	return nil
}

// wayOf is how a notice n goes outside.
const wayOf = "CASE n.role WHEN 'worker' THEN 'sms' ELSE 'webhook' END"

const keepInside = `
	UPDATE notice n SET outside = 'off'
	WHERE n.county = $2 AND n.outside = 'waiting' AND (n.read_at IS NOT NULL OR n.told_at < $4 OR ` + wayOf + ` <> ALL ($3::text[])
	  OR EXISTS (SELECT FROM notice_wish w WHERE w.county = n.county AND w.person = n.person AND (NOT w.sms OR w.paused_until >= $1::date)))`

// A delivery counts for the day on which it is made. None is made where one is
// still on its way, or went today, be it one of the day before.
const makeDeliveries = `
	WITH due AS (
	  SELECT n.* FROM notice n WHERE n.county = $2 AND n.outside = 'waiting' AND NOT EXISTS (
	    SELECT FROM notice_delivery d WHERE d.county = n.county AND d.kind = n.kind AND d.role = n.role AND d.organisation = n.organisation
	      AND d.account = n.account AND d.person = n.person AND (d.state IN ('waiting', 'sending') OR d.day = $1::date
	        OR (d.sent_at AT TIME ZONE 'Asia/Shanghai')::date = $1::date))
	  FOR UPDATE),
	made AS (
	  INSERT INTO notice_delivery (county, way, kind, urgent, role, organisation, account, person, day, notices, next_at, made_at)
	  SELECT $2, ` + wayOf + `, n.kind, coalesce(bool_or(k.urgent), false), n.role, n.organisation, n.account, n.person, $1::date, count(*), $3, $3
	  FROM due n LEFT JOIN ` + kindsToday + ` k ON k.kind = n.kind
	  GROUP BY n.kind, n.role, n.organisation, n.account, n.person
	  ON CONFLICT DO NOTHING RETURNING id, kind, role, organisation, account, person)
	UPDATE notice n SET outside = 'taken', delivery = m.id FROM due d JOIN made m USING (kind, role, organisation, account, person)
	WHERE n.county = $2 AND n.id = d.id`
