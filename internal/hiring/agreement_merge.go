package hiring

import "laowu/internal/db"

// An agreement is an enterprise's promise to one county, known by its first
// day. Where none is written, regular posts are promised at 60 % and temporary
// ones at 100 %.

// FindAgreements is the step that dates a row which speaks of an agreement
// without saying of which: it means the latest on record.
func FindAgreements(tx *db.Tx) db.Step {
	return db.Step{Name: "known agreements", Args: []any{tx.Actor.County}, SQL: `
		UPDATE intake i SET starts = a.starts
		FROM (SELECT e.uscc, max(a.starts) AS starts FROM agreement a JOIN enterprise e ON e.id = a.enterprise
		      WHERE a.county = $1 GROUP BY e.uscc) a
		WHERE i.starts IS NULL AND a.uscc = i.uscc
		  AND (i.ends IS NOT NULL OR i.regular_share IS NOT NULL OR i.temporary_share IS NOT NULL)`}
}

// Undated is a query for the rows of the intake that speak of an agreement
// that neither they nor the records date: seq, file, sheet and row.
const Undated = `
	SELECT i.seq, i.file, i.sheet, i.row FROM intake i
	WHERE i.starts IS NULL AND (i.ends IS NOT NULL OR i.regular_share IS NOT NULL OR i.temporary_share IS NOT NULL) ORDER BY i.seq`

// ReversedAgreements is a query for the rows of the intake whose agreement ends
// before it starts: seq, file, sheet and row.
const ReversedAgreements = `
	SELECT i.seq, i.file, i.sheet, i.row FROM intake i WHERE i.ends < i.starts ORDER BY i.seq`

// OverlappingAgreements is a query for the rows of the intake whose agreement
// runs at the same time as another one of the enterprise with the county ($1):
// seq, file, sheet and row. One without an end runs on.
const OverlappingAgreements = `
	SELECT DISTINCT i.seq, i.file, i.sheet, i.row FROM intake i JOIN enterprise e USING (uscc)
	JOIN agreement a ON a.county = $1 AND a.enterprise = e.id AND a.starts <> i.starts
	LEFT JOIN agreement o ON o.county = $1 AND o.enterprise = e.id AND o.starts = i.starts
	WHERE daterange(a.starts, a.ends, '[]') && daterange(i.starts, coalesce(i.ends, o.ends), '[]') ORDER BY i.seq`

// LateAgreements is a query for the rows of the intake whose agreement begins
// after the enterprise became another's: seq, file, sheet and row.
const LateAgreements = `
	SELECT i.seq, i.file, i.sheet, i.row FROM intake i JOIN enterprise e USING (uscc) WHERE i.starts >= e.merged_on ORDER BY i.seq`

const changedAgreements = `
	UPDATE agreement a SET ends = n.ends, regular_share = n.regular_share, temporary_share = n.temporary_share
	FROM (SELECT i.seq, o.id, coalesce(i.ends, o.ends) AS ends, coalesce(i.regular_share, o.regular_share) AS regular_share,
	             coalesce(i.temporary_share, o.temporary_share) AS temporary_share
	      FROM intake i JOIN enterprise e USING (uscc) JOIN agreement o ON o.county = $1 AND o.enterprise = e.id AND o.starts = i.starts) n
	WHERE a.county = $1 AND a.id = n.id
	  AND (a.ends, a.regular_share, a.temporary_share) IS DISTINCT FROM (n.ends, n.regular_share, n.temporary_share)
	RETURNING n.seq`

const newAgreements = `
	WITH added AS (
		INSERT INTO agreement (county, enterprise, starts, ends, regular_share, temporary_share)
		SELECT $1, e.id, i.starts, i.ends, coalesce(i.regular_share, 6000), coalesce(i.temporary_share, 10000)
		FROM intake i JOIN enterprise e USING (uscc) WHERE i.starts IS NOT NULL
		ON CONFLICT (county, enterprise, starts) DO NOTHING RETURNING enterprise)
	SELECT i.seq FROM intake i JOIN enterprise e USING (uscc) JOIN added a ON a.enterprise = e.id`
