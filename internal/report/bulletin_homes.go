package report

// Common parts of the figures on relocated households; $1 is the county, $2 the
// day.
const (
	// relocatedKin are the persons of relocated households, with the household's
	// kind on the day and who of them is able and willing to work; a member
	// without a household number is a household of one, called by his own number
	// made negative. Poor is who was on the register of the poor (建档立卡), lifted
	// since or not. Able and willing is of whom the register says both; of whom it
	// says nothing, it is not known. Who was erased is neither from that day on.
	relocatedKin = `
		WITH poor AS (SELECT DISTINCT household FROM household_kind WHERE county = $1 AND kind IN ('lifted', 'monitored_unstable')
		              AND (valid_from IS NULL OR valid_from <= $2) AND (valid_to IS NULL OR valid_to > $2)),
		kin AS (
			SELECT h.id AS home, h.site, h.village, h.number, q.household IS NOT NULL AS poor, p.id AS person,
			       coalesce(p.able AND p.willing, false) AND (p.erased_on IS NULL OR p.erased_on > $2) AS can
			FROM household h LEFT JOIN poor q ON q.household = h.id LEFT JOIN person p ON p.county = $1 AND p.household = h.id
			WHERE h.county = $1 AND h.relocated
			UNION ALL
			SELECT -p.id, '', p.village, '', coalesce(p.household_kind IN ('lifted', 'monitored_unstable'), false), p.id,
			       coalesce(p.able AND p.willing, false) AND (p.erased_on IS NULL OR p.erased_on > $2)
			FROM person p WHERE p.county = $1 AND p.household IS NULL AND p.relocated) `

	// relocated is each such household with its persons, and whether anybody in it
	// is able and willing, and at work on the day. IS TRUE keeps the planner from
	// joining what it is quicker to look up.
	relocated = relocatedKin + `,
		busy AS (SELECT p.person FROM placement p WHERE p.county = $1 AND ` + runs + ` AND (p.person IN (SELECT person FROM kin WHERE poor)) IS TRUE),
		home AS (
			SELECT home AS id, site, count(person) AS persons, poor, bool_or(can) AS can, bool_or((person IN (SELECT person FROM busy)) IS TRUE) AS works
			FROM kin GROUP BY home, site, poor) `
)

// homeFigures are those on relocated households and on what enterprises promised.
func homeFigures() []figure {
	return []figure{
		// 易地搬迁户: relocated households.
		{id: "relocated_households", zh: "易地搬迁户", unit: "households", sql: homeCounts},
		// 易地搬迁人口: the persons in them.
		{id: "relocated_persons", zh: "易地搬迁人口", unit: "persons", sql: homeCounts},
		// 建档立卡搬迁户: relocated households that were on the register of the poor.
		{id: "relocated_poor_households", zh: "建档立卡搬迁户", unit: "households", sql: homeCounts},
		// 建档立卡搬迁人口: the persons in those.
		{id: "relocated_poor_persons", zh: "建档立卡搬迁人口", unit: "persons", sql: homeCounts},
		// 有劳动能力的搬迁贫困户每户至少一人就业: of the relocated households that were
		// on the register of the poor and have somebody able and willing to work, the
		// share in which somebody is at work on the day; households.go defines both.
		// Exact, never rounded, with numerator and denominator.
		{id: "household_guarantee", zh: "有劳动能力的搬迁贫困户每户至少一人就业", unit: "percent of willing, able households", sql: homeCounts},
		// 建立合作机制的驻兴企业: enterprises with an agreement in force on the day.
		{id: "agreement_enterprises", zh: "建立合作机制的驻兴企业", unit: "count", sql: `
			SELECT count(DISTINCT enterprise)::float8 FROM agreement WHERE county = $1 AND starts <= $2 AND (ends IS NULL OR ends >= $2)`},
		// 集中安置点: sites where relocated households live.
		{id: "resettlement_sites", zh: "集中安置点", unit: "count", sql: homeCounts},
	}
}

// homeCounts gives each figure in the column of its id.
const homeCounts = relocated + `,
		n AS (SELECT count(*) AS homes, coalesce(sum(persons), 0) AS persons, count(*) FILTER (WHERE poor) AS poor,
		             coalesce(sum(persons) FILTER (WHERE poor), 0) AS poor_persons, count(DISTINCT site COLLATE "C") FILTER (WHERE site <> '') AS sites,
		             count(*) FILTER (WHERE poor AND can) AS can, count(*) FILTER (WHERE poor AND can AND works) AS works FROM home)
		SELECT homes::float8 AS relocated_households, persons::float8 AS relocated_persons, poor::float8 AS relocated_poor_households,
		       poor_persons::float8 AS relocated_poor_persons, sites::float8 AS resettlement_sites,
		       coalesce(100.0 * works / nullif(can, 0), 0)::float8 AS household_guarantee,
		       works::float8 AS household_guarantee_part, can::float8 AS household_guarantee_of FROM n`
