package roster

import "laowu/internal/db"

// MergeHouseholds are the steps that write the households of the intake's
// rows with a number: new ones, and what changed of known ones. A household is
// known by village and number.
func MergeHouseholds(tx *db.Tx) []db.Step {
	return []db.Step{
		{Name: "changed households", Touches: true, Args: []any{tx.Actor.County}, SQL: `
			WITH said AS (` + saidHouseholds + `)
			UPDATE household h SET relocated = coalesce(s.relocated, h.relocated), site = coalesce(s.site, h.site)
			FROM said s
			WHERE h.county = $1 AND h.village = s.village AND h.number = s.household_number
			  AND (h.relocated, h.site) IS DISTINCT FROM (coalesce(s.relocated, h.relocated), coalesce(s.site, h.site))
			RETURNING s.seq`},
		{Name: "table of new households", SQL: `CREATE TEMP TABLE founded (id bigint) ON COMMIT DROP`},
		{Name: "households", Args: []any{tx.Actor.County}, SQL: `
			WITH said AS (` + saidHouseholds + `),
			added AS (
				INSERT INTO household (county, village, number, relocated, site)
				SELECT $1, s.village, s.household_number, s.relocated, coalesce(s.site, '') FROM said s
				ON CONFLICT (county, village, number) DO NOTHING RETURNING id)
			INSERT INTO founded SELECT id FROM added`},
	}
}

// saidHouseholds is what the intake's rows say of each household together.
const saidHouseholds = `
	SELECT i.village, i.household_number, bool_or(i.relocated) AS relocated, max(i.site) AS site, min(i.seq) AS seq
	FROM intake i WHERE i.household_number IS NOT NULL GROUP BY i.village, i.household_number`

// MergeKinds are the steps that date the kinds of the rows' households, be
// they named by number or known of the person.
func MergeKinds(tx *db.Tx) []db.Step {
	return []db.Step{
		{Name: "kinds that ended", Touches: true, Args: []any{tx.Actor.County, tx.Today()}, SQL: `
			WITH said AS (` + saidKinds + `)
			UPDATE household_kind k SET valid_to = coalesce(s.stated_on, $2)
			FROM said s WHERE k.county = $1 AND k.household = s.household AND k.valid_to IS NULL AND k.kind <> s.kind
			RETURNING s.seq`},
		{Name: "kinds", Args: []any{tx.Actor.County}, SQL: `
			WITH said AS (` + saidKinds + `)
			INSERT INTO household_kind (county, household, kind, valid_from)
			SELECT $1, s.household, s.kind,
			       CASE WHEN EXISTS (SELECT FROM household_kind k WHERE k.county = $1 AND k.household = s.household) THEN s.stated_on END
			FROM said s ON CONFLICT DO NOTHING`},
	}
}

// saidKinds is the kind that the intake says of each household: the first row
// that names one speaks for the household. The first kind on record holds from
// before anybody wrote it down, so it has no beginning.
const saidKinds = `
	SELECT DISTINCT ON (w.household) w.household, i.household_kind AS kind, i.stated_on, i.seq
	FROM intake i JOIN who w USING (seq)
	WHERE w.household IS NOT NULL AND i.household_kind IS NOT NULL ORDER BY w.household, i.seq`
