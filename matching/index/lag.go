package index

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/work"
	"laowu/matching"
)

// Lag is how far an engine is behind the records.
type Lag struct {
	Engine   string     `json:"engine"`
	Waiting  int64      `json:"waiting"`           // records that it has not heard of
	Age      float64    `json:"age_seconds"`       // of the oldest note that waits, 0 where none does
	Refused  int64      `json:"refused"`           // documents that it does not take
	BuiltAt  *time.Time `json:"built_at"`          // nil: its copy was never made
	Openings int64      `json:"openings,omitzero"` // that the copy held when it was built
	Workers  int64      `json:"workers,omitzero"`  // likewise
	Seconds  float64    `json:"seconds,omitzero"`  // that building took
}

// Lags are those of the engines in use, or in use within the last week.
func Lags(ctx context.Context, d *db.DB, county string) (all []Lag, err error) {
	err = d.ReadTx(ctx, admin(county), func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, "SELECT engine, waiting, age, refused, built_at, openings, workers, seconds FROM search.lag($1)", tx.Now)
		if err != nil {
			return err
		}
		all, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Lag])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("ask how far search is behind: %w", err)
	}
	return all, nil
}

// Refusal is a document of the county's own that an engine does not take.
type Refusal struct {
	Engine string
	Kind   work.Kind
	Record int64
	Why    string // the engine's words, without what the document says
	Since  time.Time
}

// Refusals are the latest 200 of the admin's county.
func Refusals(ctx context.Context, tx *db.Tx) ([]Refusal, error) {
	rows, err := tx.Query(ctx, "SELECT engine, kind, record, why, since FROM search.refusals()")
	if err != nil {
		return nil, fmt.Errorf("list refused documents: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Refusal])
	if err != nil {
		return nil, fmt.Errorf("list refused documents: %w", err)
	}
	return all, nil
}

// CatchUp tells one engine of all that waits now, after whoever is at it, and
// builds it first where its copy is missing: for commands, which end.
func (x *Indexer) CatchUp(ctx context.Context, e matching.Index) error {
	return x.inTurn(ctx, e, func(t *turn) error { return t.work(ctx) })
}
