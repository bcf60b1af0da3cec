package hiring

import (
	"context"

	"laowu/internal/db"
)

// EnterpriseColumns are what MergeEnterprises reads of the intake table.
// Shares are in basis points: 6000 is 60 %.
func EnterpriseColumns() []db.Column {
	return []db.Column{
		{Name: "uscc", Type: "text"}, {Name: "name", Type: "text"}, {Name: "industry", Type: "text"},
		{Name: "place", Type: "text"}, {Name: "place_text", Type: "text"}, {Name: "contact", Type: "text"},
		{Name: "phone_hash", Type: "bytea"}, {Name: "phone_sealed", Type: "bytea"},
		{Name: "starts", Type: "date"}, {Name: "ends", Type: "date"},
		{Name: "regular_share", Type: "integer"}, {Name: "temporary_share", Type: "integer"},
	}
}

// MergeEnterprises writes the intake's enterprises and their agreements with
// the asking county. An enterprise is known by its credit code; an agreement
// by its first day. It returns the openings of changed enterprises, whose search
// documents name them.
func MergeEnterprises(ctx context.Context, tx *db.Tx) (db.Merged, []int64, error) {
	county := []any{tx.Actor.County}
	merged, err := db.Merge(ctx, tx,
		db.Step{Name: "known enterprises", SQL: `
			CREATE TEMP TABLE who ON COMMIT DROP AS
			SELECT i.seq, e.id, e.id IS NULL AS is_new FROM intake i LEFT JOIN enterprise e ON e.uscc = i.uscc`},
		db.Step{Name: "enterprises", Args: county, SQL: `
			INSERT INTO enterprise (county, uscc, name, industry, place, place_text, contact, phone_hash, phone_sealed)
			SELECT $1, i.uscc, i.name, coalesce(i.industry, ''), i.place, coalesce(i.place_text, ''), coalesce(i.contact, ''), i.phone_hash, i.phone_sealed
			FROM intake i JOIN who w USING (seq) WHERE w.is_new ORDER BY i.seq`},
		db.Step{Name: "changed enterprises", Touches: true, Changes: "enterprise e", SQL: changedEnterprises},
		db.Step{Name: "changed agreements", Touches: true, Changes: "agreement a", Args: county, SQL: changedAgreements},
		db.Step{Name: "agreements", Touches: true, Args: county, SQL: newAgreements},
		// Whoever keeps their openings: this transaction sees its own county's.
		db.Step{Name: "notes for search", SQL: `
			SELECT search.note_enterprises(array_agg(w.id)) FROM who w WHERE NOT w.is_new AND w.seq IN (SELECT seq FROM touched) HAVING count(*) > 0`},
	)
	if err != nil {
		return merged, nil, err
	}
	ids, err := openingIDs(ctx, tx, `
		SELECT o.id FROM opening o JOIN who w ON w.id = o.enterprise WHERE w.seq IN (SELECT seq FROM touched) ORDER BY o.id`)
	return merged, ids, err
}

const changedEnterprises = `
	UPDATE enterprise e SET name = n.name, industry = n.industry, place = n.place, place_text = n.place_text, contact = n.contact,
	       phone_sealed = CASE WHEN n.phone_hash IS DISTINCT FROM e.phone_hash THEN n.phone_sealed ELSE e.phone_sealed END, phone_hash = n.phone_hash
	FROM (SELECT i.seq, o.id, coalesce(i.name, o.name) AS name, coalesce(i.industry, o.industry) AS industry,
	             CASE WHEN i.place_text IS NULL THEN o.place ELSE i.place END AS place, coalesce(i.place_text, o.place_text) AS place_text,
	             coalesce(i.contact, o.contact) AS contact, coalesce(i.phone_hash, o.phone_hash) AS phone_hash,
	             coalesce(i.phone_sealed, o.phone_sealed) AS phone_sealed
	      FROM intake i JOIN enterprise o USING (uscc) JOIN who w USING (seq) WHERE NOT w.is_new) n
	WHERE e.id = n.id
	  AND (e.name, e.industry, e.place, e.place_text, e.contact, e.phone_hash) IS DISTINCT FROM
	      (n.name, n.industry, n.place, n.place_text, n.contact, n.phone_hash)
	RETURNING n.seq`
