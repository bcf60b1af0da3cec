package followup

import "laowu/internal/db"

// VisitLedger are the visits on record, with the work that each was paid to.
func VisitLedger() db.Ledger {
	return db.Ledger{Order: "visited_on, id", SQL: `
		SELECT v.id, p.name, p.sex, p.id_sealed AS id_number, coalesce(nullif(w.employer, ''), e.name) AS employer, e.uscc,
		       v.visited_on, v.way, v.outcome, v.left_on, v.end_reason, v.willing, ARRAY[v.wage_min, v.wage_max] AS wage, v.paid_on_time AS paid,
		       v.issue, v.asked, v.done, v.visited_by
		FROM visit v JOIN placement w ON w.county = $1 AND w.id = v.placement
		JOIN person p ON p.county = $1 AND p.id = v.person AND p.erased_on IS NULL
		LEFT JOIN enterprise e ON e.id = w.enterprise
		WHERE v.county = $1`}
}
