package hiring

import "laowu/internal/db"

// OpeningLedger are the openings that the county keeps and that nobody closed,
// expired ones too.
func OpeningLedger() db.Ledger {
	return db.Ledger{Order: "id", SQL: `
		SELECT o.id, o.county, e.name, e.uscc, o.title, o.headcount, o.form, ARRAY[o.age_min, o.age_max] AS age, o.education,
		       o.cert_text AS certificates, o.wage_text AS wage, o.pay, o.wage_min, o.wage_max, o.board_text AS board, o.place_text AS place,
		       o.valid_from, o.valid_until, o.special_skill, o.description, o.contact, o.phone_sealed AS phone
		FROM opening o JOIN enterprise e ON e.id = o.enterprise
		WHERE o.county = $1 AND o.closed_at IS NULL`}
}
