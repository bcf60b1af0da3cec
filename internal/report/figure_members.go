package report

// memberLists are the townships, villages, associations and members.
func memberLists() map[string]about {
	const joined = `(SELECT string_agg(DISTINCT a.name || '，' || m.joined || ' 参会', '；') FROM membership m JOIN association a ON a.county = $1 AND a.id = m.association
		WHERE m.county = $1 AND m.person = l.who AND m.joined <= $2 AND (m.left_on IS NULL OR m.left_on > $2))`
	main := about{group: underAssociations, when: onTheDay, each: "人", with: working, key: "m.person", who: "m.person", spell: "m.id"}
	away, here, paid := main, main, main
	away.means = "当天在册的会员里，主要工作在县外的人。主要工作只算一份：全日制在前，开始晚的在前。"
	away.from = "FROM main m WHERE m.away"
	here.means = "当天在册的会员里，主要工作在县内的人。主要工作只算一份：全日制在前，开始晚的在前。"
	here.from = "FROM main m WHERE NOT m.away"
	paid.means = "在岗会员主要工作的月工资平均数；写了上下限的取中间。没写工资的人不算进来。"
	paid.from = "FROM main m WHERE m.wage IS NOT NULL"
	serving := main
	serving.group, serving.means = underWork, "在岗会员里，主要工作的工种属于服务业的人；护林员和开装载机、挖掘机、皮带、吊车的不算。"
	serving.from = "FROM main m WHERE m.trade_text ~ '" + services + "' AND m.trade_text !~ '" + noServices + "'"
	return map[string]about{
		"townships": {
			group: underAssociations, means: "当天有效的乡镇；撤并的算到撤并那天。", when: onTheDay, each: "个", with: divisions,
			from: "FROM township t JOIN area a USING (code)", key: "row_number() OVER (ORDER BY a.code)", name: "a.name",
		},
		"villages": {
			group: underAssociations, means: "登记在册、当天有效的行政村。", when: onTheDay, each: "个", with: divisions,
			from: "FROM village t JOIN area a USING (code)", key: "row_number() OVER (ORDER BY a.code)", name: "a.name", place: "a.parent",
		},
		"villages_covered": {
			group: underAssociations, means: "当天有务工协会覆盖的行政村；两个协会都覆盖的只算一个。", when: onTheDay, each: "个", with: divisions,
			from: `FROM (SELECT DISTINCT c.village FROM association_village c JOIN village v ON v.code = c.village
				WHERE c.county = $1 AND (c.valid_from IS NULL OR c.valid_from <= $2) AND (c.valid_to IS NULL OR c.valid_to > $2)) c JOIN area a ON a.code = c.village`,
			key: "row_number() OVER (ORDER BY a.code)", name: "a.name", place: "a.parent",
		},
		"associations": {
			group: underAssociations, means: "到当天已经成立的务工协会；没写成立日期的也算。", when: byTheDay, each: "个",
			from: "FROM association a WHERE a.county = $1 AND (a.founded IS NULL OR a.founded <= $2)", key: "a.id", name: "a.name", place: "a.township",
			note: "(SELECT '成立 ' || a.founded FROM association a WHERE a.county = $1 AND a.id = l.key)",
		},
		"members": {
			group: underAssociations, means: "当天在务工协会名册上的人；退会的算到退会前一天。", when: onTheDay, each: "人", with: member,
			from: "FROM (SELECT DISTINCT person FROM member) m", key: "m.person", who: "m.person", note: joined,
		},
		"certified_share": {
			group: underAssociations, means: "当天在册的会员里，持有技能、法定或驾驶类证书的占的百分数；过期的不算，结业证、培训合格证不算，没写发证日期的算。", when: onTheDay, each: "人",
			with: member,
			from: "FROM (SELECT DISTINCT person FROM member) m LEFT JOIN (SELECT DISTINCT c.person FROM certificate c WHERE " + holds + ") h USING (person)", key: "m.person", who: "m.person", part: "h.person IS NOT NULL",
			note: `(SELECT string_agg(DISTINCT coalesce(nullif(c.name, ''), nullif(c.trade, ''), '证书') || coalesce('，' || c.expires || ' 到期', ''), '；') FROM certificate c
				WHERE c.person = l.who AND ` + holds + `)`,
		},
		"members_working_away":      away,
		"members_working_in_county": here,
		"members_mean_wage":         paid,
		"service_jobs":              serving,
	}
}
