package report

import "laowu/internal/followup"

// What people did in the period: of each statement $1 is the county, $2 the last
// day and $3 the first. Moments are of the day that they fell on in China.
const draftReferrals = `
	WITH moved AS (SELECT to_state FROM referral_move WHERE county = $1 AND (at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN $3 AND $2),
	came AS (SELECT id FROM departure WHERE county = $1 AND state = 'arrived' AND arrived_on BETWEEN $3 AND $2),
	decided AS (SELECT state FROM waiver WHERE county = $1 AND state IN ('granted', 'refused') AND decided_on BETWEEN $3 AND $2)
	SELECT (SELECT count(*) FROM referral WHERE county = $1 AND (made_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN $3 AND $2)::float8 AS referrals,
	       (SELECT count(*) FROM moved WHERE to_state = 'hired')::float8 AS referrals_hired,
	       (SELECT count(*) FROM moved WHERE to_state = 'refused')::float8 AS referrals_refused,
	       (SELECT count(*) FROM came)::float8 AS departures,
	       (SELECT count(DISTINCT person) FROM departure_member WHERE county = $1 AND arrived AND departure IN (SELECT id FROM came))::float8 AS departure_people,
	       (SELECT count(*) FROM waiver WHERE county = $1 AND stated_on BETWEEN $3 AND $2)::float8 AS waivers_stated,
	       (SELECT count(*) FROM decided)::float8 AS waivers_decided, (SELECT count(*) FROM decided WHERE state = 'granted')::float8 AS waivers_granted`

const draftVisits = `
	WITH made AS (SELECT person, result FROM (` + followup.Results + `) v WHERE visited_on >= $3),
	open AS (SELECT deadline FROM followup_case WHERE county = $1 AND opened_on <= $2 AND (closed_on IS NULL OR closed_on > $2))
	SELECT count(*)::float8 AS visits, count(DISTINCT person) FILTER (WHERE result IN ('in_post', 'left'))::float8 AS visits_reached,
	       count(DISTINCT person) FILTER (WHERE result = 'unreachable')::float8 AS visits_unreachable,
	       (SELECT count(*) FROM followup_case WHERE county = $1 AND opened_on BETWEEN $3 AND $2)::float8 AS cases_opened,
	       (SELECT count(*) FROM followup_case WHERE county = $1 AND closed_on BETWEEN $3 AND $2)::float8 AS cases_closed,
	       (SELECT count(*) FROM open)::float8 AS cases_open, (SELECT count(*) FROM open WHERE deadline < $2)::float8 AS cases_overdue
	FROM made`
