package roster

import "laowu/internal/db"

// Source of what a record says of somebody's household register.
type Source string

// The sources that imports are.
const (
	FromRoster   Source = "roster"
	FromRegister Source = "register"
	FromStaff    Source = "staff_list"
)

// MergePeople are the steps that write the intake's people: new ones under
// numbers given beforehand, and what changed of known ones. They need the
// table who, and the households merged before. Of whom no file says where he
// is registered, the county's own roster or register says that he is its own.
func MergePeople(tx *db.Tx, from Source) []db.Step {
	return []db.Step{
		{Name: "people", Args: []any{tx.Actor.County, tx.Now, from}, SQL: `
			INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, phone_hash, phone_sealed, village, household, relation,
			       household_kind, relocated, ethnicity, education, health, skills, able, willing, wish_trades, wish_places,
			       wish_wage_min, wish_wage_max, remark, registered, registered_source, registered_on, created_at, updated_at)
			SELECT $1, w.person, i.name, i.sex, i.birth, i.id_hash, i.id_sealed, i.phone_hash, i.phone_sealed, i.village, w.household, coalesce(i.relation, ''),
			       CASE WHEN w.household IS NULL THEN i.household_kind END, CASE WHEN w.household IS NULL THEN i.relocated END,
			       coalesce(i.ethnicity, ''), coalesce(i.education, ''), coalesce(i.health, ''), coalesce(i.skills, ''), i.able, i.willing,
			       coalesce(i.wish_trades, ''), coalesce(i.wish_places, ''), i.wish_wage_min, i.wish_wage_max, coalesce(i.remark, ''),
			       coalesce(i.registered, i.own), $3, i.stated_on, $2, $2
			FROM intake i JOIN who w USING (seq) WHERE w.fresh`},
		db.LookOver,
		{Name: "changed people", Touches: true, Changes: "person p", Args: []any{tx.Actor.County, tx.Now, from}, SQL: `
			UPDATE person p SET name = n.name, phone_hash = n.phone_hash,
			       phone_sealed = CASE WHEN n.phone_hash IS DISTINCT FROM p.phone_hash THEN n.phone_sealed ELSE p.phone_sealed END,
			       village = n.village, household = n.household, relation = n.relation, household_kind = n.household_kind, relocated = n.relocated,
			       ethnicity = n.ethnicity, education = n.education, health = n.health, skills = n.skills, able = n.able, willing = n.willing,
			       wish_trades = n.wish_trades, wish_places = n.wish_places, wish_wage_min = n.wish_wage_min, wish_wage_max = n.wish_wage_max,
			       remark = n.remark, registered = n.registered, registered_source = n.registered_source, registered_on = n.registered_on, updated_at = $2
			FROM (` + nextPeople + `) n
			WHERE p.county = $1 AND p.id = n.person
			  AND (p.name, p.phone_hash, p.village, p.household, p.relation, p.household_kind, p.relocated, p.ethnicity, p.education, p.health,
			       p.skills, p.able, p.willing, p.wish_trades, p.wish_places, p.wish_wage_min, p.wish_wage_max, p.remark, p.registered)
			      IS DISTINCT FROM
			      (n.name, n.phone_hash, n.village, n.household, n.relation, n.household_kind, n.relocated, n.ethnicity, n.education, n.health,
			       n.skills, n.able, n.willing, n.wish_trades, n.wish_places, n.wish_wage_min, n.wish_wage_max, n.remark, n.registered)
			RETURNING n.seq`},
		// Whom a list names again is not idle, though nothing about him changed.
		{Name: "people named again", Changes: "person p", Args: []any{tx.Actor.County, tx.Now}, SQL: `
			UPDATE person p SET updated_at = $2, announced_on = NULL FROM who w
			WHERE ` + someKnown + ` AND p.county = $1 AND p.id = w.person AND NOT w.fresh AND (p.announced_on IS NOT NULL OR p.updated_at < $2::timestamptz - interval '1 month')`},
	}
}

// someKnown is asked once, before any record is read: a list of new people alone
// reads none, and nobody asks a policy of each.
const someKnown = "EXISTS (SELECT FROM who WHERE NOT fresh)"

// nextPeople is what a known person's record will say: the row where it says
// something, else the record. A household takes kind and relocation over from
// whom stood alone. $1 is the county, $3 the source.
const nextPeople = `
	SELECT i.seq, w.person, i.name, coalesce(i.phone_hash, o.phone_hash) AS phone_hash, coalesce(i.phone_sealed, o.phone_sealed) AS phone_sealed,
	       coalesce(i.village, o.village) AS village, w.household AS household, coalesce(i.relation, o.relation) AS relation,
	       CASE WHEN w.household IS NULL THEN coalesce(i.household_kind, o.household_kind) END AS household_kind,
	       CASE WHEN w.household IS NULL THEN coalesce(i.relocated, o.relocated) END AS relocated,
	       coalesce(i.ethnicity, o.ethnicity) AS ethnicity, coalesce(i.education, o.education) AS education,
	       coalesce(i.health, o.health) AS health, coalesce(i.skills, o.skills) AS skills,
	       coalesce(i.able, o.able) AS able, coalesce(i.willing, o.willing) AS willing,
	       coalesce(i.wish_trades, o.wish_trades) AS wish_trades, coalesce(i.wish_places, o.wish_places) AS wish_places,
	       CASE WHEN i.wish_wage_min IS NULL AND i.wish_wage_max IS NULL THEN o.wish_wage_min ELSE i.wish_wage_min END AS wish_wage_min,
	       CASE WHEN i.wish_wage_min IS NULL AND i.wish_wage_max IS NULL THEN o.wish_wage_max ELSE i.wish_wage_max END AS wish_wage_max,
	       coalesce(i.remark, o.remark) AS remark, coalesce(i.registered, o.registered, i.own) AS registered,
	       CASE WHEN i.registered IS NULL AND o.registered IS NOT NULL THEN o.registered_source ELSE $3 END AS registered_source,
	       CASE WHEN i.registered IS NULL AND o.registered IS NOT NULL THEN o.registered_on ELSE i.stated_on END AS registered_on
	FROM intake i JOIN who w USING (seq) JOIN person o ON o.county = $1 AND o.id = w.person
	WHERE NOT w.fresh AND i.name IS NOT NULL AND ` + someKnown
