package roster

import "laowu/internal/db"

// A membership says which association counts a person, from when to when: one
// at a time. Members of another association are never taken over by an import
// (conflict); that is a transfer, which both sides agree to.

// MemberColumns are what MergeMemberships reads of the intake table. implied
// says that no more than the row's village names the association; doubt, why
// the village names none: none or several cover it.
func MemberColumns() []db.Column {
	return []db.Column{
		{Name: "association", Type: "bigint"}, {Name: "implied", Type: "boolean"}, {Name: "doubt", Type: "text"}, {Name: "joined", Type: "date"},
	}
}

// MergeMemberships are the steps that make members of the intake's people who
// are none, and correct since when the others are. Who comes back joins after
// the day on which he left.
func MergeMemberships(tx *db.Tx) []db.Step {
	return []db.Step{
		// Who comes back on the day on which he joined before is written over.
		{Name: "memberships before", Changes: "membership m", Args: []any{tx.Actor.County}, SQL: `
			WITH changed AS (
				SELECT m.county, m.id FROM membership m JOIN who w ON m.person = w.person
				WHERE ` + someKnown + ` AND m.county = $1 AND w.is_new AND NOT w.fresh){kept}
			SELECT FROM changed`},
		{Name: "memberships", Args: []any{tx.Actor.County, tx.Today()}, SQL: `
			INSERT INTO membership (county, person, association, joined)
			SELECT $1, w.person, i.association, greatest(coalesce(i.joined, i.stated_on, $2), b.left_on)
			FROM intake i JOIN who w USING (seq)
			LEFT JOIN (SELECT person, max(left_on) AS left_on FROM membership WHERE county = $1 GROUP BY person) b
			  ON b.person = w.person AND NOT w.fresh
			WHERE w.is_new
			ON CONFLICT (county, person, joined) DO UPDATE SET association = EXCLUDED.association, left_on = NULL`},
		{Name: "joining days", Touches: true, Changes: "membership m", Args: []any{tx.Actor.County}, SQL: `
			UPDATE membership m SET joined = i.joined FROM intake i JOIN who w USING (seq)
			WHERE ` + someKnown + ` AND m.county = $1 AND m.person = w.person AND m.left_on IS NULL AND NOT w.is_new AND m.joined <> i.joined
			  AND NOT EXISTS (SELECT FROM membership b WHERE b.county = $1 AND b.person = w.person AND b.left_on > i.joined)
			  AND NOT EXISTS (SELECT FROM membership b WHERE b.county = $1 AND b.person = w.person AND b.joined = i.joined)
			RETURNING i.seq`},
	}
}
