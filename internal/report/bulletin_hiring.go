package report

// Common parts of the figures on placements; $1 is the county, $2 the day.
const (
	// begun are the spells of a channel that had begun by the day; of those, wage
	// is the middle of what is on record.
	begun = `SELECT p.id, p.person, p.employer, p.brand, p.trade_text, p.started, p.ended, p.ended IS NULL OR p.ended > $2 AS runs,
		       (coalesce(p.wage_min, p.wage_max) + coalesce(p.wage_max, p.wage_min)) / 2.0::float8 AS wage
		FROM placement p WHERE p.county = $1 AND coalesce(p.started, least(p.reported_on, p.ended)) <= $2 AND p.channel = `

	brand    = "WITH spell AS (" + begun + "'brand') "
	workshop = "WITH spell AS (" + begun + "'workshop') "
	welfare  = "WITH spell AS (" + begun + "'public_welfare') "

	// resident: whom enterprises in the county hired who are on its household
	// register, as their own lists tell.
	resident = `
		WITH spell AS (
			SELECT p.id, p.person, p.form, w.household, w.household_kind, p.ended IS NULL OR p.ended > $2 AS runs, (coalesce(p.wage_min, p.wage_max) + coalesce(p.wage_max, p.wage_min)) / 2.0::float8 AS wage
			FROM placement p JOIN enterprise e ON e.id = p.enterprise JOIN person w ON w.county = p.county AND w.id = p.person
			WHERE p.county = $1 AND e.place LIKE $1 || '%' AND w.registered = $1 AND p.started <= $2 AND 'staff_list' = ANY (p.sources)) `

	who = `LEFT JOIN person w ON w.county = $1 AND w.id = s.person `
)

// meanOf is the columns of a mean wage of the spells s that a condition picks:
// who gave no wage is not counted.
func meanOf(id, which string) string {
	of := `) FILTER (WHERE ` + which + `)`
	return `coalesce(round(sum(s.wage` + of + `::numeric / nullif(count(s.wage` + of + `, 0), 2), 0)::float8 AS ` + id + `, count(s.wage` + of + `::float8 AS ` + id + nOf +
		`, coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY s.wage` + of + `, 0)::float8 AS ` + id + medianOf
}

// personsOf is the column of how many persons have a spell s that a condition
// picks.
func personsOf(id, which string) string {
	return `count(DISTINCT s.person) FILTER (WHERE ` + which + `)::float8 AS ` + id
}

// The statements of a channel give each figure in the column of its id.
func brandCounts() string {
	return brand + `SELECT count(DISTINCT s.brand) FILTER (WHERE s.brand <> '')::float8 AS brands, ` + personsOf("brand_placed", "true") + ` FROM spell s`
}

func workshopCounts() string {
	const calls, sewing = `s.runs AND s.employer LIKE '%呼叫中心%'`, `s.runs AND s.employer LIKE '%服装%'`
	return workshop + `SELECT count(DISTINCT name_key(s.employer)) FILTER (WHERE s.runs AND s.employer <> '')::float8 AS workshops, ` +
		personsOf("call_centre_employed", calls) + `, ` + meanOf("call_centre_mean_wage", calls) + `, ` +
		personsOf("garment_employed", sewing) + `, ` + meanOf("garment_mean_wage", sewing) + ` FROM spell s`
}

func welfareCounts() string {
	return welfare + `SELECT ` + personsOf("public_welfare_posts", "s.runs") + `, ` + personsOf("public_welfare_poor", "s.runs AND "+poorOf("w")) + `, ` +
		meanOf("public_welfare_mean_wage", "s.runs") + ` FROM spell s ` + who
}

func residentCounts() string {
	const now = `s.form = 'temporary' AND s.runs`
	return resident + `SELECT ` + personsOf("resident_enterprise_local_hires", "s.form = 'regular'") + `, ` + personsOf("temporary_posts", now) + `, ` +
		personsOf("temporary_posts_poor", now+" AND "+poorOf("s")) + `, ` + meanOf("temporary_mean_wage", now) + ` FROM spell s`
}

