package roster

import "laowu/internal/db"

// HouseholdLedger is the household register: a row for each person in a
// household, and one for a household in which nobody is known.
func HouseholdLedger() db.Ledger {
	return db.Ledger{Order: "village_code, household_number, household, person", SQL: `
		SELECT h.id AS household, p.id AS person, v.parent AS township_code, h.village AS village_code,
		       t.name AS township, v.name AS village, h.number AS household_number, k.kind AS household_kind, h.relocated, h.site,
		       p.relation, ` + ledgerPerson + `, ` + ledgerAbout + `
		FROM household h JOIN area v ON v.code = h.village JOIN area t ON t.code = v.parent
		LEFT JOIN household_kind k ON k.county = $1 AND k.household = h.id AND k.valid_to IS NULL
		LEFT JOIN person p ON p.county = $1 AND p.household = h.id AND p.erased_on IS NULL
		WHERE h.county = $1`}
}
