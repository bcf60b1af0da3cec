package report

import "laowu/training"

// trainingFigures count persons, not attendances: who completed several classes
// counts once in each figure. One statement gives them all, a column each; a
// share's numerator and denominator are figures of their own, and stand beside
// it as part and of.
func trainingFigures() []figure {
	return []figure{
		// 累计完成培训: persons who completed a class that had ended by the day,
		// whatever the programme. Completed is who passed the examination and did
		// not leave before the end; a class without a result does not count.
		{id: "trained", zh: "累计完成培训", unit: "persons", sql: trainingCounts},
		// 吕梁山护工 培训: those of them who completed a class of that programme.
		{id: "caregivers_trained", zh: "吕梁山护工 培训", unit: "persons", sql: trainingCounts},
		// 贫困户占比: of those, the share whose household was on the register of
		// the poor (建档立卡), lifted since or not, on the last day of the first
		// class that they completed; it does not change when the household's kind
		// does. Where no kind is on record the person is not poor. Of a hundred,
		// cut to the whole and never rounded up.
		{id: "caregivers_trained_poor_share", zh: "吕梁山护工 贫困户占比", unit: "percent, whole", sql: trainingCounts},
		// 吕梁山护工 就业: of the caregivers trained, those whose main work on the
		// day began on or after the last day of that class, in whatever trade. Main
		// work is chosen as for members; who goes on in the work of before, or in
		// work whose beginning nobody wrote down, was not placed by the training.
		{id: "caregivers_employed", zh: "吕梁山护工 就业", unit: "persons", sql: trainingCounts},
		// 贫困户就业: those of the employed who were poor as above.
		{id: "caregivers_employed_poor", zh: "吕梁山护工 贫困户就业", unit: "persons", sql: trainingCounts},
		// 就业中贫困户占比: the poor employed of all employed caregivers, not of
		// the poor trained.
		{id: "caregivers_employed_poor_share", zh: "吕梁山护工 就业中贫困户占比", unit: "percent, whole", sql: trainingCounts},
		// 驾驶员 培训, 贫困户 and its share: as for caregivers.
		{id: "drivers_trained", zh: "驾驶员 培训", unit: "persons", sql: trainingCounts},
		{id: "drivers_trained_poor", zh: "驾驶员 贫困户", unit: "persons", sql: trainingCounts},
		{id: "drivers_trained_poor_share", zh: "驾驶员 贫困户占比", unit: "percent, whole", sql: trainingCounts},
	}
}

// trainees are who completed a class, with the caregivers' main work.
var trainees = `
	WITH done AS (
		SELECT e.person, min(c.ends) FILTER (WHERE p.kind = 'caregiver') AS caregiver, min(c.ends) FILTER (WHERE p.kind = 'driver') AS driver
		FROM enrolment e JOIN class c ON c.county = $1 AND c.id = e.class JOIN programme p ON p.id = c.programme
		WHERE e.county = $1 AND ` + training.Completed("e", "c", "$2") + `
		GROUP BY e.person),
	poor AS (
		SELECT household, valid_from, valid_to FROM household_kind WHERE county = $1 AND kind IN ('lifted', 'monitored_unstable')),
	trainee AS (
		SELECT d.person, d.caregiver, d.driver, coalesce(o.household_kind IN ('lifted', 'monitored_unstable'), false) AS own,
		       bool_or(k.household IS NOT NULL AND (k.valid_from IS NULL OR k.valid_from <= d.caregiver) AND (k.valid_to IS NULL OR k.valid_to > d.caregiver)) AS poor_caregiver,
		       bool_or(k.household IS NOT NULL AND (k.valid_from IS NULL OR k.valid_from <= d.driver) AND (k.valid_to IS NULL OR k.valid_to > d.driver)) AS poor_driver
		FROM done d JOIN person o ON o.county = $1 AND o.id = d.person LEFT JOIN poor k ON k.household = o.household
		WHERE d.caregiver IS NOT NULL OR d.driver IS NOT NULL GROUP BY d.person, d.caregiver, d.driver, own),
	main AS (
		SELECT DISTINCT ON (p.person) p.id, p.person, p.started
		FROM done d JOIN placement p ON p.county = $1 AND p.person = d.person
		WHERE d.caregiver IS NOT NULL AND ` + runs + `
		ORDER BY p.person, p.full_time DESC, p.started DESC NULLS LAST, p.id DESC)`

// trainingCounts gives each figure in the column of its id, and the numerator
// and denominator of a share in columns with part and of after it.
var trainingCounts = trainees + `,
	n AS (
		SELECT count(caregiver) AS caregivers, count(caregiver) FILTER (WHERE own OR poor_caregiver) AS caregivers_poor,
		       count(driver) AS drivers, count(driver) FILTER (WHERE own OR poor_driver) AS drivers_poor,
		       count(*) FILTER (WHERE m.started >= caregiver) AS employed, count(*) FILTER (WHERE m.started >= caregiver AND (own OR poor_caregiver)) AS employed_poor
		FROM trainee t LEFT JOIN main m USING (person))
	SELECT (SELECT count(*) FROM done)::float8 AS trained,
	       caregivers::float8 AS caregivers_trained,
	       coalesce(floor(100.0 * caregivers_poor / nullif(caregivers, 0)), 0)::float8 AS caregivers_trained_poor_share,
	       caregivers_poor::float8 AS caregivers_trained_poor_share_part, caregivers::float8 AS caregivers_trained_poor_share_of,
	       employed::float8 AS caregivers_employed, employed_poor::float8 AS caregivers_employed_poor,
	       coalesce(floor(100.0 * employed_poor / nullif(employed, 0)), 0)::float8 AS caregivers_employed_poor_share,
	       employed_poor::float8 AS caregivers_employed_poor_share_part, employed::float8 AS caregivers_employed_poor_share_of,
	       drivers::float8 AS drivers_trained, drivers_poor::float8 AS drivers_trained_poor,
	       coalesce(floor(100.0 * drivers_poor / nullif(drivers, 0)), 0)::float8 AS drivers_trained_poor_share,
	       drivers_poor::float8 AS drivers_trained_poor_share_part, drivers::float8 AS drivers_trained_poor_share_of
	FROM n`
