package report

import "laowu/training"

// draftFigures are the draft's, in the order of its text. Spells of work count
// from their first day, and as over on the day on which they ended; seasonal work
// in the woods is no work begun or ended here.
func draftFigures() []figure {
	return []figure{
		// 新增务工: persons with a spell of work that began in the period.
		{id: "placed", zh: "新增务工", unit: "persons"},
		// Of them: outside the county, within it, of households on the register of
		// the poor on the last day; a person may have begun both away and at home.
		{id: "placed_away", zh: "新增务工 县外", unit: "persons"},
		{id: "placed_in_county", zh: "新增务工 县内", unit: "persons"},
		{id: "placed_poor", zh: "新增务工 脱贫户", unit: "persons"},
		// 离岗: persons with a spell of work that ended in the period; of them, who
		// had no other on the last day.
		{id: "left", zh: "离岗", unit: "persons"},
		{id: "left_idle", zh: "离岗 目前没有工作", unit: "persons"},
		// 入会, 退会: persons whom an association began or ceased to count.
		{id: "joined", zh: "入会", unit: "persons"},
		{id: "resigned", zh: "退会", unit: "persons"},
		// 结业班期: classes that ended in the period; 完成培训: persons who completed
		// one of them; 取得证书: persons with a certificate of that time that is not
		// of completion.
		{id: "classes", zh: "结业班期", unit: "count"},
		{id: "trained", zh: "完成培训", unit: "persons"},
		{id: "certified", zh: "取得证书", unit: "persons"},
		// 协议企业招用: hires that quotas count and that began in the period; those of
		// them who are local.
		{id: "hires", zh: "协议企业招用", unit: "count"},
		{id: "hires_local", zh: "协议企业招用 兴县籍", unit: "count"},
		// 招不到本地人: statements that enterprises made in the period; those that the
		// county decided then, and of these those that it found true.
		{id: "waivers_stated", zh: "说明招不到本地人", unit: "count"},
		{id: "waivers_decided", zh: "认定招不到本地人", unit: "count"},
		{id: "waivers_granted", zh: "认定招不到本地人 属实", unit: "count"},
		// 搬迁户: households of the guarantee where somebody works now and nobody did
		// on the evening before the period, the other way about, and where nobody
		// works on the last day. A household that is no more in the base is cleared.
		{id: "households_cleared", zh: "解决无人就业户", unit: "households"},
		{id: "households_fallen", zh: "新增无人就业户", unit: "households"},
		{id: "households_uncovered", zh: "期末无人就业户", unit: "households"},
		{id: "households_overdue", zh: "期末无人就业户 逾期", unit: "households"},
		// 推荐: referrals made in the period, a person to an opening each, those that
		// people made themselves too; 上岗 and 被拒: the moves of the period by which a
		// referral, whenever it was made, was hired or refused by the employer.
		{id: "referrals", zh: "推荐", unit: "engagements"},
		{id: "referrals_hired", zh: "推荐上岗", unit: "engagements"},
		{id: "referrals_refused", zh: "推荐被拒", unit: "engagements"},
		// 点对点: organised departures that arrived in the period, and the persons who
		// came with them. An arrival that was taken back is none.
		{id: "departures", zh: "点对点到达", unit: "count"},
		{id: "departure_people", zh: "点对点到达 人数", unit: "persons"},
		// 回访: visits of the period, tries without an answer too; 联系到: persons whom
		// one of them reached; 失联: persons of whom one was the last of as many tries
		// in a row as the rule says (visit_rule). Who was found later is in both.
		{id: "visits", zh: "回访", unit: "engagements"},
		{id: "visits_reached", zh: "回访 联系到", unit: "persons"},
		{id: "visits_unreachable", zh: "回访 失联", unit: "persons"},
		// 维权: cases opened and closed in the period; those open at its end, and of
		// these those whose deadline was before the last day.
		{id: "cases_opened", zh: "维权登记", unit: "count"},
		{id: "cases_closed", zh: "维权结案", unit: "count"},
		{id: "cases_open", zh: "期末在办维权", unit: "count"},
		{id: "cases_overdue", zh: "期末在办维权 逾期", unit: "count"},
	}
}

// $1 is the county, $2 the last day and $3 the first.
const draftWork = `
	WITH begun AS (SELECT person, away FROM placement WHERE county = $1 AND channel <> 'forestry' AND started BETWEEN $3 AND $2),
	poor AS (
		SELECT DISTINCT b.person FROM begun b JOIN person w ON w.county = $1 AND w.id = b.person
		WHERE CASE WHEN w.household IS NULL THEN coalesce(w.household_kind IN ('lifted', 'monitored_unstable'), false) ELSE w.household IN (
		  SELECT household FROM household_kind WHERE county = $1 AND kind IN ('lifted', 'monitored_unstable')
		    AND (valid_from IS NULL OR valid_from <= $2) AND (valid_to IS NULL OR valid_to > $2)) END),
	over AS (SELECT DISTINCT person FROM placement WHERE county = $1 AND channel <> 'forestry' AND ended BETWEEN $3 AND $2),
	busy AS (SELECT DISTINCT p.person FROM placement p WHERE p.county = $1 AND p.person IN (SELECT person FROM over) AND ` + runs + `)
	SELECT (SELECT count(DISTINCT person) FROM begun)::float8 AS placed, (SELECT count(DISTINCT person) FROM begun WHERE away)::float8 AS placed_away,
	       (SELECT count(DISTINCT person) FROM begun WHERE NOT away)::float8 AS placed_in_county, (SELECT count(*) FROM poor)::float8 AS placed_poor,
	       (SELECT count(*) FROM over)::float8 AS "left", (SELECT count(*) FROM over o WHERE o.person NOT IN (SELECT person FROM busy))::float8 AS left_idle,
	       (SELECT count(DISTINCT person) FROM membership WHERE county = $1 AND joined BETWEEN $3 AND $2)::float8 AS joined,
	       (SELECT count(DISTINCT person) FROM membership WHERE county = $1 AND left_on BETWEEN $3 AND $2)::float8 AS resigned`

var draftTraining = `
	SELECT (SELECT count(*) FROM class WHERE county = $1 AND ends BETWEEN $3 AND $2)::float8 AS classes,
	       (SELECT count(DISTINCT e.person) FROM enrolment e JOIN class c ON c.county = $1 AND c.id = e.class
	        WHERE e.county = $1 AND c.ends >= $3 AND ` + training.Completed("e", "c", "$2") + `)::float8 AS trained,
	       (SELECT count(DISTINCT person) FROM certificate WHERE county = $1 AND kind <> 'completion' AND issued BETWEEN $3 AND $2)::float8 AS certified`

const draftHires = quotas + `SELECT count(*)::float8 AS hires, count(*) FILTER (WHERE local)::float8 AS hires_local FROM hire WHERE started >= $3`
