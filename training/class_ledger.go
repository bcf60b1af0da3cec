package training

import "laowu/internal/db"

// ClassLedger are who came to which class, with what the class gave and what
// was paid for it.
func ClassLedger() db.Ledger {
	return db.Ledger{Order: "of_class, person", SQL: `
		SELECT e.class AS of_class, e.person, g.name AS programme, c.number AS class, c.institution, c.trade, c.level, c.starts, c.ends, c.hours, c.seats,
		       p.name, p.sex, p.id_sealed AS id_number, e.category, e.attended, e.result, e.score::float8 AS score, e.dropped,
		       k.name AS certificate, k.level AS certificate_level, k.number AS certificate_number, k.issued, k.expires, k.review_on,
		       s.amount, s.paid_on
		FROM enrolment e JOIN class c ON c.county = $1 AND c.id = e.class JOIN programme g ON g.id = c.programme
		JOIN person p ON p.county = $1 AND p.id = e.person AND p.erased_on IS NULL
		LEFT JOIN certificate k ON k.county = $1 AND k.person = e.person AND k.class = e.class
		LEFT JOIN subsidy s ON s.county = $1 AND s.person = e.person AND s.class = e.class
		WHERE e.county = $1`}
}