func shareCounts() string {
	share := func(id, which string) string {
		local, all := `count(*) FILTER (WHERE local AND `+which+`)`, `count(*) FILTER (WHERE `+which+`)`
		return `coalesce(100.0 * ` + local + ` / nullif(` + all + `, 0), 0)::float8 AS ` + id + `, ` + local + `::float8 AS ` + id + partOf + `, ` + all + `::float8 AS ` + id + wholeOf
	}
	return quotas + `SELECT ` + share("agreement_regular_local_share", "form = 'regular'") + `, ` +
		share("agreement_temporary_local_share", "form = 'temporary' AND NOT exempt") + ` FROM hire`
}

// placementFigures are those on brands, workshops, public-welfare posts and
// enterprises, in the order in which the county prints them.
func placementFigures() []figure {
	brands, workshops, welfare, residents, shares := brandCounts(), workshopCounts(), welfareCounts(), residentCounts(), shareCounts()
	return []figure{
		// 自主品牌: labour brands under which somebody was placed by the day.
		{id: "brands", zh: "自主品牌", unit: "count", sql: brands},
		// 品牌输出就业: persons placed under a brand by the day, back home or not.
		{id: "brand_placed", zh: "品牌输出就业", unit: "persons", sql: brands},
		// 扶贫车间: workshops where somebody worked on the day.
		{id: "workshops", zh: "扶贫车间", unit: "count", sql: workshops},
		// 呼叫中心 首批就业: persons at work in workshops that are call centres.
		{id: "call_centre_employed", zh: "呼叫中心 首批就业", unit: "persons", sql: workshops},
		// 呼叫中心 人均月工资: the mean of their wages on record.
		{id: "call_centre_mean_wage", zh: "呼叫中心 人均月工资", unit: "CNY/month", sql: workshops},
		// 服装加工厂 就业: persons at work in workshops that sew.
		{id: "garment_employed", zh: "服装加工厂 就业", unit: "persons", sql: workshops},
		// 服装加工厂 人均月工资: the mean of their wages on record.
		{id: "garment_mean_wage", zh: "服装加工厂 人均月工资", unit: "CNY/month", sql: workshops},
		// 公益性岗位: persons in a public-welfare post on the day.
		{id: "public_welfare_posts", zh: "公益性岗位", unit: "persons", sql: welfare},
		// 公益性岗位 贫困户: of them, those whose household was on the register of
		// the poor on the day.
		{id: "public_welfare_poor", zh: "公益性岗位 贫困户", unit: "persons", sql: welfare},
		// 公益性岗位 人均月工资: the mean of their wages on record.
		{id: "public_welfare_mean_wage", zh: "公益性岗位 人均月工资", unit: "CNY/month", sql: welfare},
		// 驻地企业招录本地户籍: persons on the county's household register whom
		// enterprises in the county hired into regular posts by the day, left
		// since or not. Temporary posts are counted apart.
		{id: "resident_enterprise_local_hires", zh: "驻地企业招录本地户籍", unit: "persons", sql: residents},
		// 企业临时性岗位: such persons in a temporary post there on the day.
		{id: "temporary_posts", zh: "企业临时性岗位", unit: "persons", sql: residents},
		// 临时性岗位 贫困人口: of them, those of poor households, as above.
		{id: "temporary_posts_poor", zh: "临时性岗位 贫困人口", unit: "persons", sql: residents},
		// 临时性岗位 人均月工资: the mean of their wages on record.
		{id: "temporary_mean_wage", zh: "临时性岗位 人均月工资", unit: "CNY/month", sql: residents},
		// 新增或空缺岗位兴县籍人员占比: of all regular hires under agreements in
		// force on the day (the report on quotas has them by enterprise), the
		// share who are local; exact, never rounded, with numerator and denominator.
		{id: "agreement_regular_local_share", zh: "新增或空缺岗位兴县籍人员占比", unit: "percent", sql: shares},
		// 临时用工本地劳动力占比: the same of temporary hires but for those in posts
		// of special skill.
		{id: "agreement_temporary_local_share", zh: "临时用工本地劳动力占比（极个别特殊技能岗位除外）", unit: "percent", sql: shares},
	}
}
