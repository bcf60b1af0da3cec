package report

// newest leaves one spell a person of those that meet a condition: the one that
// came on record last.
func newest(condition string) string {
	return "FROM (SELECT DISTINCT ON (s.person) s.* FROM spell s WHERE " + condition + " ORDER BY s.person, s.id DESC) s"
}

// people are the persons of spells that meet a condition, paid the spells with a
// wage that a mean is made of.
func people(group, when, with, condition, means string) about {
	return about{group: group, means: means, when: when, each: "人", with: with, from: newest(condition), key: "s.person", who: "s.person", spell: "s.id"}
}

func paid(group, with, condition, means string) about {
	return about{
		group: group, means: means + "写了上下限的取中间；没写工资的不算进来。", when: onTheDay, each: "份", with: with,
		from: "FROM spell s WHERE s.wage IS NOT NULL AND " + condition, key: "s.id", who: "s.person", spell: "s.id",
	}
}

// poorSpell is a spell of somebody whose household is poor on the day.
var poorSpell = "EXISTS (SELECT FROM person w WHERE w.county = $1 AND w.id = s.person AND " + poorOf("w") + ")"

// workLists are brands, workshops, public-welfare posts, and the seasons' work.
func workLists() map[string]about {
	const callCentre, sewing = "s.runs AND s.employer LIKE '%呼叫中心%'", "s.runs AND s.employer LIKE '%服装%'"
	const poor = "贫困户：当天家庭是脱贫户或不稳定监测户。"
	return map[string]about{
		"brands": {
			group: underWork, means: "到当天介绍过人去就业的劳务品牌。", when: byTheDay, each: "个", with: brand,
			from: "FROM spell s WHERE s.brand <> '' GROUP BY s.brand", key: "row_number() OVER (ORDER BY s.brand)", name: "s.brand || '（' || count(DISTINCT s.person) || ' 人）'",
		},
		"brand_placed": people(underWork, byTheDay, brand, "true", "到当天由劳务品牌介绍去就业的人，已经回来的也算，一个人只算一次。"),
		"workshops": {
			group: underWork, means: "当天有人在岗的扶贫车间（帮扶车间），按名称算。", when: onTheDay, each: "个", with: workshop,
			from: "FROM spell s WHERE s.runs AND s.employer <> '' GROUP BY name_key(s.employer)", key: "row_number() OVER (ORDER BY min(s.employer))",
			name: "min(s.employer) || '（' || count(DISTINCT s.person) || ' 人在岗）'",
		},
		"call_centre_employed":     people(underWork, onTheDay, workshop, callCentre, "当天在呼叫中心车间在岗的人。"),
		"call_centre_mean_wage":    paid(underWork, workshop, callCentre, "当天在呼叫中心车间的工作的月工资平均数。"),
		"garment_employed":         people(underWork, onTheDay, workshop, sewing, "当天在服装加工车间在岗的人。"),
		"garment_mean_wage":        paid(underWork, workshop, sewing, "当天在服装加工车间的工作的月工资平均数。"),
		"public_welfare_posts":     people(underWork, onTheDay, welfare, "s.runs", "当天在公益性岗位上的人。"),
		"public_welfare_poor":      people(underWork, onTheDay, welfare, "s.runs AND "+poorSpell, "当天在公益性岗位上的贫困户。"+poor),
		"public_welfare_mean_wage": paid(underWork, welfare, "s.runs", "当天公益性岗位的月工资平均数。"),
		"forestry_labourers": people(underWork, inTheYear, woods+poorOf("w")+`)`, "s.trade_text NOT LIKE '%护林%'",
			"当年在造林专业合作社干过活的贫困户，活干完了也算；是季节活，和主要工作分开算，护林员不在内。"),
		"forest_guard_engagements": {
			group: underWork, means: "当年聘用贫困户当护林员的人次，不是人数：一个人聘两次算两次。", when: inTheYear, each: "人次", with: woods + poorOf("w") + `)`,
			from: "FROM spell s WHERE s.trade_text LIKE '%护林%'", key: "s.id", who: "s.person", spell: "s.id",
		},
	}
}
