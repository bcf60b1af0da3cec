package roster

import "laowu/internal/db"

// A household of the register is known by its village and its number there. A
// member without a number is a person alone, whose kind and relocation stand
// with the person until a household takes them over.

// FoundHouseholds are the steps that write the households of the intake's rows
// that are not known yet, bare as they are, and list them in the temporary
// table founded.
func FoundHouseholds(tx *db.Tx) []db.Step {
	return []db.Step{
		{Name: "table of new households", SQL: `CREATE TEMP TABLE founded (id bigint) ON COMMIT DROP`},
		{Name: "households", Args: []any{tx.Actor.County}, SQL: `
			WITH added AS (
				INSERT INTO household (county, village, number)
				SELECT $1, i.village, i.household_number FROM intake i WHERE i.household_number IS NOT NULL
				GROUP BY i.village, i.household_number ORDER BY min(i.seq)
				ON CONFLICT (county, village, number) DO NOTHING RETURNING id)
			INSERT INTO founded SELECT id FROM added`},
		db.LookOver,
	}
}

// MergeHouseholds are the steps that write what the intake's rows say of their
// households, be they named by number or known of the person: the first row
// that says something speaks for the household. They need the table who.
func MergeHouseholds(tx *db.Tx) []db.Step {
	county := []any{tx.Actor.County}
	return []db.Step{
		{Name: "table of what is said of households", SQL: `
			CREATE TEMP TABLE said (household bigint, seq integer, stated_on date, relocated boolean, site text, kind text,
			       lone_relocated boolean, lone_kind text) ON COMMIT DROP`},
		{Name: "what is said of households", Args: county, SQL: saidHouseholds},
		{Name: "statistics of households", SQL: "ANALYZE said"},
		{Name: "changed households", Touches: true, Changes: "household h", Args: county, SQL: `
			UPDATE household h SET relocated = n.relocated, site = n.site
			FROM (SELECT s.seq, o.id, coalesce(s.relocated, o.relocated, s.lone_relocated) AS relocated, coalesce(s.site, o.site) AS site
			      FROM said s JOIN household o ON o.county = $1 AND o.id = s.household) n
			WHERE h.county = $1 AND h.id = n.id AND (h.relocated, h.site) IS DISTINCT FROM (n.relocated, n.site)
			RETURNING n.seq`},
		{Name: "kinds that ended", Touches: true, Changes: "household_kind k", Args: county, SQL: `
			UPDATE household_kind k SET valid_to = s.stated_on
			FROM said s WHERE k.county = $1 AND k.household = s.household AND k.valid_to IS NULL AND k.kind <> s.kind
			  AND (k.valid_from IS NULL OR k.valid_from <= s.stated_on)
			RETURNING s.seq`},
		{Name: "kinds", Touches: true, Args: county, SQL: `
			WITH added AS (
				INSERT INTO household_kind (county, household, kind, valid_from)
				SELECT $1, s.household, coalesce(s.kind, s.lone_kind),
				       CASE WHEN s.household IN (SELECT k.household FROM household_kind k WHERE k.county = $1) THEN s.stated_on END
				FROM said s WHERE coalesce(s.kind, s.lone_kind) IS NOT NULL
				ON CONFLICT DO NOTHING RETURNING household)
			SELECT s.seq FROM said s JOIN added USING (household)`},
	}
}

// saidHouseholds fills the temporary table said: of each household, what the
// intake says of it, and what a person brings into it who stood alone before.
// The first kind on record holds from before anybody wrote it down, so it has
// no beginning; a kind that an older form states changes nothing.
const saidHouseholds = `
	INSERT INTO said
	SELECT w.household, min(i.seq), min(i.stated_on),
	       (array_agg(i.relocated ORDER BY i.seq) FILTER (WHERE i.relocated IS NOT NULL))[1],
	       (array_agg(i.site ORDER BY i.seq) FILTER (WHERE i.site IS NOT NULL))[1],
	       (array_agg(i.household_kind ORDER BY i.seq) FILTER (WHERE i.household_kind IS NOT NULL))[1],
	       bool_or(o.relocated) FILTER (WHERE o.household IS NULL),
	       (array_agg(o.household_kind ORDER BY i.seq) FILTER (WHERE o.household IS NULL AND o.household_kind IS NOT NULL))[1]
	FROM intake i JOIN who w USING (seq)
	LEFT JOIN person o ON o.county = $1 AND o.id = w.person AND NOT w.fresh
	WHERE w.household IS NOT NULL GROUP BY w.household`
