package hiring

import "laowu/internal/db"

// A placement is a spell of work: who, where, what, at which wage, from when to
// when, and every source that reported it. The roster says what a member does
// on the day that the form states: the same employer and start is the same
// spell, reported again; another one ends the spell before it. A spell whose
// start nobody wrote down is known to run on the day that it was reported.

// SpellColumns are what MergeRosterSpells reads of the intake table. works is
// null where the row says nothing, false where the person has no work. started
// and started_by are the same day unless only a month or a year was written;
// ended is the last day that the writing covers.
func SpellColumns() []db.Column {
	return []db.Column{
		{Name: "works", Type: "boolean"}, {Name: "employer", Type: "text"}, {Name: "trade_text", Type: "text"},
		{Name: "place", Type: "text"}, {Name: "place_text", Type: "text"}, {Name: "away", Type: "boolean"},
		{Name: "channel", Type: "text"}, {Name: "wage_min", Type: "integer"}, {Name: "wage_max", Type: "integer"},
		{Name: "started", Type: "date"}, {Name: "started_by", Type: "date"}, {Name: "ended", Type: "date"}, {Name: "reported_on", Type: "date"},
	}
}

// MergeRosterSpells are the steps that write the work of the intake's rows as
// the roster reports it. They need the table who, and fill the temporary table
// spell: the placement that each row speaks of, and whether it is new.
func MergeRosterSpells(tx *db.Tx) []db.Step {
	county := []any{tx.Actor.County}
	return []db.Step{
		{Name: "table of spells", SQL: `CREATE TEMP TABLE spell (seq integer, id bigint, is_new boolean) ON COMMIT DROP`},
		{Name: "known spells", Args: county, SQL: knownSpells},
		{Name: "new spells", SQL: `
			INSERT INTO spell
			SELECT i.seq, nextval('placement_id_seq'), true FROM intake i JOIN who w USING (seq) LEFT JOIN spell s USING (seq)
			WHERE i.works AND s.id IS NULL`},
		{Name: "statistics of spells", SQL: "ANALYZE spell"},
		{Name: "changed spells", Touches: true, Changes: "placement p", Args: county, SQL: changedSpells},
		{Name: "spells that ended", Touches: true, Changes: "placement p", Args: county, SQL: endedSpells},
		{Name: "spells", Args: county, SQL: `
			INSERT INTO placement (county, id, person, employer, trade_text, place, place_text, away, channel, wage_min, wage_max,
			       started, ended, reported_on, sources)
			SELECT $1, s.id, w.person, coalesce(i.employer, ''), coalesce(i.trade_text, ''), i.place, coalesce(i.place_text, ''), i.away,
			       coalesce(i.channel, ''), i.wage_min, i.wage_max, i.started, coalesce(i.ended, l.begun), i.reported_on, '{roster}'
			FROM spell s JOIN intake i USING (seq) JOIN who w USING (seq)
			LEFT JOIN (` + laterSpells + `) l ON l.seq = s.seq
			WHERE s.is_new`},
		{Name: "new work of known people", Touches: true, SQL: `
			SELECT s.seq FROM spell s JOIN who w USING (seq) WHERE s.is_new AND NOT w.fresh`},
	}
}

// someKnown is asked once, before any spell is read: new people have none.
const someKnown = "EXISTS (SELECT FROM who WHERE NOT fresh)"

// knownSpells finds the spell that each row reports again: of the same
// employer, whoever reported it, or of one that either left out, and
//   - without a start, the one that ran on the form's day or ended as written;
//   - with a start, the one begun in the day, month or year written, or known
//     by its month alone;
//   - with a start, one without that ran by the start's month at latest.
const knownSpells = `
	INSERT INTO spell
	SELECT DISTINCT ON (w.seq) w.seq, p.id, false
	FROM intake i JOIN who w USING (seq) JOIN placement p ON p.county = $1 AND p.person = w.person
	WHERE ` + someKnown + ` AND i.works AND NOT w.fresh AND ('roster' = ANY (p.sources) AND (i.employer IS NULL OR p.employer = '' OR p.employer = i.employer)
	    OR name_key(p.employer) = name_key(i.employer))
	  AND CASE
	      WHEN i.started IS NULL THEN
	        p.ended = i.ended OR (p.started IS NULL OR p.started <= i.reported_on) AND (p.ended IS NULL OR p.ended >= i.reported_on)
	      WHEN p.started IS NULL THEN p.reported_on >= i.started AND (p.ended IS NULL OR p.ended >= i.started)
	      ELSE p.started BETWEEN i.started AND i.started_by
	        OR i.started = i.started_by AND p.started = date_trunc('month', i.started) AND (p.ended IS NULL OR p.ended >= i.started)
	      END
	  AND (i.ended IS NULL OR i.ended >= coalesce(p.started, i.ended))
	ORDER BY w.seq, p.started = i.started DESC NULLS LAST, p.employer = i.employer DESC NULLS LAST, p.ended IS NULL DESC, p.id DESC`

