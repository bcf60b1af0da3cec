package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// standing is the condition of an answer a to a waiver w whose named person
// nobody refused: neither enterprise nor association, nor he himself, who may
// not want to be seen by the enterprise.
const standing = `a.person IS NOT NULL AND NOT a.late AND a.refused_by = '' AND NOT EXISTS (SELECT FROM consent k
	WHERE k.county = a.county AND k.person = a.person AND k.enterprise = w.enterprise AND k.state IN ('refused', 'withdrawn'))`

// selectWaivers reads waivers w with what the actor sees of their answers. $1
// is the county.
const selectWaivers = `
	SELECT w.id, w.enterprise, coalesce(access.organisation_name(w.county, 'enterprise', w.enterprise), '') AS enterprise_name,
	       coalesce((SELECT o.id FROM opening o WHERE o.id = w.opening AND o.closed_at IS NULL), 0) AS opening, w.trade_text AS trade, w.form, w.posts,
	       w.reason, w.stated_on, w.answer_by, w.state, w.decision, w.decided_on, a.*,
	       (SELECT count(*)::integer FROM association s WHERE s.county = w.county AND (s.founded IS NULL OR s.founded <= w.stated_on)) AS asked
	FROM waiver w CROSS JOIN LATERAL (
		SELECT count(a.person) FILTER (WHERE NOT a.late)::integer AS named, count(*) FILTER (WHERE ` + standing + `)::integer AS stands,
		       count(*) FILTER (WHERE a.person IS NULL AND NOT a.late)::integer AS none
		FROM waiver_answer a WHERE a.county = w.county AND a.waiver = w.id) a
	WHERE w.county = $1`

// WaiverFilter narrows a list of waivers; the zero filter finds all that the
// actor sees.
type WaiverFilter struct {
	Enterprise int64
	State      WaiverState
}

// Waivers lists them: what is open first, the most urgent first, then the
// latest. A limit of 0 is none.
func Waivers(ctx context.Context, tx *db.Tx, f WaiverFilter, limit int) ([]Waiver, error) {
	rows, err := tx.Query(ctx, selectWaivers+`
		AND ($2 = 0 OR w.enterprise = $2) AND ($3 = '' OR w.state = $3)
		ORDER BY w.state <> 'open', CASE w.state WHEN 'open' THEN w.answer_by END, w.stated_on DESC, w.id DESC LIMIT nullif($4, 0)`,
		tx.Actor.County, f.Enterprise, f.State, limit)
	if err != nil {
		return nil, fmt.Errorf("list waivers: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Waiver])
	if err != nil {
		return nil, fmt.Errorf("list waivers: %w", err)
	}
	return all, nil
}

// WaiversAsOf lists an enterprise's (0: all that the actor sees) as they stood
// on a day: those stated by then, open where they were not decided yet.
func WaiversAsOf(ctx context.Context, tx *db.Tx, enterprise int64, day time.Time) ([]Waiver, error) {
	all, err := Waivers(ctx, tx, WaiverFilter{Enterprise: enterprise}, 0)
	all = slices.DeleteFunc(all, func(w Waiver) bool { return w.StatedOn.After(day) })
	for i, w := range all {
		if w.DecidedOn != nil && w.DecidedOn.After(day) {
			all[i].State, all[i].Decision, all[i].DecidedOn = WaiverOpen, "", nil
		}
	}
	return all, err
}

// FindWaiver reads one; access.ErrNotFound where it is out of sight.
func FindWaiver(ctx context.Context, tx *db.Tx, id int64) (Waiver, error) {
	rows, err := tx.Query(ctx, selectWaivers+" AND w.id = $2", tx.Actor.County, id)
	if err != nil {
		return Waiver{}, fmt.Errorf("read waiver: %w", err)
	}
	w, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Waiver])
	if errors.Is(err, pgx.ErrNoRows) {
		return w, access.ErrNotFound
	}
	if err != nil {
		return w, fmt.Errorf("read waiver: %w", err)
	}
	return w, nil
}

// beginWaiver finds an open waiver for a change, alone with it until the
// transaction ends: nobody is named while the county decides.
func beginWaiver(ctx context.Context, tx *db.Tx, id int64) (Waiver, error) {
	_, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended('waiver ' || $1 || ' ' || $2::bigint, 0))", tx.Actor.County, id)
	if err != nil {
		return Waiver{}, fmt.Errorf("wait for waiver: %w", err)
	}
	w, err := FindWaiver(ctx, tx, id)
	if err == nil && w.State != WaiverOpen {
		err = ErrWaiverOver
	}
	return w, err
}
