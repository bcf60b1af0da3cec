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
		SELECT e.person, p.kind, min(c.ends) AS since
		FROM enrolment e JOIN class c ON c.county = $1 AND c.id = e.class JOIN programme p ON p.id = c.programme
		WHERE e.county = $1 AND ` + training.Completed("e", "c", "$2") + `
		GROUP BY e.person, p.kind),
	trainee AS (
		SELECT d.person, d.kind, d.since, coalesce(o.household_kind IN ('lifted', 'monitored_unstable'), false) OR EXISTS (
		         SELECT FROM household_kind k WHERE k.county = $1 AND k.household = o.household AND k.kind IN ('lifted', 'monitored_unstable')
		           AND (k.valid_from IS NULL OR k.valid_from <= d.since) AND (k.valid_to IS NULL OR k.valid_to > d.since)) AS poor
		FROM done d JOIN person o ON o.county = $1 AND o.id = d.person WHERE d.kind IN ('caregiver', 'driver')),
	main AS (
		SELECT DISTINCT ON (p.person) p.id, p.person, p.started
		FROM placement p
		WHERE p.county = $1 AND p.person IN (SELECT t.person FROM trainee t WHERE t.kind = 'caregiver')
		  AND coalesce(p.started, least(p.reported_on, p.ended)) <= $2 AND (p.ended IS NULL OR p.ended > $2)
		ORDER BY p.person, p.full_time DESC, p.started DESC NULLS LAST, p.id DESC)`

// trainingCounts gives each figure in the column of its id, and the numerator
// and denominator of a share in columns with part and of after it.
var trainingCounts = trainees + `,
	n AS (
		SELECT count(*) FILTER (WHERE kind = 'caregiver') AS caregivers, count(*) FILTER (WHERE kind = 'caregiver' AND poor) AS caregivers_poor,
		       count(*) FILTER (WHERE kind = 'driver') AS drivers, count(*) FILTER (WHERE kind = 'driver' AND poor) AS drivers_poor,
		       count(*) FILTER (WHERE placed) AS employed, count(*) FILTER (WHERE placed AND poor) AS employed_poor
		FROM (SELECT t.kind, t.poor, t.kind = 'caregiver' AND m.started >= t.since AS placed FROM trainee t LEFT JOIN main m USING (person)) t)
	SELECT (SELECT count(DISTINCT person) FROM done)::float8 AS trained,
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
