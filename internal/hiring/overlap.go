package hiring

// Overlaps is a query for the rows of the intake whose full-time spell runs at
// the same time as another one of the same person, or whose public-welfare post
// does as another one: seq, file, sheet and row. $1 is the county.
const Overlaps = `
	WITH run AS (
		SELECT p.id, p.person, p.full_time, p.channel = 'public_welfare' AS welfare, d.days
		FROM placement p, ` + spellDays + `
		WHERE p.county = $1 AND (p.full_time OR p.channel = 'public_welfare') AND p.person IN (SELECT w.person FROM who w GROUP BY w.person HAVING NOT bool_and(w.fresh) OR count(*) > 1))
	SELECT DISTINCT i.seq, i.file, i.sheet, i.row
	FROM spell s JOIN intake i USING (seq) JOIN run p ON p.id = s.id JOIN run o ON o.person = p.person AND o.id <> p.id AND o.days && p.days
	  AND (o.full_time AND p.full_time OR o.welfare AND p.welfare)
	ORDER BY i.seq`

// spellDays are the days that a spell p surely runs. A start on the first of a
// month may only be known by its month, and an end on the last: within that
// month nothing is said to overlap.
const spellDays = `LATERAL (
	SELECT daterange(b.first, CASE WHEN b.last < b.first THEN b.first ELSE b.last END, '[)') AS days FROM (
		SELECT CASE WHEN p.started = date_trunc('month', p.started) THEN (p.started + interval '1 month - 1 day')::date
		            ELSE coalesce(p.started, least(p.reported_on, p.ended)) END AS first,
		       CASE WHEN p.ended + 1 = date_trunc('month', p.ended + 1) THEN date_trunc('month', p.ended)::date ELSE p.ended END AS last) b) d`
