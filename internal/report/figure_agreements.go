package report

// agreementLists are the enterprises in the county, whom they hired, and what
// their agreements came to.
func agreementLists() map[string]about {
	const temporary = "s.form = 'temporary' AND s.runs"
	const registered = `(SELECT CASE w.registered_source WHEN 'roster' THEN '会员花名册' WHEN 'register' THEN '家庭户台账' WHEN 'staff_list' THEN '企业申报' ELSE '没有户籍记录' END
		|| coalesce('，' || w.registered_on, ''))`
	share := about{
		group: underAgreements, when: byTheDay, each: "人次", with: quotas, key: "h.id", who: "h.person", spell: "h.id", part: "h.local", note: registered,
	}
	regular, seasonal := share, share
	regular.means = "当天有效的用工协议下，协议开始以来招进新增或空缺岗位的长期工里，户籍在本县的占全部的百分数。离职的也算；没有户籍记录的不算本县人。"
	regular.from = "FROM hire h WHERE h.form = 'regular'"
	seasonal.means = "当天有效的用工协议下，协议开始以来招的临时工里，户籍在本县的占全部的百分数；特殊技能岗位不计入。"
	seasonal.from = "FROM hire h WHERE h.form = 'temporary' AND NOT h.exempt"
	return map[string]about{
		"resident_enterprise_local_hires": people(underAgreements, byTheDay, resident, "s.form = 'regular'",
			"县内企业到当天招过的、户籍在本县的长期工，离职的也算；以企业的员工名单为准。"),
		"temporary_posts":                 people(underAgreements, onTheDay, resident, temporary, "当天在县内企业临时岗位上的、户籍在本县的人；以企业的员工名单为准。"),
		"temporary_posts_poor":            people(underAgreements, onTheDay, resident, temporary+" AND "+poorSpell, "其中的贫困户：当天家庭是脱贫户或不稳定监测户。"),
		"temporary_mean_wage":             paid(underAgreements, resident, temporary, "这些临时岗位的月工资平均数。"),
		"agreement_regular_local_share":   regular,
		"agreement_temporary_local_share": seasonal,
		"agreement_enterprises": {
			group: underAgreements, means: "当天有用工协议在执行的企业。", when: onTheDay, each: "个",
			from: `FROM (SELECT DISTINCT enterprise FROM agreement WHERE county = $1 AND starts <= $2 AND (ends IS NULL OR ends >= $2)) a JOIN enterprise e ON e.id = a.enterprise`,
			key:  "e.id", name: "e.name", place: "e.place",
			note: "(SELECT '协议从 ' || min(a.starts) || ' 起' FROM agreement a WHERE a.county = $1 AND a.enterprise = l.key AND a.starts <= $2 AND (a.ends IS NULL OR a.ends >= $2))",
		},
	}
}
