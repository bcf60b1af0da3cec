package hiring

import "laowu/internal/db"

// A placement is a spell of work: who, where, what, at which wage, from when to
// when, and every source that reported it. The roster says what a member does
// on the day that the form states: the same employer and start is the same
// spell, reported again; another one ends the spell before it. A spell whose
// start nobody wrote down is known to run on the day that it was reported.

// SpellColumns are what MergeRosterSpells reads of the intake table. works is
// null where the row says nothing, false where the person has no work.
func SpellColumns() []db.Column {
	return []db.Column{
		{Name: "works", Type: "boolean"}, {Name: "employer", Type: "text"}, {Name: "trade_text", Type: "text"},
		{Name: "place", Type: "text"}, {Name: "place_text", Type: "text"}, {Name: "away", Type: "boolean"},
		{Name: "channel", Type: "text"}, {Name: "wage_min", Type: "integer"}, {Name: "wage_max", Type: "integer"},
		{Name: "started", Type: "date"}, {Name: "ended", Type: "date"}, {Name: "reported_on", Type: "date"},
	}
}

// MergeRosterSpells are the steps that write the work of the intake's rows as
// the roster reports it. They need the table who.
func MergeRosterSpells(tx *db.Tx) []db.Step {
	county := []any{tx.Actor.County}
	return []db.Step{
		{Name: "table of known spells", SQL: `CREATE TEMP TABLE spell (seq integer, id bigint) ON COMMIT DROP`},
		{Name: "known spells", Args: county, SQL: `
			INSERT INTO spell
			SELECT DISTINCT ON (w.seq) w.seq, p.id
			FROM intake i JOIN who w USING (seq) JOIN placement p ON p.county = $1 AND p.person = w.person AND 'roster' = ANY (p.sources)
			WHERE i.works AND NOT w.fresh
			  AND (i.employer IS NULL OR p.employer = '' OR p.employer = i.employer)
			  AND (p.started = i.started OR (p.ended IS NULL AND (i.started IS NULL OR p.started IS NULL)))
			ORDER BY w.seq, p.started IS NOT DISTINCT FROM i.started DESC, p.id DESC`},
		{Name: "changed spells", Touches: true, Args: county, SQL: changedSpells},
		{Name: "spells that ended", Touches: true, Args: county, SQL: `
			UPDATE placement p SET ended = greatest(coalesce(i.started, i.reported_on), p.started)
			FROM intake i JOIN who w USING (seq)
			WHERE p.county = $1 AND p.person = w.person AND NOT w.fresh AND p.ended IS NULL AND p.sources = '{roster}'
			  AND i.works IS NOT NULL AND NOT EXISTS (SELECT FROM spell s WHERE s.seq = w.seq)
			  AND (p.started IS NULL OR p.started <= coalesce(i.started, i.reported_on))
			RETURNING i.seq`},
		{Name: "spells", Args: county, SQL: `
			INSERT INTO placement (county, person, employer, trade_text, place, place_text, away, channel, wage_min, wage_max,
			       started, ended, reported_on, sources)
			SELECT $1, w.person, coalesce(i.employer, ''), coalesce(i.trade_text, ''), i.place, coalesce(i.place_text, ''), i.away,
			       coalesce(i.channel, ''), i.wage_min, i.wage_max, i.started, i.ended, i.reported_on, '{roster}'
			FROM intake i JOIN who w USING (seq)
			WHERE i.works AND (w.fresh OR NOT EXISTS (SELECT FROM spell s WHERE s.seq = i.seq))`},
		{Name: "new work of known people", Touches: true, SQL: `
			SELECT i.seq FROM intake i JOIN who w USING (seq)
			WHERE i.works AND NOT w.fresh AND NOT EXISTS (SELECT FROM spell s WHERE s.seq = i.seq)`},
	}
}

const changedSpells = `
	UPDATE placement p SET employer = n.employer, trade_text = n.trade_text, place = n.place, place_text = n.place_text, away = n.away,
	       channel = n.channel, wage_min = n.wage_min, wage_max = n.wage_max, started = n.started, ended = n.ended
	FROM (SELECT s.seq, o.id, coalesce(i.employer, o.employer) AS employer, coalesce(i.trade_text, o.trade_text) AS trade_text,
	             CASE WHEN i.place_text IS NULL THEN o.place ELSE i.place END AS place, coalesce(i.place_text, o.place_text) AS place_text,
	             coalesce(i.away, o.away) AS away, coalesce(i.channel, o.channel) AS channel,
	             CASE WHEN i.wage_min IS NULL AND i.wage_max IS NULL THEN o.wage_min ELSE i.wage_min END AS wage_min,
	             CASE WHEN i.wage_min IS NULL AND i.wage_max IS NULL THEN o.wage_max ELSE i.wage_max END AS wage_max,
	             coalesce(i.started, o.started) AS started, coalesce(i.ended, o.ended) AS ended
	      FROM spell s JOIN intake i USING (seq) JOIN placement o ON o.county = $1 AND o.id = s.id) n
	WHERE p.county = $1 AND p.id = n.id
	  AND (p.employer, p.trade_text, p.place, p.place_text, p.away, p.channel, p.wage_min, p.wage_max, p.started, p.ended)
	      IS DISTINCT FROM
	      (n.employer, n.trade_text, n.place, n.place_text, n.away, n.channel, n.wage_min, n.wage_max, n.started, n.ended)
	RETURNING n.seq`

// Overlaps is a query for the rows of the intake whose full-time spell runs at
// the same time as another one of the same person: seq, file, sheet and row.
const Overlaps = `
	SELECT DISTINCT i.seq, i.file, i.sheet, i.row FROM intake i JOIN who w USING (seq)
	JOIN placement p ON p.county = $1 AND p.person = w.person AND p.full_time
	JOIN placement o ON o.county = $1 AND o.person = w.person AND o.full_time AND o.id < p.id
	WHERE i.works AND NOT w.fresh
	  AND daterange(coalesce(p.started, least(p.reported_on, p.ended)), p.ended, '[)') && daterange(coalesce(o.started, least(o.reported_on, o.ended)), o.ended, '[)')`
