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
	sql          string // one value, or one in a column called like each figure that shares it; $1 is the county, $2 the day
}

// What stands beside a figure in the columns of a shared statement.
const (
	nOf      = "_n"
	medianOf = "_median"
	partOf   = "_part"
	wholeOf  = "_of"
)

// Count makes the bulletin as of a day, on one snapshot of the records.
func Count(ctx context.Context, tx *db.Tx, asOf time.Time) (Bulletin, error) {
	if asOf.After(tx.Today()) {
		return Bulletin{}, ErrFuture
	}
	rows, err := countAll(ctx, tx, asOf)
	if err != nil {
		return Bulletin{}, err
	}
	b := Bulletin{AsOf: asOf.Format(time.DateOnly)}
	for _, f := range figures() {
		b.Figures = append(b.Figures, f.of(rows[f.sql]))
	}
	return b, nil
}

// prepare sets the transaction up for statements over the whole county: a plan
// that fits every day and county is six times as slow as one that knows both,
// and a sort on disk twice as slow as one in memory.
func prepare(ctx context.Context, tx *db.Tx) error {
	if _, err := tx.Exec(ctx, "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL work_mem = '64MB'"); err != nil {
		return fmt.Errorf("prepare to count: %w", err)
	}
	return nil
}

// of takes the figure from the row that has it, with what stands beside it.
func (f figure) of(row map[string]float64) Figure {
	one := Figure{ID: f.id, Zh: f.zh, Unit: f.unit, Value: row[f.id]}
	if len(row) == 1 {
		for _, v := range row {
			one.Value = v
		}
	}
	whole := func(column string) *int {
		v, there := row[f.id+column]
		if n := int(v); there {
			return &n
		}
		return nil
	}
	one.N, one.Part, one.Of = whole(nOf), whole(partOf), whole(wholeOf)
	if v, there := row[f.id+medianOf]; there {
		one.Median = &v
	}
	return one
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
