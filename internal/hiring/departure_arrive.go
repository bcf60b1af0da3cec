package hiring

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// The refusals of an arrival; their texts go to people as they are.
var (
	ErrArrivedOn  = errors.New("到达日期要在出发那天到今天之间")
	ErrNobodyCame = errors.New("一个人也没有到：请取消这一趟，写明原因")
	ErrRiderMoved = errors.New("名单里有人已经不归您管了（换了协会，或者记录已清除），请县里来办")
)

// Landing is what an arrival made of work.
type Landing struct {
	Placed   int // new placements
	Joined   int // spells on record already, which the arrival reports too
	Overlaps int // of them, those that run beside other full-time work
}

// Arrive notes who came to the site on a day, and makes the placements of all
// of them at once: from that day on, found by the departure's channel, reported
// by it (the source "departure"). A spell with the same employer that roster,
// ledger or staff list report already is joined, as in MergeReported. Who got on
// and is not listed left on the way. No import or erasure of the county is under
// way meanwhile: both may speak of the same work. access.ErrNotFound where the departure is
// out of sight; ErrNotYours, ErrNotLeft, ErrArrivedOn, ErrNobodyCame,
// ErrNotAboard, ErrRiderMoved, GoneError.
func Arrive(ctx context.Context, tx *db.Tx, departure int64, on time.Time, arrived []int64) (Landing, error) {
	if err := roster.Alone(ctx, tx); err != nil {
		return Landing{}, err
	}
	d, err := begin(ctx, tx, departure)
	if err != nil {
		return Landing{}, err
	}
	switch err := tripMoves[arrive].refuses(d, tx.Actor); {
	case err != nil:
		return Landing{}, err
	case on.Before(d.LeavesOn) || on.After(tx.Today()):
		return Landing{}, ErrArrivedOn
	case len(arrived) == 0:
		return Landing{}, ErrNobodyCame
	}
	if err := stood(ctx, tx, d.Enterprise, on); err != nil {
		return Landing{}, err
	}
	if _, err := mark(ctx, tx, "arrived = person = ANY ($3)", "coalesce(boarded, false)", d.ID, arrived); err != nil {
		return Landing{}, err
	}
	if err := inSight(ctx, tx, d.ID); err != nil {
		return Landing{}, err
	}
	l, err := land(ctx, tx, d, on)
	if err != nil {
		return l, err
	}
	return l, move(ctx, tx, d, arrive, &on, map[string]any{"placed": l.Placed, "joined": l.Joined})
}

// inSight is ErrRiderMoved where somebody who arrived is not the actor's any
// more: his work is not his to write.
func inSight(ctx context.Context, tx *db.Tx, departure int64) error {
	var gone bool
	err := tx.QueryRow(ctx, `
		SELECT EXISTS (SELECT FROM departure_member m WHERE m.county = $1 AND m.departure = $2 AND m.arrived
		       AND NOT EXISTS (SELECT FROM person p WHERE p.county = m.county AND p.id = m.person AND p.erased_on IS NULL))`,
		tx.Actor.County, departure).Scan(&gone)
	if err != nil {
		return fmt.Errorf("look through departure: %w", err)
	}
	if gone {
		return ErrRiderMoved
	}
	return nil
}

// land writes the work of who arrived, by the steps that ledgers and staff lists
// are written by, and remembers of each spell what it was before.
func land(ctx context.Context, tx *db.Tx, d Departure, on time.Time) (l Landing, err error) {
	identify, write := MergeReported(tx, ByCoach)
	steps := append([]db.Step{
		{Name: "table of arrivals", SQL: "CREATE TEMP TABLE intake (seq integer, file integer, sheet integer, row integer, id_hash bytea, " + reportTypes() + ") ON COMMIT DROP"},
		{Name: "arrivals", Args: []any{tx.Actor.County, d.ID, on, tx.Today()}, SQL: arrivals},
		{Name: "who arrived", Args: []any{tx.Actor.County, d.ID}, SQL: `
			CREATE TEMP TABLE known ON COMMIT DROP AS SELECT seq, person FROM (` + numbered + `) n`},
	}, identify...)
	steps = append(steps, db.Step{Name: "what they were", SQL: `
		CREATE TEMP TABLE was ON COMMIT DROP AS SELECT s.id, to_jsonb(p) AS row FROM spell s JOIN placement p ON p.id = s.id`})
	steps = append(append(steps, write...),
		db.Step{Name: "placements of arrivals", Args: []any{tx.Actor.County, d.ID}, SQL: remembered})
	if _, err := db.Merge(ctx, tx, steps...); err != nil {
		return l, err
	}
	err = tx.QueryRow(ctx, `
		SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new), (SELECT count(*) FROM (`+Overlaps+`) o) FROM spell`,
		tx.Actor.County).Scan(&l.Placed, &l.Joined, &l.Overlaps)
	if err != nil {
		return l, fmt.Errorf("look for overlaps: %w", err)
	}
	if _, err := tx.Exec(ctx, "DROP TABLE intake, known, was, spell, who, touched"); err != nil {
		return l, fmt.Errorf("clear up: %w", err)
	}
	return l, nil
}

// reportTypes are ReportColumns as a table is made of them.
func reportTypes() string {
	var all []string
	for _, c := range ReportColumns() {
		all = append(all, c.Name+" "+c.Type)
	}
	return strings.Join(all, ", ")
}

// numbered are those who arrived by departure $2 of county $1.
const numbered = `
	SELECT row_number() OVER (ORDER BY m.person)::integer AS seq, m.person FROM departure_member m
	WHERE m.county = $1 AND m.departure = $2 AND m.arrived`

// arrivals are what the departure says of each. A person's association is the
// one that organised, else the one that counts him. What lies outside areas.csv
// lies outside the county.
const arrivals = `
	INSERT INTO intake (seq, file, sheet, row, enterprise, employer, association, started, started_by, reported_on, trade_text, place, place_text,
	       away, channel, form, special_skill)
	SELECT n.seq, 0, 0, n.seq, d.enterprise, d.employer,
	       CASE d.role WHEN 'association' THEN d.organisation ELSE (SELECT k.association FROM membership k
	         WHERE k.county = d.county AND k.person = n.person AND k.left_on IS NULL) END,
	       $3::date, $3::date, $4::date, nullif(d.trade_text, ''), d.place, d.place_text, NOT coalesce(starts_with(d.place, d.county), false),
	       d.channel, nullif(d.form, ''), (SELECT o.special_skill FROM opening o WHERE o.id = d.opening)
	FROM departure d, (` + numbered + `) n WHERE d.county = $1 AND d.id = $2`

// remembered ties each who arrived to his spell; of one that was on record it
// keeps the columns that the arrival changed, each as it was and as it became,
// and when it ended in either case.
const remembered = `
	UPDATE departure_member m SET placement = s.id, joined = NOT s.is_new, changed = (
		SELECT jsonb_object_agg(b.key, jsonb_build_array(b.value, a.value))
		FROM was w, jsonb_each(w.row) b, LATERAL jsonb_each(to_jsonb(p)) a
		WHERE w.id = s.id AND a.key = b.key AND (a.value IS DISTINCT FROM b.value OR a.key = 'ended'))
	FROM spell s JOIN known k USING (seq) JOIN placement p ON p.county = $1 AND p.id = s.id
	WHERE m.county = $1 AND m.departure = $2 AND m.person = k.person`
