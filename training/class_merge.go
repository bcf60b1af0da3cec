package training

import (
	"laowu/internal/db"
	"laowu/internal/work"
)

// ClassColumns are what MergeClasses reads of the intake table; id_hash, name,
// village and household_number are roster.FindPeople's, and the last two are
// always null.
func ClassColumns() []db.Column {
	return []db.Column{
		{Name: "id_hash", Type: "bytea"}, {Name: "name", Type: "text"}, {Name: "village", Type: "text"}, {Name: "household_number", Type: "text"},
		{Name: "programme", Type: "text"}, {Name: "number", Type: "text"}, {Name: "institution", Type: "text"}, {Name: "office", Type: "bigint"},
		{Name: "trade", Type: "text"}, {Name: "level", Type: "integer"}, {Name: "starts", Type: "date"}, {Name: "ends", Type: "date"},
		{Name: "hours", Type: "integer"}, {Name: "seats", Type: "integer"},
		{Name: "category", Type: "text"}, {Name: "attended", Type: "integer"}, {Name: "result", Type: "text"}, {Name: "score", Type: "numeric"},
		{Name: "dropped", Type: "boolean"},
		{Name: "cert_kind", Type: "text"}, {Name: "cert_code", Type: "text"}, {Name: "cert_name", Type: "text"}, {Name: "cert_level", Type: "integer"},
		{Name: "cert_number", Type: "text"}, {Name: "issued", Type: "date"}, {Name: "expires", Type: "date"}, {Name: "review_on", Type: "date"},
		{Name: "amount", Type: "integer"}, {Name: "paid_on", Type: "date"},
	}
}

// Reversed are queries, to be asked in this order, for the rows of the intake
// that would end a class or a certificate before it begins, as it is known or as
// an earlier row says: seq, file, sheet and row. $1 is the county.
var Reversed = []struct{ Field, SQL string }{
	{"starts", `
		SELECT i.seq, i.file, i.sheet, i.row FROM intake i JOIN programme p ON p.name = i.programme
		JOIN class c ON c.county = $1 AND c.programme = p.id AND c.number = i.number AND c.institution = i.institution
		WHERE i.ends IS NULL AND i.starts > c.ends ORDER BY i.seq`},
	{"ends", `
		WITH said AS (
			SELECT programme, number, institution, (array_agg(starts ORDER BY seq) FILTER (WHERE starts IS NOT NULL))[1] AS starts
			FROM intake GROUP BY programme, number, institution)
		SELECT i.seq, i.file, i.sheet, i.row FROM intake i JOIN said s USING (programme, number, institution)
		LEFT JOIN programme p ON p.name = i.programme
		LEFT JOIN class c ON c.county = $1 AND c.programme = p.id AND c.number = i.number AND c.institution = i.institution
		WHERE i.ends < coalesce(s.starts, c.starts) ORDER BY i.seq`},
	{"expires", `
		SELECT i.seq, i.file, i.sheet, i.row FROM intake i JOIN known k USING (seq) JOIN programme p ON p.name = i.programme
		JOIN class c ON c.county = $1 AND c.programme = p.id AND c.number = i.number AND c.institution = i.institution
		JOIN certificate o ON o.county = $1 AND o.person = k.person AND o.class = c.id
		WHERE i.cert_kind IS NOT NULL AND (i.expires < coalesce(i.issued, o.issued) OR i.expires IS NULL AND i.issued > o.expires) ORDER BY i.seq`},
}

