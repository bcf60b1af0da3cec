package roster

import (
	"context"

	"laowu/internal/db"
	"laowu/internal/work"
)

// AssociationColumns are what MergeAssociations reads of the intake table.
// villages are names, as they are known or will be.
func AssociationColumns() []db.Column {
	return []db.Column{
		{Name: "township", Type: "text"}, {Name: "name", Type: "text"}, {Name: "form", Type: "text"},
		{Name: "villages", Type: "text[]"}, {Name: "leader", Type: "text"},
		{Name: "phone_hash", Type: "bytea"}, {Name: "phone_sealed", Type: "bytea"}, {Name: "founded", Type: "date"},
		{Name: "stated_on", Type: "date"},
	}
}

// Uncovering is a query for the rows of the intake that would make an
// association without a village: seq, file, sheet and row. $1 is the county.
const Uncovering = `
	SELECT i.seq, i.file, i.sheet, i.row FROM intake i
	LEFT JOIN association a ON a.county = $1 AND a.township = i.township AND a.name = i.name
	WHERE a.id IS NULL AND cardinality(i.villages) = 0 ORDER BY i.seq`

// MergeAssociations writes the intake's associations, creates the villages
// they name, and dates what they cover: a new association's villages from its
// founding, a village that is added or no longer named from the day of the
// form. A row without villages leaves them as they are.
func MergeAssociations(ctx context.Context, tx *db.Tx) (db.Merged, error) {
	county := []any{tx.Actor.County}
	return db.Merge(ctx, tx,
		db.Step{Name: "known associations", SQL: `
			CREATE TEMP TABLE who ON COMMIT DROP AS
			SELECT i.seq, a.id, a.id IS NULL AS is_new FROM intake i
			LEFT JOIN association a ON a.county = current_setting('laowu.county') AND a.township = i.township AND a.name = i.name`},
		db.Step{Name: "villages", Args: county, SQL: newVillages},
		db.Step{Name: "associations", Args: county, SQL: newAssociations},
		db.Step{Name: "changed associations", Touches: true, Changes: "association a", Args: county, SQL: changedAssociations},
		db.Step{Name: "coverage begun", Touches: true, Args: county, SQL: `
			WITH said AS (` + saidCoverage + `),
			added AS (
				INSERT INTO association_village (county, association, village, valid_from)
				SELECT DISTINCT ON (s.association, s.village) $1, s.association, s.village, CASE WHEN s.is_new THEN s.founded ELSE s.stated_on END
				FROM said s ON CONFLICT DO NOTHING RETURNING association)
			SELECT DISTINCT s.seq FROM said s JOIN added USING (association)`},
		db.Step{Name: "coverage ended", Touches: true, Changes: "association_village o", Args: county, SQL: `
			WITH said AS (` + saidCoverage + `),
			changed AS (
				UPDATE association_village o SET valid_to = n.stated_on
				FROM (SELECT DISTINCT association, stated_on FROM said) n
				WHERE o.county = $1 AND o.association = n.association AND o.valid_to IS NULL AND (o.valid_from IS NULL OR o.valid_from <= n.stated_on)
				  AND NOT EXISTS (SELECT FROM said s WHERE s.association = o.association AND s.village = o.village)
				RETURNING o.association, o.county, o.id){kept}
			SELECT DISTINCT s.seq FROM said s JOIN changed USING (association)`},
		work.ChangedPeopleAmong(coveredPeople, tx.Actor.County),
	)
}

// coveredPeople are those of villages that a new or changed association covers
// or covered: who is nobody's member is seen by it.
const coveredPeople = `
	WITH said AS (` + saidCoverage + `)
	SELECT p.id FROM person p WHERE p.county = $1 AND p.village IN (SELECT v.village FROM association_village v
	  WHERE v.county = $1 AND v.association IN (SELECT s.association FROM said s WHERE s.is_new OR s.seq IN (SELECT seq FROM touched)))`

// newVillages numbers a township's villages onwards from the last one.
const newVillages = `
	INSERT INTO area (code, name, level, parent, county)
	SELECT n.township || 'v' || lpad(n.number::text, greatest(3, length(n.number::text)), '0'), n.name, 'village', n.township, $1
	FROM (SELECT v.township, v.name, coalesce(h.last, 0) + row_number() OVER (PARTITION BY v.township ORDER BY v.seq, v.place) AS number
	      FROM (SELECT i.township, u.name, min(i.seq) AS seq, min(u.place) AS place
	            FROM intake i, unnest(i.villages) WITH ORDINALITY AS u (name, place)
	            WHERE NOT EXISTS (SELECT FROM area k WHERE k.parent = i.township AND k.level = 'village' AND k.name = u.name)
	            GROUP BY i.township, u.name) v
	      LEFT JOIN (SELECT a.parent, max(substr(a.code, length(a.parent) + 2)::integer) AS last FROM area a
	                 WHERE a.level = 'village' AND a.code LIKE a.parent || 'v%' GROUP BY a.parent) h ON h.parent = v.township) n`

// newAssociations gives each a code: the township's, and a running number.
const newAssociations = `
	INSERT INTO association (county, code, township, name, form, leader, phone_hash, phone_sealed, founded)
	SELECT $1, n.township || lpad(n.number::text, greatest(3, length(n.number::text)), '0'),
	       n.township, n.name, coalesce(n.form, ''), coalesce(n.leader, ''), n.phone_hash, n.phone_sealed, n.founded
	FROM (SELECT i.*, coalesce(h.last, 0) + row_number() OVER (PARTITION BY i.township ORDER BY i.seq) AS number
	      FROM intake i JOIN who w USING (seq)
	      LEFT JOIN (SELECT a.township, max(substr(a.code, length(a.township) + 1)::integer) AS last FROM association a
	                 WHERE a.county = $1 GROUP BY a.township) h ON h.township = i.township
	      WHERE w.is_new) n ORDER BY n.seq`

const changedAssociations = `
	UPDATE association a SET form = n.form, leader = n.leader, founded = n.founded, phone_hash = n.phone_hash,
	       phone_sealed = CASE WHEN n.phone_hash IS DISTINCT FROM a.phone_hash THEN n.phone_sealed ELSE a.phone_sealed END
	FROM (SELECT i.seq, o.id, coalesce(i.form, o.form) AS form, coalesce(i.leader, o.leader) AS leader, coalesce(i.founded, o.founded) AS founded,
	             coalesce(i.phone_hash, o.phone_hash) AS phone_hash, coalesce(i.phone_sealed, o.phone_sealed) AS phone_sealed
	      FROM intake i JOIN who w USING (seq) JOIN association o ON o.county = $1 AND o.id = w.id) n
	WHERE a.county = $1 AND a.id = n.id
	  AND (a.form, a.leader, a.founded, a.phone_hash) IS DISTINCT FROM (n.form, n.leader, n.founded, n.phone_hash)
	RETURNING n.seq`

// saidCoverage is which villages the intake's rows name; $1 is the county.
const saidCoverage = `
	SELECT i.seq, w.is_new, i.founded, i.stated_on, a.id AS association, v.code AS village
	FROM intake i JOIN who w USING (seq)
	JOIN association a ON a.county = $1 AND a.township = i.township AND a.name = i.name,
	unnest(i.villages) AS u (name) JOIN area v ON v.level = 'village' AND v.name = u.name
	WHERE v.parent = i.township`
