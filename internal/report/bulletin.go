// Package report counts the county's published figures from its records, as
// of a day. No figure is stored.
package report

import (
	"context"
	"errors"
	"fmt"
	"time"

	"laowu/internal/db"
)

// Bulletin is the county's bulletin on labor transfer as of a day.
type Bulletin struct {
	AsOf    string   `json:"as_of"` // 2019-12-31
	Figures []Figure `json:"figures"`
}

// Figure is one figure of the bulletin.
type Figure struct {
	ID     string   `json:"id"`
	Zh     string   `json:"zh"`
	Value  float64  `json:"value"`
	Unit   string   `json:"unit"`
	N      *int     `json:"n,omitempty"`      // of a mean: how many it is of
	Median *float64 `json:"median,omitempty"` // of a mean: the middle value
}

// ErrFuture refuses a day that has not come: nothing can be counted on it.
var ErrFuture = errors.New("还没有到这一天，数不出来；请用今天或以前的日期")

// figure of the bulletin: its definition stands where its SQL does.
type figure struct {
	id, zh, unit string
	sql          string // one value; $1 is the county, $2 the day
}

// Count makes the bulletin as of a day, on one snapshot of the records.
func Count(ctx context.Context, tx *db.Tx, asOf time.Time) (Bulletin, error) {
	if asOf.After(tx.Today()) {
		return Bulletin{}, ErrFuture
	}
	b := Bulletin{AsOf: asOf.Format(time.DateOnly)}
	for _, f := range figures() {
		one := Figure{ID: f.id, Zh: f.zh, Unit: f.unit}
		if err := tx.QueryRow(ctx, f.sql, tx.Actor.County, asOf).Scan(&one.Value); err != nil {
			return Bulletin{}, fmt.Errorf("count %s: %w", f.id, err)
		}
		b.Figures = append(b.Figures, one)
		if f.id == "members_working_in_county" {
			wage, err := meanWage(ctx, tx, asOf)
			if err != nil {
				return Bulletin{}, err
			}
			b.Figures = append(b.Figures, wage)
		}
	}
	return b, nil
}

// meanWage (会员人均月工资): the mean, over members at work on the day whose
// wage is on record, of the monthly wage; of a range, its middle. Who gave no
// wage is not counted. n and the median stand beside it.
func meanWage(ctx context.Context, tx *db.Tx, asOf time.Time) (Figure, error) {
	f := Figure{ID: "members_mean_wage", Zh: "会员人均月工资", Unit: "CNY/month"}
	err := tx.QueryRow(ctx, working+`
		SELECT coalesce(round(avg(wage), 2), 0)::float8, count(wage), coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY wage), 0)::float8
		FROM main`, tx.Actor.County, asOf).Scan(&f.Value, &f.N, &f.Median)
	if err != nil {
		return f, fmt.Errorf("count %s: %w", f.ID, err)
	}
	return f, nil
}
