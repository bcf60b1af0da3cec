package hiring

import (
	"strings"

	"laowu/internal/db"
	"laowu/internal/work"
)

// Source says who reported a spell of work. What a stronger one says of it
// stands, and a weaker one only fills in what is blank: the employer who pays
// knows best, then who placed the worker or brought him there, then the
// village's roster.
type Source string

// The sources, the strongest first.
const (
	StaffList Source = "staff_list"
	Referral  Source = "referral"
	ByCoach   Source = "departure" // as strong as a referral
	Roster    Source = "roster"
)

// stronger lists the sources above one.
func (s Source) stronger() []Source {
	switch s {
	case Roster:
		return []Source{StaffList, Referral, ByCoach}
	case Referral, ByCoach:
		return []Source{StaffList}
	}
	return []Source{}
}

// ReportColumns are what FindReported and MergeReported read of the intake
// table. enterprise is copied as null and found by uscc; an employer without
// one is in words alone. started and started_by are the same day unless only a
// month or a year was written; ended is the last day that the writing covers.
func ReportColumns() []db.Column {
	return []db.Column{
		{Name: "uscc", Type: "text"}, {Name: "enterprise", Type: "bigint"}, {Name: "employer", Type: "text"}, {Name: "association", Type: "bigint"},
		{Name: "started", Type: "date"}, {Name: "started_by", Type: "date"}, {Name: "ended", Type: "date"}, {Name: "reported_on", Type: "date"},
		{Name: "trade_text", Type: "text"}, {Name: "place", Type: "text"}, {Name: "place_text", Type: "text"}, {Name: "away", Type: "boolean"},
		{Name: "channel", Type: "text"}, {Name: "wage_min", Type: "integer"}, {Name: "wage_max", Type: "integer"},
		{Name: "form", Type: "text"}, {Name: "post", Type: "text"}, {Name: "special_skill", Type: "boolean"}, {Name: "full_time", Type: "boolean"},
		{Name: "brand", Type: "text"}, {Name: "post_kind", Type: "text"}, {Name: "funder", Type: "text"}, {Name: "term_ends", Type: "date"},
		{Name: "hours", Type: "integer"}, {Name: "end_reason", Type: "text"},
	}
}

// FindReported are the steps that name the intake's enterprises, and give them
// what the people of the table known told of in the enterprise's words.
func FindReported() []db.Step {
	return []db.Step{
		{Name: "enterprises of reported work", SQL: `
			UPDATE intake i SET enterprise = e.id, employer = coalesce(i.employer, e.name) FROM enterprise e WHERE e.uscc = i.uscc`},
		{Name: "adopted work", SQL: `SELECT access.adopt_spells(array_agg(person)) FROM known WHERE person IS NOT NULL`},
	}
}

// RepeatedReports is a query for the rows of the intake that report the spell
// of an earlier row again: seq, file, sheet and row. Two of one employer are the
// same where their starts, as precisely as they are written, can be one day.
const RepeatedReports = `
	SELECT DISTINCT i.seq, i.file, i.sheet, i.row FROM intake i JOIN intake b ON b.id_hash = i.id_hash AND b.seq < i.seq
	  AND coalesce(b.enterprise::text, name_key(b.employer)) = coalesce(i.enterprise::text, name_key(i.employer))
	  AND (b.started IS NULL AND i.started IS NULL OR b.started <= i.started_by AND b.started_by >= i.started)
	ORDER BY i.seq`

// MergeReported are the steps that write the work that a ledger of placements or
// a staff list reports. They need the table known, and fill the tables spell
// (the placement that each row speaks of, and whether it is new) and who;
// between steps that identify and steps that write stand those that write new
// people.
func MergeReported(tx *db.Tx, from Source) (identify, write []db.Step) {
	county := tx.Actor.County
	identify = []db.Step{
		{Name: "table of spells", SQL: `CREATE TEMP TABLE spell (seq integer, id bigint, is_new boolean) ON COMMIT DROP`},
		{Name: "known spells", Args: []any{county}, SQL: reportedSpells},
		{Name: "table of who is who", SQL: `CREATE TEMP TABLE who (seq integer, person bigint, fresh boolean, is_new boolean) ON COMMIT DROP`},
		{Name: "who is who", SQL: `
			WITH added AS MATERIALIZED (
				SELECT id_hash, nextval('person_id_seq') AS person
				FROM (SELECT i.id_hash FROM intake i LEFT JOIN known k USING (seq) WHERE k.person IS NULL GROUP BY i.id_hash ORDER BY min(i.seq)) o)
			INSERT INTO who
			SELECT i.seq, coalesce(k.person, a.person), k.person IS NULL, s.id IS NULL
			FROM intake i LEFT JOIN known k USING (seq) LEFT JOIN added a USING (id_hash) LEFT JOIN spell s USING (seq)`},
		{Name: "new spells", SQL: `
			INSERT INTO spell SELECT w.seq, nextval('placement_id_seq'), true FROM who w WHERE w.is_new ORDER BY w.seq`},
		{Name: "statistics", SQL: "ANALYZE spell, who"},
	}
	write = []db.Step{
		{Name: "changed spells", Touches: true, Changes: "placement p", Args: []any{county, from, from.stronger()}, SQL: changedReports()},
		{Name: "spells", Args: []any{county, from}, SQL: `
			INSERT INTO placement (county, id, person, enterprise, employer, association, started, ended, reported_on, trade_text, place, place_text, away,
			       channel, wage_min, wage_max, form, post, special_skill, full_time, brand, post_kind, funder, term_ends, hours, end_reason, sources)
			SELECT $1, s.id, w.person, i.enterprise, coalesce(i.employer, ''), i.association, i.started, i.ended, i.reported_on, coalesce(i.trade_text, ''),
			       i.place, coalesce(i.place_text, ''), i.away, coalesce(i.channel, CASE WHEN $2 = 'staff_list' THEN 'enterprise' ELSE '' END),
			       i.wage_min, i.wage_max, coalesce(i.form, ''), coalesce(i.post, ''), coalesce(i.special_skill, false), coalesce(i.full_time, true),
			       coalesce(i.brand, ''), coalesce(i.post_kind, ''), coalesce(i.funder, ''), i.term_ends, i.hours, coalesce(i.end_reason, ''), ARRAY[$2::text]
			FROM spell s JOIN intake i USING (seq) JOIN who w USING (seq) WHERE s.is_new`},
		work.ChangedPeople(),
	}
	return identify, write
}

