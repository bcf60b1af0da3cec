package report

import "slices"

// divisions of the county that were valid on the day; $1 is the county, $2 the
// day.
const divisions = `
		WITH township AS (SELECT code FROM area WHERE parent = $1 AND level = 'township' AND (valid_to IS NULL OR valid_to >= $2)
		                  AND (valid_from IS NULL OR valid_from <= $2)),
		village AS (SELECT v.code FROM area v JOIN area t ON t.code = v.parent
		            WHERE t.parent = $1 AND v.level = 'village' AND (v.valid_to IS NULL OR v.valid_to >= $2)
		              AND (v.valid_from IS NULL OR v.valid_from <= $2)) `

// figures are the bulletin's, in the order in which the county prints them; its
// own come after them.
func figures() []figure {
	return slices.Concat(divisionFigures(), memberFigures(), trainingFigures(), placementFigures(), homeFigures(), laterFigures(), ownFigures())
}

// divisionFigures are the townships, villages and associations.
func divisionFigures() []figure {
	return []figure{
		// 乡镇: townships valid on the day; a merged one counts until it merged.
		{id: "townships", zh: "乡镇", unit: "count", sql: divisionCounts},
		// 行政村: villages on record, valid on the day.
		{id: "villages", zh: "行政村", unit: "count", sql: divisionCounts},
		// 务工协会覆盖行政村: villages that an association covered on the day.
		{id: "villages_covered", zh: "务工协会覆盖行政村", unit: "count", sql: divisionCounts},
		// 务工协会: associations founded by the day; one without a date counts.
		{id: "associations", zh: "务工协会", unit: "count", sql: divisionCounts},
	}
}

// divisionCounts gives each figure in the column of its id.
const divisionCounts = divisions + `
		SELECT (SELECT count(*) FROM township)::float8 AS townships, (SELECT count(*) FROM village)::float8 AS villages,
		       (SELECT count(DISTINCT c.village) FROM association_village c JOIN village v ON v.code = c.village
		        WHERE c.county = $1 AND (c.valid_from IS NULL OR c.valid_from <= $2) AND (c.valid_to IS NULL OR c.valid_to > $2))::float8 AS villages_covered,
		       (SELECT count(*) FROM association WHERE county = $1 AND (founded IS NULL OR founded <= $2))::float8 AS associations`