// MergeClasses are the steps that write the intake's classes, who came, and
// what they hold and were paid since. They need the table known. Of a class the
// first row that says something speaks for it.
func MergeClasses(tx *db.Tx) []db.Step {
	county := []any{tx.Actor.County}
	return []db.Step{
		{Name: "programmes", Args: county, SQL: `
			INSERT INTO programme (county, name) SELECT $1, i.programme FROM intake i
			WHERE NOT EXISTS (SELECT FROM programme p WHERE p.name = i.programme) GROUP BY i.programme ORDER BY min(i.seq)`},
		{Name: "classes", Args: county, SQL: `
			INSERT INTO class (county, programme, number, institution, office)
			SELECT $1, p.id, i.number, i.institution, min(i.office) FROM intake i JOIN programme p ON p.name = i.programme
			WHERE NOT EXISTS (SELECT FROM class c WHERE c.county = $1 AND c.programme = p.id AND c.number = i.number AND c.institution = i.institution)
			GROUP BY p.id, i.number, i.institution ORDER BY min(i.seq)`},
		{Name: "table of who is in which class", SQL: `
			CREATE TEMP TABLE who (seq integer, person bigint, class bigint, is_new boolean) ON COMMIT DROP`},
		{Name: "who is in which class", Args: county, SQL: `
			INSERT INTO who
			SELECT i.seq, k.person, c.id, e.person IS NULL
			FROM intake i JOIN known k USING (seq) JOIN programme p ON p.name = i.programme
			JOIN class c ON c.county = $1 AND c.programme = p.id AND c.number = i.number AND c.institution = i.institution
			LEFT JOIN enrolment e ON e.county = $1 AND e.person = k.person AND e.class = c.id`},
		{Name: "statistics", SQL: "ANALYZE who"},
		{Name: "changed classes", Touches: true, Changes: "class c", Args: county, SQL: changedClasses},
		{Name: "enrolments", Args: county, SQL: `
			INSERT INTO enrolment (county, person, class, category, attended, result, score, dropped)
			SELECT $1, w.person, w.class, coalesce(i.category, ''), i.attended, coalesce(i.result, ''), i.score, coalesce(i.dropped, false)
			FROM intake i JOIN who w USING (seq) WHERE w.is_new ORDER BY i.seq`},
		{Name: "changed enrolments", Touches: true, Changes: "enrolment e", Args: county, SQL: `
			UPDATE enrolment e SET category = n.category, attended = n.attended, result = n.result, score = n.score, dropped = n.dropped
			FROM (SELECT w.seq, w.person, w.class, coalesce(i.category, o.category) AS category, coalesce(i.attended, o.attended) AS attended,
			             coalesce(i.result, o.result) AS result, coalesce(i.score, o.score) AS score, coalesce(i.dropped, o.dropped) AS dropped
			      FROM intake i JOIN who w USING (seq) JOIN enrolment o ON o.county = $1 AND o.person = w.person AND o.class = w.class
			      WHERE NOT w.is_new) n
			WHERE e.county = $1 AND e.person = n.person AND e.class = n.class
			  AND (e.category, e.attended, e.result, e.score, e.dropped) IS DISTINCT FROM (n.category, n.attended, n.result, n.score, n.dropped)
			RETURNING n.seq`},
		{Name: "changed certificates", Touches: true, Changes: "certificate o", Args: county, SQL: changedCertificates},
		{Name: "certificates", Touches: true, Args: county, SQL: newCertificates},
		{Name: "renewed certificates", Changes: "certificate old", Args: county, SQL: renewed("o.person IN (SELECT w.person FROM who w)")},
		{Name: "changed subsidies", Touches: true, Changes: "subsidy s", Args: county, SQL: `
			UPDATE subsidy s SET amount = coalesce(i.amount, s.amount), paid_on = coalesce(i.paid_on, s.paid_on)
			FROM intake i JOIN who w USING (seq)
			WHERE s.county = $1 AND s.person = w.person AND s.class = w.class AND access.writes_county()
			  AND (s.amount, s.paid_on) IS DISTINCT FROM (coalesce(i.amount, s.amount), coalesce(i.paid_on, s.paid_on))
			RETURNING i.seq`},
		{Name: "subsidies", Touches: true, Args: county, SQL: `
			WITH added AS (
				INSERT INTO subsidy (county, person, class, occupation, level, amount, paid_on)
				SELECT $1, w.person, w.class, CASE WHEN c.trade <> '' THEN c.trade ELSE i.programme END, c.level, i.amount,
				       CASE WHEN access.writes_county() THEN i.paid_on END
				FROM intake i JOIN who w USING (seq) JOIN class c ON c.county = $1 AND c.id = w.class
				WHERE i.amount IS NOT NULL
				  AND NOT EXISTS (SELECT FROM subsidy s WHERE s.county = $1 AND s.person = w.person AND s.class = w.class)
				ORDER BY i.seq RETURNING person, class)
			SELECT w.seq FROM who w JOIN added USING (person, class)`},
		work.ChangedPeopleAmong(taught, tx.Actor.County),
	}
}

// taught are the people of whom the intake said something new, and all who came
// to a class of which it did: what is taught there is what they have learnt.
const taught = `
	SELECT w.person FROM who w WHERE w.is_new OR w.seq IN (SELECT seq FROM touched)
	UNION SELECT e.person FROM enrolment e WHERE e.county = $1 AND e.class IN (SELECT w.class FROM who w WHERE w.seq IN (SELECT seq FROM touched))`

// changedClasses returns every row of a class that changed.
const changedClasses = `
	WITH said AS (
		SELECT w.class, (array_agg(i.office ORDER BY i.seq) FILTER (WHERE i.office IS NOT NULL))[1] AS office,
		       (array_agg(i.trade ORDER BY i.seq) FILTER (WHERE i.trade IS NOT NULL))[1] AS trade,
		       (array_agg(i.level ORDER BY i.seq) FILTER (WHERE i.level IS NOT NULL))[1] AS level,
		       (array_agg(i.starts ORDER BY i.seq) FILTER (WHERE i.starts IS NOT NULL))[1] AS starts,
		       (array_agg(i.ends ORDER BY i.seq) FILTER (WHERE i.ends IS NOT NULL))[1] AS ends,
		       (array_agg(i.hours ORDER BY i.seq) FILTER (WHERE i.hours IS NOT NULL))[1] AS hours,
		       (array_agg(i.seats ORDER BY i.seq) FILTER (WHERE i.seats IS NOT NULL))[1] AS seats
		FROM intake i JOIN who w USING (seq) GROUP BY w.class),
	next AS (
		SELECT o.id, coalesce(o.office, s.office) AS office, coalesce(s.trade, o.trade) AS trade, coalesce(s.level, o.level) AS level,
		       coalesce(s.starts, o.starts) AS starts, coalesce(s.ends, o.ends) AS ends, coalesce(s.hours, o.hours) AS hours,
		       coalesce(s.seats, o.seats) AS seats
		FROM said s JOIN class o ON o.county = $1 AND o.id = s.class),
	changed AS (
		UPDATE class c SET office = n.office, trade = n.trade, level = n.level, starts = n.starts, ends = n.ends, hours = n.hours, seats = n.seats
		FROM next n WHERE c.county = $1 AND c.id = n.id
		  AND (c.office, c.trade, c.level, c.starts, c.ends, c.hours, c.seats)
		      IS DISTINCT FROM (n.office, n.trade, n.level, n.starts, n.ends, n.hours, n.seats)
		RETURNING c.county, c.id){kept}
	SELECT w.seq FROM who w JOIN changed x ON x.id = w.class`
