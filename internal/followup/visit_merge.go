package followup

import (
	"laowu/internal/db"
	"laowu/internal/work"
)

// VisitColumns are what the merge of visits reads of the intake table.
// enterprise and placement are copied as nulls and found: the employer by uscc,
// else by its name.
func VisitColumns() []db.Column {
	return []db.Column{
		{Name: "id_hash", Type: "bytea"}, {Name: "name", Type: "text"}, {Name: "uscc", Type: "text"}, {Name: "enterprise", Type: "bigint"},
		{Name: "employer", Type: "text"}, {Name: "placement", Type: "bigint"}, {Name: "visited_on", Type: "date"},
		{Name: "way", Type: "text"}, {Name: "outcome", Type: "text"}, {Name: "left_on", Type: "date"}, {Name: "end_reason", Type: "text"}, {Name: "willing", Type: "boolean"},
		{Name: "paid_on_time", Type: "boolean"}, {Name: "wage_min", Type: "integer"}, {Name: "wage_max", Type: "integer"},
		{Name: "issue", Type: "text"}, {Name: "asked", Type: "text"}, {Name: "done", Type: "text"}, {Name: "visited_by", Type: "text"},
	}
}

// FindPlacements are the steps that find the work that each row of the intake
// speaks of, among what the actor sees. They need the table known. It is the
// spell of that employer that ran on the day; of who left, also one that had
// ended by then; and first the one whose visit on that day is on record.
func FindPlacements(tx *db.Tx) []db.Step {
	return []db.Step{
		{Name: "enterprises of visits", SQL: `
			UPDATE intake i SET enterprise = e.id, employer = coalesce(i.employer, e.name) FROM enterprise e WHERE e.uscc = i.uscc`},
		{Name: "work of visits", Args: []any{tx.Actor.County}, SQL: `
			UPDATE intake i SET placement = f.placement FROM (
				SELECT DISTINCT ON (i.seq) i.seq, p.id AS placement
				FROM intake i JOIN known k USING (seq) JOIN placement p ON p.county = $1 AND p.person = k.person
				  AND (p.enterprise = i.enterprise OR (p.enterprise IS NULL OR i.enterprise IS NULL)
				    AND name_key(coalesce(nullif(p.employer, ''), access.organisation_name(p.county, 'enterprise', p.enterprise))) = name_key(i.employer))
				LEFT JOIN visit v ON v.county = p.county AND v.placement = p.id AND v.visited_on = i.visited_on
				WHERE v.id IS NOT NULL
				   OR (p.started IS NULL OR p.started <= i.visited_on) AND (p.ended IS NULL OR p.ended >= i.visited_on OR i.outcome = 'left')
				ORDER BY i.seq, v.id IS NULL, p.ended IS NOT NULL AND p.ended < i.visited_on, p.started DESC NULLS LAST, p.id DESC) f
			WHERE i.seq = f.seq`},
	}
}

// Question finds rows of the intake that are in the wrong: seq, file, sheet
// and row.
type Question struct{ Field, SQL string }

// LeftBefore finds who is said to have left before the work began. $1 is the
// county.
var LeftBefore = Question{"left_on", `
	SELECT i.seq, i.file, i.sheet, i.row FROM intake i JOIN placement p ON p.county = $1 AND p.id = i.placement
	WHERE i.left_on < p.started ORDER BY i.seq`}

// MergeVisits are the steps that write the intake's visits, end the work of who
// left, and open cases for issues that are new: one that a visit told before
// opens none again, and of one kind a spell has one open case at a time. An
// empty cell leaves what is known.
func MergeVisits(tx *db.Tx) []db.Step {
	county, now, account := tx.Actor.County, tx.Now, tx.Actor.Account
	role, owner := own(tx.Actor)
	return []db.Step{
		{Name: "table of visits", SQL: `
			CREATE TEMP TABLE who (seq integer, person bigint, visit bigint, is_new boolean, told boolean) ON COMMIT DROP`},
		{Name: "known visits", Args: []any{county}, SQL: `
			INSERT INTO who
			SELECT o.seq, o.person, coalesce(o.visit, nextval('visit_id_seq')), o.visit IS NULL, coalesce(o.issue, '') <> '' FROM (
				SELECT i.seq, k.person, v.id AS visit, v.issue FROM intake i JOIN known k USING (seq)
				LEFT JOIN visit v ON v.county = $1 AND v.placement = i.placement AND v.visited_on = i.visited_on ORDER BY i.seq) o`},
		{Name: "work that goes on", Args: []any{county}, SQL: `
			SELECT access.reopen_spells(array_agg(v.id)) FROM who w JOIN intake i USING (seq) JOIN visit v ON v.county = $1 AND v.id = w.visit
			WHERE v.was IS NOT NULL AND (i.outcome <> 'left' OR coalesce(i.left_on, v.left_on, v.visited_on) <> coalesce(v.left_on, v.visited_on))
			HAVING count(*) > 0`},
		{Name: "changed visits", Touches: true, Changes: "visit v", Args: []any{county, now, account}, SQL: changedVisits},
		{Name: "visits", Args: []any{county, now, account}, SQL: `
			INSERT INTO visit (county, id, person, placement, visited_on, way, outcome, left_on, end_reason, willing, paid_on_time, wage_min, wage_max,
			       issue, asked, done, visited_by, source, account, recorded_at)
			SELECT $1, w.visit, w.person, i.placement, i.visited_on, coalesce(i.way, ''), i.outcome, i.left_on, coalesce(i.end_reason, ''), i.willing,
			       i.paid_on_time, i.wage_min, i.wage_max, coalesce(i.issue, ''), coalesce(i.asked, ''), coalesce(i.done, ''), coalesce(i.visited_by, ''),
			       'import', nullif($3::bigint, 0), $2
			FROM who w JOIN intake i USING (seq) WHERE w.is_new`},
		{Name: "work that ended", SQL: `
			SELECT access.end_spells(array_agg(i.placement), array_agg(coalesce(i.left_on, i.visited_on)), array_agg(coalesce(i.end_reason, '')), array_agg(i.willing))
			FROM (SELECT DISTINCT ON (i.placement) i.* FROM intake i JOIN who w USING (seq)
			      WHERE i.outcome = 'left' AND (w.is_new OR w.seq IN (SELECT seq FROM touched)) ORDER BY i.placement, i.visited_on) i
			HAVING count(*) > 0`},
		{Name: "table of cases", SQL: `CREATE TEMP TABLE opened (id bigint, seq integer, deadline date) ON COMMIT DROP`},
		{Name: "new issues", Args: []any{county, tx.Today()}, SQL: newIssues},
		{Name: "cases", Args: []any{county, role, owner, account, tx.Today()}, SQL: `
			INSERT INTO followup_case (county, id, person, placement, visit, kind, owner_role, owner, owner_account, said, opened_on, deadline)
			SELECT $1, o.id, w.person, i.placement, w.visit, i.issue, $2, $3, nullif($4::bigint, 0), coalesce(i.asked, ''), $5, o.deadline
			FROM opened o JOIN intake i USING (seq) JOIN who w USING (seq)`},
		{Name: "first steps of cases", Args: []any{county, now}, SQL: `
			INSERT INTO case_step (county, of_case, at, kind, role, organisation, account)
			SELECT $1, id, $2, 'opened', access.role(), access.organisation(), access.account() FROM opened ORDER BY id`},
		work.ChangedPeople(),
	}
}

