package report

// homeLists are the relocated households and who is in them.
func homeLists() map[string]about {
	const poor = "建档立卡：当天家庭是脱贫户或不稳定监测户。"
	// A person without a household is one by himself, under his own number made
	// negative; keys only rise.
	homes := func(condition, means string) about {
		return about{
			group: underHomes, means: means, when: onTheDay, each: "户", with: relocated,
			from: "FROM home LEFT JOIN household h ON h.county = $1 AND h.id = home.id WHERE " + condition,
			key:  "2 * abs(home.id) + (home.id < 0)::integer", who: "CASE WHEN home.id < 0 THEN -home.id END", name: "'户编号 ' || h.number", place: "h.village",
			note: `(SELECT count(*) || ' 口人：' || string_agg(p.name, '、' ORDER BY p.id) FROM person p WHERE p.county = $1 AND l.who IS NULL AND p.household = l.key / 2
				HAVING count(*) > 0)`,
		}
	}
	persons := func(condition, means string) about {
		return about{
			group: underHomes, means: means, when: onTheDay, each: "人", with: relocatedKin,
			from: "FROM kin k WHERE k.person IS NOT NULL AND " + condition, key: "k.person", who: "k.person",
			note: `(SELECT '户编号 ' || h.number || nullif('，' || h.site, '，') FROM person p JOIN household h ON h.county = $1 AND h.id = p.household WHERE p.county = $1 AND p.id = l.who)`,
		}
	}
	guarantee := homes("home.poor AND home.can", "建档立卡、家里有人能干活又愿意干活的易地搬迁户里，当天至少有一人在岗的户占的百分数。能干、愿干以户册写的为准，没写的不算。"+poor)
	guarantee.part = "home.works"
	return map[string]about{
		"relocated_households":      homes("true", "易地搬迁的家庭户；没有户编号的搬迁会员，一个人算一户。"),
		"relocated_persons":         persons("true", "易地搬迁户里的人。"),
		"relocated_poor_households": homes("home.poor", "易地搬迁户里建档立卡的户。"+poor),
		"relocated_poor_persons":    persons("k.poor", "建档立卡的易地搬迁户里的人。"+poor),
		"household_guarantee":       guarantee,
		"resettlement_sites": {
			group: underHomes, means: "有易地搬迁户住着的集中安置点，按名称算。", when: onTheDay, each: "个", with: relocated,
			from: "FROM home WHERE home.site <> '' GROUP BY home.site", key: "row_number() OVER (ORDER BY home.site)", name: "home.site || '（' || count(*) || ' 户）'",
		},
	}
}
