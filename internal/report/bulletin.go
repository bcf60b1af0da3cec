// Package report counts the county's published figures from its records, as
// of a day. No figure is stored.
package report

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

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
	Part   *int     `json:"part,omitempty"`   // of a share: its numerator
	Of     *int     `json:"of,omitempty"`     // of a share: its denominator
}

// ErrFuture refuses a day that has not come: nothing can be counted on it.
var ErrFuture = errors.New("还没有到这一天，数不出来；请用今天或以前的日期")

// figure of the bulletin: its definition stands where its SQL does.
type figure struct {
	id, zh, unit string
	mean         bool   // sql gives n and the median beside the value
	sql          string // one value, or one in a column called like each figure that shares it; $1 is the county, $2 the day
}

// Count makes the bulletin as of a day, on one snapshot of the records.
func Count(ctx context.Context, tx *db.Tx, asOf time.Time) (Bulletin, error) {
	if asOf.After(tx.Today()) {
		return Bulletin{}, ErrFuture
	}
	// A plan that fits every day and county is six times as slow as one that
	// knows both.
	if _, err := tx.Exec(ctx, "SET LOCAL plan_cache_mode = force_custom_plan"); err != nil {
		return Bulletin{}, fmt.Errorf("count bulletin: %w", err)
	}
	b := Bulletin{AsOf: asOf.Format(time.DateOnly)}
	counts := map[string]map[string]float64{} // of statements that several figures share
	for _, f := range figures() {
		one, err := f.count(ctx, tx, asOf, counts)
		if err != nil {
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

// count asks for one figure, or takes it from what was asked for another.
func (f figure) count(ctx context.Context, tx *db.Tx, asOf time.Time, counts map[string]map[string]float64) (Figure, error) {
	one := Figure{ID: f.id, Zh: f.zh, Unit: f.unit}
	if f.mean {
		err := tx.QueryRow(ctx, f.sql, tx.Actor.County, asOf).Scan(&one.Value, &one.N, &one.Median)
		return one, err
	}
	row, asked := counts[f.sql]
	if !asked {
		rows, err := tx.Query(ctx, f.sql, tx.Actor.County, asOf)
		if err != nil {
			return one, err
		}
		if row, err = pgx.CollectExactlyOneRow(rows, columns); err != nil {
			return one, err
		}
		counts[f.sql] = row
	}
	if len(row) == 1 {
		for _, v := range row {
			one.Value = v
		}
		return one, nil
	}
	one.Value = row[f.id]
	if of, share := row[f.id+"_of"]; share {
		part, of := int(row[f.id+"_part"]), int(of)
		one.Part, one.Of = &part, &of
	}
	return one, nil
}

// columns are a row's numbers by the names of their columns.
func columns(r pgx.CollectableRow) (map[string]float64, error) {
	values, err := r.Values()
	out := map[string]float64{}
	for i, f := range r.FieldDescriptions() {
		if i < len(values) {
			out[f.Name], _ = values[i].(float64)
		}
	}
	return out, err
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