// changedVisits updates known visits by what their rows say.
const changedVisits = `
	UPDATE visit v SET was = CASE WHEN n.outcome = 'left' AND n.left_on IS NOT DISTINCT FROM v.left_on THEN v.was END, way = n.way, outcome = n.outcome, left_on = n.left_on, end_reason = n.end_reason, willing = n.willing, paid_on_time = n.paid_on_time,
	       wage_min = n.wage_min, wage_max = n.wage_max, issue = n.issue, asked = n.asked, done = n.done, visited_by = n.visited_by,
	       account = nullif($3::bigint, 0), recorded_at = $2
	FROM (SELECT w.seq, o.id, coalesce(i.way, o.way) AS way, i.outcome,
	             CASE i.outcome WHEN 'left' THEN coalesce(i.left_on, o.left_on) END AS left_on,
	             CASE i.outcome WHEN 'left' THEN coalesce(i.end_reason, o.end_reason) ELSE '' END AS end_reason,
	             CASE i.outcome WHEN 'left' THEN coalesce(i.willing, o.willing) END AS willing,
	             coalesce(i.paid_on_time, o.paid_on_time) AS paid_on_time,
	             CASE WHEN i.wage_min IS NULL AND i.wage_max IS NULL THEN o.wage_min ELSE i.wage_min END AS wage_min,
	             CASE WHEN i.wage_min IS NULL AND i.wage_max IS NULL THEN o.wage_max ELSE i.wage_max END AS wage_max,
	             coalesce(i.issue, o.issue) AS issue, coalesce(i.asked, o.asked) AS asked, coalesce(i.done, o.done) AS done,
	             coalesce(i.visited_by, o.visited_by) AS visited_by
	      FROM who w JOIN intake i USING (seq) JOIN visit o ON o.county = $1 AND o.id = w.visit WHERE NOT w.is_new) n
	WHERE v.county = $1 AND v.id = n.id
	  AND (v.way, v.outcome, v.left_on, v.end_reason, v.willing, v.paid_on_time, v.wage_min, v.wage_max, v.issue, v.asked, v.done, v.visited_by)
	      IS DISTINCT FROM
	      (n.way, n.outcome, n.left_on, n.end_reason, n.willing, n.paid_on_time, n.wage_min, n.wage_max, n.issue, n.asked, n.done, n.visited_by)
	RETURNING n.seq`

// newIssues are the cases to open: one for each issue that no row and no visit
// told before. A kind without a rule gets none: the visit tells of it all the
// same. $1 is the county, $2 the day of the import, on which they are opened.
const newIssues = `
	INSERT INTO opened
	SELECT nextval('followup_case_id_seq'), o.seq, $2::date + r.days FROM (
		SELECT DISTINCT ON (i.placement, i.issue) i.seq, i.placement, i.issue FROM who w JOIN intake i USING (seq)
		WHERE NOT w.told AND i.issue IS NOT NULL ORDER BY i.placement, i.issue, i.visited_on DESC) o
	CROSS JOIN LATERAL (SELECT q.days FROM case_rule q WHERE q.kind = o.issue AND q.valid_from <= $2 ORDER BY q.valid_from DESC LIMIT 1) r
	WHERE NOT EXISTS (SELECT FROM followup_case k WHERE k.county = $1 AND k.placement = o.placement AND k.kind = o.issue AND k.state = 'open')
	ORDER BY o.seq`
