package hiring

import (
	"laowu/internal/db"
	"laowu/internal/roster"
)

// MemberLedger are the members with the work that they do today as the roster
// reports it: what staff lists and ledgers alone say stands in those. Of several
// spells it is the one that the roster's import would find.
func MemberLedger() db.Ledger {
	return db.Ledger{Order: "township_code, association_code, village_code, person", SQL: `
		SELECT m.*, w.status, w.employer, w.trade, w.place, w.wage, w.channel, w.started, w.ended
		FROM (` + roster.MemberLedger + `) m LEFT JOIN (
			SELECT DISTINCT ON (w.person) w.person, CASE WHEN w.away THEN 'away' WHEN NOT w.away THEN 'local' END AS status,
			       w.employer, w.trade_text AS trade, w.place_text AS place, ARRAY[w.wage_min, w.wage_max] AS wage, w.channel, w.started, w.ended
			FROM placement w
			WHERE w.county = $1 AND 'roster' = ANY (w.sources) AND (w.started IS NULL OR w.started <= $2) AND (w.ended IS NULL OR w.ended >= $2)
			ORDER BY w.person, w.started IS NULL, w.ended IS NOT NULL, w.id DESC) w USING (person)`}
}
