package report

// woods are the spells in forestry of people of poor households that ran in the
// year of the day, by the day: the season's work, over or not.
const woods = `
	WITH spell AS (
		SELECT p.id, p.person, p.trade_text FROM placement p JOIN person w ON w.county = p.county AND w.id = p.person
		WHERE p.county = $1 AND p.channel IN ('forestry', 'public_welfare') AND coalesce(p.started, least(p.reported_on, p.ended)) <= $2
		  AND (p.ended IS NULL OR p.ended >= date_trunc('year', $2::date)) AND (p.channel = 'forestry' OR p.trade_text LIKE '%护林%') AND `

// laterFigures are those that the county prints at the end.
func laterFigures() []figure {
	counts := woods + poorOf("w") + `)
		SELECT count(DISTINCT person) FILTER (WHERE trade_text NOT LIKE '%护林%')::float8 AS forestry_labourers,
		       count(*) FILTER (WHERE trade_text LIKE '%护林%')::float8 AS forest_guard_engagements FROM spell`
	return []figure{
		// 第三产业带动就业: members whose main work on the day is in services, by
		// the words of their trade; diggers and loaders are none.
		{id: "service_jobs", zh: "第三产业带动就业", unit: "persons", sql: memberCounts},
		// 造林专业合作社贫困劳力: persons of poor households who worked in a
		// forestry co-operative in the year of the day, by the day. Seasonal, and
		// counted apart from main work; guards are not among them.
		{id: "forestry_labourers", zh: "造林专业合作社贫困劳力", unit: "persons", sql: counts},
		// 聘用贫困户护林员: engagements, not persons, of people of poor households as
		// forest guards that ran in the year of the day, by the day.
		{id: "forest_guard_engagements", zh: "聘用贫困户护林员", unit: "engagements", sql: counts},
	}
}
