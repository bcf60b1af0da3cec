package training

// A class gives a person one certificate. What a later list says of it corrects
// it; a newer one of the same kind, code and level renews it.

// lasting is how a certificate i, whose paper may not say it, ages by the rule
// of its day.
const lasting = `
	LEFT JOIN LATERAL (
		SELECT i.issued + make_interval(months => r.term_months) AS expires, i.issued + make_interval(months => r.review_months) AS review_on
		FROM certificate_rule r WHERE r.kind = i.cert_kind AND r.valid_from <= i.issued ORDER BY r.valid_from DESC LIMIT 1) l ON true `

const newCertificates = `
	WITH added AS (
		INSERT INTO certificate (county, person, class, kind, code, name, level, number, trade, issued, expires, review_on)
		SELECT $1, w.person, w.class, i.cert_kind, coalesce(i.cert_code, ''), coalesce(i.cert_name, ''), i.cert_level, coalesce(i.cert_number, ''),
		       c.trade, i.issued, coalesce(i.expires, l.expires::date), coalesce(i.review_on, l.review_on::date)
		FROM intake i JOIN who w USING (seq) JOIN class c ON c.county = $1 AND c.id = w.class` + lasting + `
		WHERE i.cert_kind IS NOT NULL
		  AND NOT EXISTS (SELECT FROM certificate o WHERE o.county = $1 AND o.person = w.person AND o.class = w.class)
		ORDER BY i.seq RETURNING person, class)
	SELECT w.seq FROM who w JOIN added USING (person, class)`

const changedCertificates = `
	UPDATE certificate o SET kind = n.kind, code = n.code, name = n.name, level = n.level, number = n.number, issued = n.issued,
	       expires = n.expires, review_on = n.review_on
	FROM (SELECT w.seq, k.id, coalesce(i.cert_kind, k.kind) AS kind, CASE WHEN i.cert_name IS NULL THEN k.code ELSE coalesce(i.cert_code, '') END AS code,
	             coalesce(i.cert_name, k.name) AS name, coalesce(i.cert_level, k.level) AS level, coalesce(i.cert_number, k.number) AS number,
	             coalesce(i.issued, k.issued) AS issued,
	             CASE WHEN i.expires IS NULL AND i.issued IS DISTINCT FROM k.issued THEN coalesce(l.expires::date, k.expires) ELSE coalesce(i.expires, k.expires) END AS expires,
	             CASE WHEN i.review_on IS NULL AND i.issued IS DISTINCT FROM k.issued THEN coalesce(l.review_on::date, k.review_on) ELSE coalesce(i.review_on, k.review_on) END AS review_on
	      FROM intake i JOIN who w USING (seq) JOIN certificate k ON k.county = $1 AND k.person = w.person AND k.class = w.class` + lasting + `
	      WHERE i.cert_kind IS NOT NULL) n
	WHERE o.county = $1 AND o.id = n.id
	  AND (o.kind, o.code, o.name, o.level, o.number, o.issued, o.expires, o.review_on)
	      IS DISTINCT FROM (n.kind, n.code, n.name, n.level, n.number, n.issued, n.expires, n.review_on)
	RETURNING n.seq`

// renewed is the statement that tells old certificates, of which a condition
// over o holds, what replaced them: the next of the same kind, code and level.
// $1 is the county.
func renewed(condition string) string {
	return `
		UPDATE certificate old SET replaced_by = n.next
		FROM (SELECT DISTINCT ON (o.id) o.id, k.id AS next FROM certificate o
		      JOIN certificate k ON k.county = $1 AND k.person = o.person AND k.kind = o.kind AND k.code = o.code
		        AND k.level IS NOT DISTINCT FROM o.level AND k.issued > o.issued
		      WHERE o.county = $1 AND o.replaced_by IS NULL AND o.code <> '' AND ` + condition + `
		      ORDER BY o.id, k.issued, k.id) n
		WHERE old.county = $1 AND old.id = n.id`
}
