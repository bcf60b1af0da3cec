package report

import "slices"

// Common parts of the figures' statements; $1 is the county, $2 the day.
const (
	// divisions of the county that were valid on the day.
	divisions = `
		WITH township AS (SELECT code FROM area WHERE parent = $1 AND level = 'township' AND (valid_to IS NULL OR valid_to >= $2)
		                  AND (valid_from IS NULL OR valid_from <= $2)),
		village AS (SELECT v.code FROM area v JOIN area t ON t.code = v.parent
		            WHERE t.parent = $1 AND v.level = 'village' AND (v.valid_to IS NULL OR v.valid_to >= $2)
		              AND (v.valid_from IS NULL OR v.valid_from <= $2)) `

	// member: who was counted by an association on the day.
	member = `
		WITH member AS (SELECT person FROM membership WHERE county = $1 AND joined <= $2 AND (left_on IS NULL OR left_on > $2)) `

	// main is each member's main work on the day: the spell that runs, full
	// time before part time, then the one begun last. A spell whose start
	// nobody wrote down ran on the day it was reported.
	working = member + `,
		main AS (SELECT DISTINCT ON (p.person) p.id, p.person, p.away, p.trade_text, (coalesce(p.wage_min, p.wage_max) + coalesce(p.wage_max, p.wage_min)) / 2.0 AS wage
		         FROM placement p JOIN member m USING (person)
		         WHERE p.county = $1 AND coalesce(p.started, least(p.reported_on, p.ended)) <= $2 AND (p.ended IS NULL OR p.ended > $2)
		         ORDER BY p.person, p.full_time DESC, p.started DESC NULLS LAST, p.id DESC) `

	// home is each relocated household with its persons and its kind on the
	// day; a member without a household number is a household of one, alone,
	// whose id is the person's. Poor is
	// who was on the register of the poor (建档立卡), lifted since or not.
	relocated = `
		WITH home AS (
			SELECT h.id, false AS alone, h.site, (SELECT count(*) FROM person p WHERE p.county = $1 AND p.household = h.id) AS persons,
			       EXISTS (SELECT FROM household_kind k WHERE k.county = $1 AND k.household = h.id AND k.kind IN ('lifted', 'monitored_unstable')
			               AND (k.valid_from IS NULL OR k.valid_from <= $2) AND (k.valid_to IS NULL OR k.valid_to > $2)) AS poor
			FROM household h WHERE h.county = $1 AND h.relocated
			UNION ALL
			SELECT p.id, true, '', 1, p.household_kind IN ('lifted', 'monitored_unstable')
			FROM person p WHERE p.county = $1 AND p.household IS NULL AND p.relocated) `
)

// figures are the bulletin's, in the order in which the county prints them.
func figures() []figure {
	return slices.Concat(memberFigures(), trainingFigures(), placementFigures(), homeFigures(), laterFigures())
}

// memberFigures are the townships, associations and members.
func memberFigures() []figure {
	return []figure{
		// 乡镇: townships valid on the day; a merged one counts until it merged.
		{id: "townships", zh: "乡镇", unit: "count", sql: divisions + `SELECT count(*)::float8 FROM township`},
		// 行政村: villages on record, valid on the day.
		{id: "villages", zh: "行政村", unit: "count", sql: divisions + `SELECT count(*)::float8 FROM village`},
		// 务工协会覆盖行政村: villages that an association covered on the day.
		{id: "villages_covered", zh: "务工协会覆盖行政村", unit: "count", sql: divisions + `
			SELECT count(DISTINCT c.village)::float8 FROM association_village c JOIN village v ON v.code = c.village
			WHERE c.county = $1 AND (c.valid_from IS NULL OR c.valid_from <= $2) AND (c.valid_to IS NULL OR c.valid_to > $2)`},
		// 务工协会: associations founded by the day; one without a date counts.
		{id: "associations", zh: "务工协会", unit: "count", sql: `
			SELECT count(*)::float8 FROM association WHERE county = $1 AND (founded IS NULL OR founded <= $2)`},
		// 参会农民: persons whom an association counted on the day.
		{id: "members", zh: "参会农民", unit: "persons", sql: member + `SELECT count(DISTINCT person)::float8 FROM member`},
		// 外出务工: members whose main work on the day was outside the county.
		{id: "members_working_away", zh: "外出务工", unit: "persons", sql: working + `SELECT count(*) FILTER (WHERE away)::float8 FROM main`},
		// 县内务工: members whose main work on the day was inside the county.
		{id: "members_working_in_county", zh: "县内务工", unit: "persons", sql: working + `SELECT count(*) FILTER (WHERE NOT away)::float8 FROM main`},
	}
}

func homeFigures() []figure {
	return []figure{
		// 易地搬迁户: relocated households.
		{id: "relocated_households", zh: "易地搬迁户", unit: "households", sql: relocated + `SELECT count(*)::float8 FROM home`},
		// 易地搬迁人口: the persons in them.
		{id: "relocated_persons", zh: "易地搬迁人口", unit: "persons", sql: relocated + `SELECT coalesce(sum(persons), 0)::float8 FROM home`},
		// 建档立卡搬迁户: relocated households that were on the register of the poor.
		{id: "relocated_poor_households", zh: "建档立卡搬迁户", unit: "households", sql: relocated + `SELECT count(*) FILTER (WHERE poor)::float8 FROM home`},
		// 建档立卡搬迁人口: the persons in those.
		{id: "relocated_poor_persons", zh: "建档立卡搬迁人口", unit: "persons", sql: relocated + `SELECT coalesce(sum(persons) FILTER (WHERE poor), 0)::float8 FROM home`},
		// 建立合作机制的驻兴企业: enterprises with an agreement in force on the day.
		{id: "agreement_enterprises", zh: "建立合作机制的驻兴企业", unit: "count", sql: `
			SELECT count(DISTINCT enterprise)::float8 FROM agreement WHERE county = $1 AND starts <= $2 AND (ends IS NULL OR ends >= $2)`},
		// 集中安置点: sites where relocated households live.
		{id: "resettlement_sites", zh: "集中安置点", unit: "count", sql: relocated + `SELECT count(DISTINCT site) FILTER (WHERE site <> '')::float8 FROM home`},
	}
}
