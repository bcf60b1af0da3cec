package roster

import (
	"context"

	"laowu/internal/db"
)

// AssociationColumns are what MergeAssociations reads of the intake table.
func AssociationColumns() []db.Column {
	return []db.Column{
		{Name: "township", Type: "text"}, {Name: "name", Type: "text"}, {Name: "form", Type: "text"},
		{Name: "villages", Type: "text[]"}, {Name: "leader", Type: "text"},
		{Name: "phone_hash", Type: "bytea"}, {Name: "phone_sealed", Type: "bytea"}, {Name: "founded", Type: "date"},
	}
}

// MergeAssociations writes the intake's associations, creates the villages
// they name, and dates what they cover from today. A village that a row no
// longer names is no longer covered.
func MergeAssociations(ctx context.Context, tx *db.Tx) (db.Merged, error) {
	return db.Merge(ctx, tx,
		db.Step{Name: "known associations", SQL: `
			CREATE TEMP TABLE who ON COMMIT DROP AS
			SELECT i.seq, a.id, a.id IS NULL AS is_new FROM intake i
			LEFT JOIN association a ON a.county = current_setting('laowu.county') AND a.township = i.township AND a.name = i.name`},
		db.Step{Name: "villages", SQL: `
			INSERT INTO area (code, name, level, parent, county)
			SELECT n.township || 'v' || lpad((n.have + row_number() OVER (PARTITION BY n.township ORDER BY n.seq, n.name))::text, 3, '0'),
			       n.name, 'village', n.township, $1
			FROM (SELECT i.township, v.name, min(i.seq) AS seq,
			             (SELECT count(*) FROM area h WHERE h.parent = i.township AND h.level = 'village') AS have
			      FROM intake i, unnest(i.villages) AS v (name)
			      WHERE NOT EXISTS (SELECT FROM area k WHERE k.parent = i.township AND k.level = 'village' AND k.name = v.name)
			      GROUP BY i.township, v.name) n`, Args: []any{tx.Actor.County}},
		db.Step{Name: "associations", SQL: `
			INSERT INTO association (county, code, township, name, form, leader, phone_hash, phone_sealed, founded)
			SELECT $1, i.township || lpad(((SELECT count(*) FROM association h WHERE h.county = $1 AND h.township = i.township)
			             + row_number() OVER (PARTITION BY i.township ORDER BY i.seq))::text, 3, '0'),
			       i.township, i.name, coalesce(i.form, ''), coalesce(i.leader, ''), i.phone_hash, i.phone_sealed, i.founded
			FROM intake i JOIN who w USING (seq) WHERE w.is_new ORDER BY i.seq`, Args: []any{tx.Actor.County}},
		db.Step{Name: "changed associations", Touches: true, SQL: `
			UPDATE association a SET form = coalesce(i.form, a.form), leader = coalesce(i.leader, a.leader), founded = coalesce(i.founded, a.founded),
			       phone_hash = coalesce(i.phone_hash, a.phone_hash),
			       phone_sealed = CASE WHEN i.phone_hash <> a.phone_hash OR a.phone_hash IS NULL THEN coalesce(i.phone_sealed, a.phone_sealed) ELSE a.phone_sealed END
			FROM intake i JOIN who w USING (seq)
			WHERE NOT w.is_new AND a.county = $1 AND a.id = w.id
			  AND (a.form, a.leader, a.founded, a.phone_hash) IS DISTINCT FROM
			      (coalesce(i.form, a.form), coalesce(i.leader, a.leader), coalesce(i.founded, a.founded), coalesce(i.phone_hash, a.phone_hash))
			RETURNING i.seq`, Args: []any{tx.Actor.County}},
		db.Step{Name: "coverage", Touches: true, SQL: `
			WITH said AS (
				SELECT i.seq, a.id AS association, v.code AS village FROM intake i
				JOIN association a ON a.county = $1 AND a.township = i.township AND a.name = i.name,
				unnest(i.villages) AS n (name) JOIN area v ON v.level = 'village' AND v.name = n.name
				WHERE v.parent = i.township),
			added AS (
				INSERT INTO association_village (county, association, village, valid_from)
				SELECT DISTINCT $1, s.association, s.village, i.founded FROM said s JOIN intake i USING (seq)
				ON CONFLICT DO NOTHING RETURNING association),
			dropped AS (
				UPDATE association_village o SET valid_to = $2
				WHERE o.county = $1 AND o.valid_to IS NULL AND o.association IN (SELECT association FROM said)
				  AND NOT EXISTS (SELECT FROM said s WHERE s.association = o.association AND s.village = o.village)
				RETURNING o.association)
			SELECT DISTINCT s.seq FROM said s WHERE s.association IN (SELECT association FROM added UNION SELECT association FROM dropped)`,
			Args: []any{tx.Actor.County, tx.Today()}},
	)
}
