package report

// Common parts of the figures' statements; $1 is the county, $2 the day.
const (
	// runs is the condition that a spell p of work was going on on the day: begun
	// by it and not over. A spell whose start nobody wrote down ran on the day it
	// was reported.
	runs = `coalesce(p.started, least(p.reported_on, p.ended)) <= $2 AND (p.ended IS NULL OR p.ended > $2)`

	// counts is the condition that an association counted a person on the day.
	counts = `county = $1 AND joined <= $2 AND (left_on IS NULL OR left_on > $2)`

	// member: who was counted by an association on the day, once for each
	// membership.
	member = `
		WITH member AS (SELECT person FROM membership WHERE ` + counts + `) `

	// main is each member's main work on the day: the spell that runs, full
	// time before part time, then the one begun last. Of a wage that is a range,
	// its middle.
	working = member + `,
		main AS (SELECT DISTINCT ON (p.person) p.id, p.person, p.away, p.trade_text, p.place, p.place_text,
		                (coalesce(p.wage_min, p.wage_max) + coalesce(p.wage_max, p.wage_min)) / 2.0::float8 AS wage
		         FROM placement p
		         WHERE p.county = $1 AND ` + runs + ` AND p.person IN (SELECT person FROM membership WHERE ` + counts + `)
		         ORDER BY p.person, p.full_time DESC, p.started DESC NULLS LAST, p.id DESC) `

	// services are the words in trades of the third sector.
	services = `护|陪|保姆|月嫂|育婴|母婴|保育|家政|管家|钟点|保洁|环卫|洗衣|服务员|客房|前台|传菜|洗碗|帮厨|厨|面点|凉菜|炊事|营业|收银|理货|导购|保安|秩序|门卫|安检` +
		`|司机|快递|骑手|送货|配送|文员|销售|客服|话务|标注|美容|美发|足疗|汽车维修|洗车|电动车维修|装卸|搬运|分拣`

	// noServices are those of trades that only sound so.
	noServices = `护林|装载机司机|挖掘机司机|皮带司机|吊车司机`

	// holds is the condition that a certificate c held on the day and is not of
	// completion.
	holds = `c.county = $1 AND c.kind <> 'completion' AND (c.issued IS NULL OR c.issued <= $2) AND (c.expires IS NULL OR c.expires >= $2)`
)

// memberFigures are those on members and their main work.
func memberFigures() []figure {
	return []figure{
		// 参会农民: persons whom an association counted on the day.
		{id: "members", zh: "参会农民", unit: "persons", sql: memberCounts},
		// 外出务工: members whose main work on the day was outside the county.
		{id: "members_working_away", zh: "外出务工", unit: "persons", sql: memberCounts},
		// 县内务工: members whose main work on the day was inside the county.
		{id: "members_working_in_county", zh: "县内务工", unit: "persons", sql: memberCounts},
		// 会员人均月工资: the mean, over members at work on the day whose wage is on
		// record, of the monthly wage. Who gave no wage is not counted. n and the
		// median stand beside it.
		{id: "members_mean_wage", zh: "会员人均月工资", unit: "CNY/month", sql: memberCounts},
	}
}

// ownFigures are the county's own, which no published text has.
func ownFigures() []figure {
	return []figure{
		// 会员持证率（人人持证）: of the members on the day, the share who hold a
		// certificate of skill, by law or by licence, that was issued by the day and
		// had not run out on it; exact, with numerator and denominator. A
		// certificate of completion (结业证、培训合格证) is none, a review that is
		// overdue takes none away, and one whose day of issue nobody wrote down
		// counts on every day.
		{id: "certified_share", zh: "会员持证率（人人持证）", unit: "percent", sql: memberCounts},
	}
}

// memberCounts gives each figure in the column of its id. Members with the same
// trade, side and wage are put together once, and all is counted from there: the
// words of a trade are looked at once, and the middle wage needs no sorting.
const memberCounts = working + `,
		bag AS MATERIALIZED (SELECT trade_text, away, wage, count(*) AS n FROM main GROUP BY 1, 2, 3),
		paid AS (SELECT wage, sum(sum(n)) OVER (ORDER BY wage) AS upto FROM bag WHERE wage IS NOT NULL GROUP BY wage),
		trade AS MATERIALIZED (SELECT trade_text, sum(n) AS n FROM bag GROUP BY 1),
		held AS (SELECT count(DISTINCT c.person) AS certified FROM certificate c JOIN membership m ON m.person = c.person AND ` + "m." + counts + `
		         WHERE ` + holds + `),
		workforce AS (SELECT count(DISTINCT person) AS members, (SELECT certified FROM held) AS certified FROM member),
		work AS (SELECT coalesce(sum(n) FILTER (WHERE away), 0) AS away, coalesce(sum(n) FILTER (WHERE NOT away), 0) AS here,
		                coalesce(sum(n) FILTER (WHERE wage IS NOT NULL), 0)::bigint AS n, sum(wage * n) AS wages FROM bag)
		SELECT members::float8, away::float8 AS members_working_away, here::float8 AS members_working_in_county,
		       coalesce(round(wages::numeric / nullif(n, 0), 2), 0)::float8 AS members_mean_wage, n::float8 AS members_mean_wage_n,
		       coalesce(((SELECT min(wage) FROM paid WHERE upto >= (work.n + 1) / 2) + (SELECT min(wage) FROM paid WHERE upto >= (work.n + 2) / 2)) / 2, 0)::float8
		         AS members_mean_wage_median,
		       (SELECT coalesce(sum(n), 0) FROM trade
		        WHERE trade_text ~ '` + services + `' AND trade_text !~ '` + noServices + `')::float8 AS service_jobs,
		       coalesce(100.0 * certified / nullif(members, 0), 0)::float8 AS certified_share, certified::float8 AS certified_share_part, members::float8 AS certified_share_of
		FROM workforce, work`
