package roster

import "laowu/internal/db"

// A membership says which association counts a person, from when to when: one
// at a time. Members of another association are never taken over by an import
// (conflict); that is a transfer, which both sides agree to.

// MergeMemberships is the step that makes members of the intake's people who
// are none.
func MergeMemberships(tx *db.Tx) db.Step {
	return db.Step{Name: "memberships", Args: []any{tx.Actor.County, tx.Today()}, SQL: `
		INSERT INTO membership (county, person, association, joined)
		SELECT $1, w.person, i.association, coalesce(i.joined, i.stated_on, $2)
		FROM intake i JOIN who w USING (seq) WHERE w.is_new`}
}