// changedSpells corrects spells that the roster alone reported, and fills in
// what is blank where a ledger, a staff list or an arrival spoke of them, which
// know better.
const changedSpells = `
	UPDATE placement p SET employer = n.employer, trade_text = n.trade_text, place = n.place, place_text = n.place_text, away = n.away,
	       channel = n.channel, wage_min = n.wage_min, wage_max = n.wage_max, started = n.started, ended = n.ended, sources = n.sources
	FROM (SELECT k.seq, k.id, coalesce(k.own_employer, i.employer, k.employer) AS employer,
	             coalesce(k.own_trade, i.trade_text, k.trade_text) AS trade_text,
	             CASE WHEN i.place_text IS NULL OR k.own_place IS NOT NULL THEN k.place ELSE i.place END AS place,
	             coalesce(k.own_place, i.place_text, k.place_text) AS place_text,
	             CASE WHEN k.told THEN coalesce(k.away, i.away) ELSE coalesce(i.away, k.away) END AS away,
	             coalesce(k.own_channel, i.channel, k.channel) AS channel,
	             CASE WHEN i.wage_min IS NULL AND i.wage_max IS NULL OR k.own_wage THEN k.wage_min ELSE i.wage_min END AS wage_min,
	             CASE WHEN i.wage_min IS NULL AND i.wage_max IS NULL OR k.own_wage THEN k.wage_max ELSE i.wage_max END AS wage_max,
	             CASE WHEN i.started IS NULL OR k.started BETWEEN i.started AND i.started_by OR k.told AND k.started IS NOT NULL THEN k.started ELSE i.started END AS started,
	             CASE WHEN k.told THEN coalesce(k.ended, i.ended) ELSE coalesce(i.ended, k.ended) END AS ended,
	             CASE WHEN 'roster' = ANY (k.sources) THEN k.sources ELSE k.sources || '{roster}' END AS sources
	      FROM (SELECT s.seq, o.*, o.sources && '{referral,staff_list,departure}' AS told,
	                   CASE WHEN o.sources && '{referral,staff_list,departure}' THEN nullif(o.employer, '') END AS own_employer,
	                   CASE WHEN o.sources && '{referral,staff_list,departure}' THEN nullif(o.trade_text, '') END AS own_trade,
	                   CASE WHEN o.sources && '{referral,staff_list,departure}' THEN nullif(o.place_text, '') END AS own_place,
	                   CASE WHEN o.sources && '{referral,staff_list,departure}' THEN nullif(o.channel, '') END AS own_channel,
	                   o.sources && '{referral,staff_list,departure}' AND (o.wage_min IS NOT NULL OR o.wage_max IS NOT NULL) AS own_wage
	            FROM spell s JOIN placement o ON o.county = $1 AND o.id = s.id WHERE NOT s.is_new) k
	      JOIN intake i USING (seq)) n
	WHERE ` + someKnown + ` AND p.county = $1 AND p.id = n.id
	  AND (p.employer, p.trade_text, p.place, p.place_text, p.away, p.channel, p.wage_min, p.wage_max, p.started, p.ended, p.sources)
	      IS DISTINCT FROM
	      (n.employer, n.trade_text, n.place, n.place_text, n.away, n.channel, n.wage_min, n.wage_max, n.started, n.ended, n.sources)
	RETURNING n.seq`

// endedSpells ends what a person did before: where the row says that there is
// no work, or names other work that still runs on the form's day. What began
// later than the form knows goes on, and so does what only other sources
// reported. A spell that was thought to last until later work began ends here.
const endedSpells = `
	UPDATE placement p SET ended = greatest(n.until, p.started, CASE WHEN p.started IS NULL THEN p.reported_on END)
	FROM (SELECT i.seq, w.person, i.reported_on, l.begun,
	             CASE WHEN i.works THEN coalesce(i.started, i.reported_on) ELSE coalesce(i.ended, i.reported_on) END AS until
	      FROM intake i JOIN who w USING (seq) LEFT JOIN spell s USING (seq) LEFT JOIN (` + laterSpells + `) l USING (seq)
	      WHERE NOT w.fresh AND (NOT i.works OR s.is_new AND (i.ended IS NULL OR i.ended >= i.reported_on))) n
	WHERE ` + someKnown + ` AND p.county = $1 AND p.person = n.person AND (p.ended IS NULL OR p.ended = n.begun) AND p.sources = '{roster}'
	  AND CASE WHEN p.started IS NULL THEN p.reported_on <= n.reported_on ELSE p.started <= n.until END
	RETURNING n.seq`

// laterSpells is when work began that is on record after the form's day: an
// older form's spell had ended by then.
const laterSpells = `
	SELECT s.seq, min(coalesce(p.started, p.reported_on)) AS begun
	FROM spell s JOIN intake i USING (seq) JOIN who w USING (seq) JOIN placement p ON p.county = $1 AND p.person = w.person
	WHERE ` + someKnown + ` AND s.is_new AND NOT w.fresh AND coalesce(p.started, p.reported_on) > greatest(i.reported_on, i.started)
	GROUP BY s.seq`