// reportedSpells finds the spell that each row reports again: with the same
// employer, and
//   - with a start, the one begun in the day, month or year written, or known
//     by its month alone; or one without that ran by then;
//   - without a start, the one that ran on the day of the report, or ended as
//     written.
const reportedSpells = `
	INSERT INTO spell
	SELECT DISTINCT ON (o.id) o.seq, o.id, false FROM (
		SELECT DISTINCT ON (i.seq) i.seq, p.id
		FROM intake i JOIN known k USING (seq) JOIN placement p ON p.county = $1 AND p.person = k.person
		  AND (p.enterprise = i.enterprise OR (p.enterprise IS NULL OR i.enterprise IS NULL) AND name_key(p.employer) = name_key(i.employer))
		WHERE CASE
		      WHEN i.started IS NULL THEN
		        p.ended = i.ended OR (p.started IS NULL OR p.started <= i.reported_on) AND (p.ended IS NULL OR p.ended >= i.reported_on)
		      WHEN p.started IS NULL THEN p.reported_on >= i.started AND (p.ended IS NULL OR p.ended >= i.started)
		      ELSE p.started BETWEEN i.started AND i.started_by
		        OR i.started = i.started_by AND p.started = date_trunc('month', i.started) AND (p.ended IS NULL OR p.ended >= i.started)
		      END
		  AND (i.ended IS NULL OR i.ended >= coalesce(p.started, i.ended))
		ORDER BY i.seq, p.started = i.started DESC NULLS LAST, p.enterprise = i.enterprise DESC NULLS LAST, p.ended IS NULL DESC, p.id DESC) o
	ORDER BY o.id, o.seq`

// changedReports updates known spells by what their rows say. $1 is the county,
// $2 the source and $3 those that are stronger.
func changedReports() string {
	var set, next, was, will []string
	for _, c := range []struct{ name, blank string }{
		{"trade_text", "nullif(o.trade_text, '')"}, {"place_text", "nullif(o.place_text, '')"}, {"away", "o.away"}, {"channel", "nullif(o.channel, '')"},
		{"form", "nullif(o.form, '')"}, {"post", "nullif(o.post, '')"}, {"brand", "nullif(o.brand, '')"},
		{"post_kind", "nullif(o.post_kind, '')"}, {"funder", "nullif(o.funder, '')"}, {"term_ends", "o.term_ends"}, {"hours", "o.hours"},
		{"end_reason", "nullif(o.end_reason, '')"}, {"ended", "o.ended"}, {"association", "o.association"},
		{"special_skill", "o.special_skill"}, {"full_time", "o.full_time"},
	} {
		set, was, will = append(set, c.name+" = n."+c.name), append(was, "p."+c.name), append(will, "n."+c.name)
		next = append(next, "CASE WHEN o.sources && $3::text[] THEN coalesce("+c.blank+", i."+c.name+", o."+c.name+") ELSE coalesce(i."+c.name+", o."+c.name+") END AS "+c.name)
	}
	return `
	UPDATE placement p SET enterprise = n.enterprise, employer = n.employer, place = n.place, wage_min = n.wage_min, wage_max = n.wage_max,
	       started = n.started, sources = n.sources, ` + strings.Join(set, ", ") + `
	FROM (SELECT s.seq, o.id, coalesce(o.enterprise, i.enterprise) AS enterprise, coalesce(nullif(o.employer, ''), i.employer, '') AS employer,
	             CASE WHEN i.place_text IS NULL OR o.sources && $3::text[] AND o.place_text <> '' THEN o.place ELSE i.place END AS place,
	             CASE WHEN ` + keepsWage + ` THEN o.wage_min ELSE i.wage_min END AS wage_min,
	             CASE WHEN ` + keepsWage + ` THEN o.wage_max ELSE i.wage_max END AS wage_max,
	             CASE WHEN i.started IS NULL OR o.started BETWEEN i.started AND i.started_by THEN o.started ELSE i.started END AS started,
	             CASE WHEN $2 = ANY (o.sources) THEN o.sources ELSE o.sources || $2::text END AS sources, ` + strings.Join(next, ", ") + `
	      FROM spell s JOIN intake i USING (seq) JOIN placement o ON o.county = $1 AND o.id = s.id WHERE NOT s.is_new) n
	WHERE p.county = $1 AND p.id = n.id
	  AND (p.enterprise, p.employer, p.place, p.wage_min, p.wage_max, p.started, p.sources, ` + strings.Join(was, ", ") + `)
	      IS DISTINCT FROM (n.enterprise, n.employer, n.place, n.wage_min, n.wage_max, n.started, n.sources, ` + strings.Join(will, ", ") + `)
	RETURNING n.seq`
}

const keepsWage = `i.wage_min IS NULL AND i.wage_max IS NULL OR o.sources && $3::text[] AND (o.wage_min IS NOT NULL OR o.wage_max IS NOT NULL)`
