package report

// woods are the spells in forestry of people of poor households that ran in the
// year of the day, by the day: the season's work, over or not.
const woods = `
	WITH spell AS (
		SELECT p.id, p.person, p.trade_text FROM placement p JOIN person w ON w.county = p.county AND w.id = p.person
		WHERE p.county = $1 AND p.channel IN ('forestry', 'public_welfare') AND coalesce(p.started, least(p.reported_on, p.ended)) <= $2
		  AND (p.ended IS NULL OR p.ended >= date_trunc('year', $2::date)) AND (p.channel = 'forestry' OR p.trade_text LIKE '%护林%') AND `

// serviceTrades are the words in trades of the third sector, noServices those
// of trades that only sound so.
const serviceTrades = `护|陪|保姆|月嫂|育婴|母婴|保育|家政|管家|钟点|保洁|环卫|洗衣|服务员|客房|前台|传菜|洗碗|帮厨|厨|面点|凉菜|炊事|营业|收银|理货|导购|保安|秩序|门卫|安检` +
	`|司机|快递|骑手|送货|配送|文员|销售|客服|话务|标注|美容|美发|足疗|汽车维修|洗车|电动车维修|装卸|搬运|分拣`

const noServices = `护林|装载机司机|挖掘机司机|皮带司机|吊车司机`

// laterFigures are those that the county prints at the end.
func laterFigures() []figure {
	return []figure{
		// 第三产业带动就业: members whose main work on the day is in services, by
		// the words of their trade; diggers and loaders are none.
		{id: "service_jobs", zh: "第三产业带动就业", unit: "persons", sql: working + `,
			trade AS (SELECT trade_text, count(*) AS n FROM main GROUP BY 1)
			SELECT coalesce(sum(n), 0)::float8 FROM trade WHERE trade_text ~ '` + serviceTrades + `' AND trade_text !~ '` + noServices + `'`},
		// 造林专业合作社贫困劳力: persons of poor households who worked in a
		// forestry co-operative in the year of the day, by the day. Seasonal, and
		// counted apart from main work; guards are not among them.
		{id: "forestry_labourers", zh: "造林专业合作社贫困劳力", unit: "persons", sql: woods + poorOf("w") + `)
			SELECT count(DISTINCT person)::float8 FROM spell WHERE trade_text NOT LIKE '%护林%'`},
		// 聘用贫困户护林员: engagements, not persons, of people of poor households as
		// forest guards that ran in the year of the day, by the day.
		{id: "forest_guard_engagements", zh: "聘用贫困户护林员", unit: "engagements", sql: woods + poorOf("w") + `)
			SELECT count(*)::float8 FROM spell WHERE trade_text LIKE '%护林%'`},
	}
}
