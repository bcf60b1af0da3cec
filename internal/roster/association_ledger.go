package roster

import "laowu/internal/db"

// AssociationLedger are the associations with the villages that they cover now.
func AssociationLedger() db.Ledger {
	return db.Ledger{Order: "association_code", SQL: `
		SELECT a.code AS association_code, a.township AS township_code, v.codes AS village_codes, t.name AS township, a.name, a.form, v.names AS villages, a.leader, a.phone_sealed AS phone, a.founded
		FROM association a JOIN area t ON t.code = a.township
		LEFT JOIN (SELECT c.association, array_agg(w.name ORDER BY w.code) AS names, array_agg(w.code) AS codes
		           FROM association_village c JOIN area w ON w.code = c.village
		           WHERE c.county = $1 AND c.valid_to IS NULL GROUP BY c.association) v ON v.association = a.id
		WHERE a.county = $1`}
}
