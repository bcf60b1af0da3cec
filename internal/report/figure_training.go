package report

import "laowu/training"

// trainingLists are who was trained, and who found work after it.
func trainingLists() map[string]about {
	classes := `(SELECT string_agg(p.name || coalesce('，' || c.number, '') || '，' || c.ends || ' 结业', '；' ORDER BY c.ends, c.id)
		FROM enrolment e JOIN class c ON c.county = $1 AND c.id = e.class JOIN programme p ON p.id = c.programme
		WHERE e.county = $1 AND e.person = l.who AND ` + training.Completed("e", "c", "$2")
	of := func(kind string) string { return classes + " AND p.kind = '" + kind + "')" }
	trained := func(kind, means string) about {
		return about{
			group: underTraining, means: means, when: byTheDay, each: "人", with: trainees, from: "FROM trainee t WHERE t." + kind + " IS NOT NULL",
			key: "t.person", who: "t.person", note: of(kind),
		}
	}
	const poor = "贫困户：第一次结业那天，家庭是脱贫户或不稳定监测户，以后变了也不改；没有记录的不算。"
	share := func(a about, kind, means string) about {
		a.means, a.part = means+"百分数只舍不入。"+poor, "t.own OR t.poor_"+kind
		return a
	}
	only := func(a about, kind, means string) about {
		a.means, a.from = means+poor, a.from+" AND (t.own OR t.poor_"+kind+")"
		return a
	}
	caregivers := trained("caregiver", "考试合格、没有中途退出，完成过吕梁山护工培训的人；一个人参加几期只算一次。")
	drivers := trained("driver", "考试合格、没有中途退出，完成过驾驶员培训的人；一个人参加几期只算一次。")
	employed := caregivers
	employed.means = "受训护工里，结业当天或以后开始了现在这份主要工作的人，不论什么工种；一直干原来的活、或者没写哪天开始的，不算。"
	employed.when, employed.spell = onTheDay, "m.id"
	employed.from = "FROM trainee t JOIN main m USING (person) WHERE m.started >= t.caregiver"
	return map[string]about{
		"trained": {
			group: underTraining, means: "完成过任何一个培训项目的人：考试合格、没有中途退出；没有成绩的班不算，一个人只算一次。", when: byTheDay, each: "人", with: trainees,
			from: "FROM done t", key: "t.person", who: "t.person", note: classes + ")",
		},
		"caregivers_trained":             caregivers,
		"caregivers_trained_poor_share":  share(caregivers, "caregiver", "受训护工里贫困户的人占全部受训护工的百分数。"),
		"caregivers_employed":            employed,
		"caregivers_employed_poor":       only(employed, "caregiver", "就业护工里的贫困户。"),
		"caregivers_employed_poor_share": share(employed, "caregiver", "就业护工里贫困户的人占全部就业护工的百分数，不是占受训贫困户的。"),
		"drivers_trained":                drivers,
		"drivers_trained_poor":           only(drivers, "driver", "受训驾驶员里的贫困户。"),
		"drivers_trained_poor_share":     share(drivers, "driver", "受训驾驶员里贫困户的人占全部受训驾驶员的百分数。"),
	}
}
