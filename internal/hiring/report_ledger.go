package hiring

import "laowu/internal/db"

// ReportLedger are the spells of work that a source reported, each as it is
// known now. A spell that others reported too says what the strongest of them
// said.
func ReportLedger(from Source) db.Ledger {
	return db.Ledger{Order: "uscc, employer, started, id", SQL: `
		SELECT w.id, a.code AS association_code, t.code AS township_code, t.name AS township, a.name AS association,
		       p.name, p.sex, p.id_sealed AS id_number, p.phone_sealed AS phone, p.registered,
		       coalesce(nullif(w.employer, ''), e.name) AS employer, e.uscc, w.trade_text AS trade, w.form, w.post, w.special_skill,
		       w.started, w.ended, w.end_reason, ARRAY[w.wage_min, w.wage_max] AS wage, w.channel, w.brand, w.funder, w.term_ends, w.hours,
		       w.place_text AS place
		FROM placement w JOIN person p ON p.county = $1 AND p.id = w.person AND p.erased_on IS NULL
		LEFT JOIN enterprise e ON e.id = w.enterprise
		LEFT JOIN association a ON a.county = $1 AND a.id = w.association
		LEFT JOIN area t ON t.code = a.township
		WHERE w.county = $1 AND '` + string(from) + `' = ANY (w.sources)`}
}
