package hiring

import "laowu/internal/db"

// EnterpriseLedger are the enterprises that the county keeps or has an agreement
// with, each with its latest agreement. One that became another's is none any
// more. county is the one that keeps the enterprise, whose numbers are sealed
// for it.
func EnterpriseLedger() db.Ledger {
	return db.Ledger{Order: "id", SQL: `
		SELECT e.id, e.county, e.name, e.uscc, e.industry, e.place_text AS place, e.contact, e.phone_sealed AS phone,
		       a.starts, a.ends, a.regular_share, a.temporary_share
		FROM enterprise e LEFT JOIN (
			SELECT DISTINCT ON (o.enterprise) o.* FROM agreement o WHERE o.county = $1 ORDER BY o.enterprise, o.starts DESC) a ON a.enterprise = e.id
		WHERE (e.county = $1 OR a.id IS NOT NULL) AND e.merged_into IS NULL`}
}
