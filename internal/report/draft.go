package report

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Period of a draft.
type Period string

// The periods for which the county wants drafts: every day (日报), every week
// (周报) and every twenty days, when townships are told where they stand
// (二十天通报排队).
const (
	Daily      Period = "day"
	Weekly     Period = "week"
	TwentyDays Period = "20days"
)

// Periods lists them, the shortest first.
func Periods() []Period { return []Period{Daily, Weekly, TwentyDays} }

// Days is how many days it is of.
func (p Period) Days() int { return map[Period]int{Daily: 1, Weekly: 7, TwentyDays: 20}[p] }

// Word is what people call its draft.
func (p Period) Word() string {
	return map[Period]string{Daily: "劳务日报", Weekly: "劳务周报", TwentyDays: "劳务二十天通报"}[p]
}

// Draft is what happened in the days up to a day, counted from the records, as a
// clerk would write it down: nothing is asked of anybody, and the text may be
// changed before it is sent.
type Draft struct {
	Period  Period   `json:"period"`
	From    string   `json:"from"` // the first day counted
	To      string   `json:"to"`   // the last
	Figures []Figure `json:"figures"`
	Text    string   `json:"text"`
	Ranking *Ranking `json:"ranking,omitempty"` // of twenty days alone
}

// CountDraft counts the days of a period that end with a day, of the records
// that the actor sees. ErrFuture: the day has not come.
func CountDraft(ctx context.Context, tx *db.Tx, p Period, asOf time.Time) (Draft, error) {
	from := asOf.AddDate(0, 0, 1-p.Days())
	d := Draft{Period: p, From: dayText(from), To: dayText(asOf)}
	if asOf.After(tx.Today()) {
		return d, ErrFuture
	}
	var happened, guaranteed map[string]float64
	parts := []part{
		func(ctx context.Context, tx *db.Tx) (err error) {
			guaranteed, err = guaranteeBetween(ctx, tx, asOf, from)
			return err
		},
		func(ctx context.Context, tx *db.Tx) (err error) {
			happened, err = between(ctx, tx, asOf, from)
			return err
		},
	}
	var k *ranker
	if p == TwentyDays {
		var err error
		if k, err = newRanker(ctx, tx, asOf); err != nil {
			return d, err
		}
		parts = append(k.parts(), parts...)
	}
	if err := together(ctx, tx, parts...); err != nil {
		return d, err
	}
	maps.Copy(happened, guaranteed)
	for _, f := range draftFigures() {
		d.Figures = append(d.Figures, f.of(happened))
	}
	if k != nil {
		r := k.ranking()
		d.Ranking = &r
	}
	d.Text = d.words(happened)
	return d, nil
}

// between counts what happened from a day to another, both included.
func between(ctx context.Context, tx *db.Tx, asOf, from time.Time) (map[string]float64, error) {
	out := map[string]float64{}
	for what, sql := range map[string]string{
		"work": draftWork, "training": draftTraining, "hires": draftHires, "referrals": draftReferrals, "visits": draftVisits,
	} {
		rows, err := tx.Query(ctx, sql, tx.Actor.County, asOf, from)
		if err != nil {
			return nil, fmt.Errorf("draft %s: %w", what, err)
		}
		row, err := pgx.CollectExactlyOneRow(rows, columns)
		if err != nil {
			return nil, fmt.Errorf("draft %s: %w", what, err)
		}
		for id, v := range row {
			out[id] = v
		}
	}
	return out, nil
}

// guaranteeBetween compares the guarantee to relocated households on a day with
// the evening before another.
func guaranteeBetween(ctx context.Context, tx *db.Tx, asOf, from time.Time) (map[string]float64, error) {
	rows, err := tx.Query(ctx, relocated+"SELECT id FROM home WHERE poor AND can AND NOT works", tx.Actor.County, from.AddDate(0, 0, -1))
	if err != nil {
		return nil, fmt.Errorf("list households uncovered before: %w", err)
	}
	before, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("list households uncovered before: %w", err)
	}
	after, err := CountHouseholds(ctx, tx, asOf)
	if err != nil {
		return nil, err
	}
	was := map[int64]bool{}
	for _, id := range before {
		was[id] = true
	}
	stayed := 0
	for _, u := range after.Uncovered {
		if was[u.ID] {
			stayed++
		}
	}
	return map[string]float64{
		"households_cleared": float64(len(was) - stayed), "households_fallen": float64(len(after.Uncovered) - stayed),
		"households_uncovered": float64(len(after.Uncovered)), "households_overdue": float64(after.Overdue()),
	}, nil
}
