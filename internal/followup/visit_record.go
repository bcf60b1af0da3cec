package followup

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/work"
)

// visitors may record visits, each to those whose work it sees. Row security
// says the same (access.follows_up).
var visitors = []db.Role{db.Station, db.Association, db.Township, db.County, db.Admin}

// Record writes a visit and returns its number. Who left is at work no more:
// the placement ends on the day he left, so that whoever looks for free people
// finds him again, and what he says of working again is his wish on record. An
// issue opens a case, which opened names, else 0. An answer on a day on which a
// try had failed takes the try's place; any other visit of the day is recorded
// again by who recorded it, or the county (see takeBack). access.ErrNotFound, and
// the refusals above.
func Record(ctx context.Context, tx *db.Tx, v Visit) (visit, opened int64, err error) {
	if err := roster.Alone(ctx, tx); err != nil {
		return 0, 0, err
	}
	s, err := FindWork(ctx, tx, v.Placement)
	if err != nil {
		return 0, 0, err
	}
	before, err := v.takeBack(ctx, tx, &s)
	if err != nil {
		return 0, 0, err
	}
	if err := v.check(tx, s); err != nil {
		return 0, 0, err
	}
	if visit, err = v.write(ctx, tx, s); err != nil {
		return 0, 0, err
	}
	if v.Outcome == Left {
		if err := v.end(ctx, tx); err != nil {
			return 0, 0, err
		}
	}
	if err := work.Changed(ctx, tx, work.Worker, s.Person); err != nil {
		return 0, 0, err
	}
	if v.Issue != "" && v.Issue != before.issue {
		c := Case{Placement: v.Placement, Kind: v.Issue, Said: v.Asked, visit: visit}
		if opened, err = OpenCase(ctx, tx, c); err != nil {
			return 0, 0, err
		}
	}
	return visit, opened, access.Note(ctx, tx, access.Visited, "person", s.Person, map[string]any{"visit": visit, "outcome": v.Outcome, "again": before.outcome != ""})
}

// check is the rule of what may be recorded.
func (v *Visit) check(tx *db.Tx, s Work) error {
	switch {
	case !slices.Contains(Outcomes(), v.Outcome):
		return ErrOutcome
	case v.Way != "" && !slices.Contains(Ways(), v.Way):
		return ErrWay
	case v.Issue != "" && !slices.Contains(Kinds(), v.Issue):
		return ErrIssue
	case v.On.After(tx.Today()):
		return ErrFuture
	case s.Started != nil && v.On.Before(*s.Started):
		return ErrEarly
	case s.Ended != nil && s.Ended.Before(v.On) && v.Outcome != Left:
		return ErrEnded
	case v.WageMin != nil && *v.WageMin < 0 || v.WageMin != nil && v.WageMax != nil && *v.WageMax < *v.WageMin:
		return ErrWage
	}
	if err := v.checkLeft(s); err != nil {
		return err
	}
	if v.Outcome == NoAnswer && (v.Issue != "" || v.PaidOnTime != nil || v.WageMin != nil || v.WageMax != nil) {
		return ErrNoAnswered
	}
	return tidy(&v.Asked, &v.Done, &v.By)
}

func (v *Visit) checkLeft(s Work) error {
	if v.Outcome != Left {
		if !v.LeftOn.IsZero() || v.Reason != "" || v.Willing != nil {
			return ErrNotLeft
		}
		return nil
	}
	if v.Reason.Word() == "" {
		return ErrWhyLeft
	}
	if !v.LeftOn.IsZero() && (v.LeftOn.After(v.On) || s.Started != nil && v.LeftOn.Before(*s.Started)) {
		return ErrLeftOn
	}
	return nil
}

func (v *Visit) write(ctx context.Context, tx *db.Tx, s Work) (id int64, err error) {
	err = tx.QueryRow(ctx, `
		INSERT INTO visit AS o (county, person, placement, visited_on, way, outcome, left_on, end_reason, willing, paid_on_time, wage_min, wage_max,
		       issue, asked, done, visited_by, source, account, recorded_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'page', nullif($17::bigint, 0), $18)
		ON CONFLICT (county, placement, visited_on) DO UPDATE SET (
		       way, outcome, left_on, end_reason, willing, paid_on_time, wage_min, wage_max, issue, asked, done, visited_by, source, account, recorded_at, was) = ROW (
		       excluded.way, excluded.outcome, excluded.left_on, excluded.end_reason, excluded.willing, excluded.paid_on_time, excluded.wage_min,
		       excluded.wage_max, excluded.issue, excluded.asked, excluded.done, excluded.visited_by, excluded.source, excluded.account, excluded.recorded_at, NULL::jsonb)
		WHERE o.outcome = 'no_answer' AND excluded.outcome <> 'no_answer' OR o.account = excluded.account OR $19 RETURNING id`,
		tx.Actor.County, s.Person, v.Placement, v.On, v.Way, v.Outcome, given(v.LeftOn), v.Reason, v.Willing, v.PaidOnTime, v.WageMin, v.WageMax,
		v.Issue, v.Asked, v.Done, v.By, tx.Actor.Account, tx.Now, countywide(tx.Actor)).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, ErrAgain
	}
	if err != nil {
		return 0, fmt.Errorf("record visit: %w", err)
	}
	return id, nil
}

// end ends the work of whoever left: on the day he left, else on the visit's.
func (v *Visit) end(ctx context.Context, tx *db.Tx) error {
	day := v.LeftOn
	if day.IsZero() {
		day = v.On
	}
	_, err := tx.Exec(ctx, "SELECT access.end_spells(ARRAY[$1::bigint], ARRAY[$2::date], ARRAY[$3::text], ARRAY[$4::boolean])", v.Placement, day, v.Reason, v.Willing)
	if err != nil {
		return fmt.Errorf("end work: %w", err)
	}
	return nil
}

func given(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
