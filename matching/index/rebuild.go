package index

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/work"
	"laowu/matching"
)

// Rebuilt is an engine whose copy was made anew: how many documents it holds,
// and how long that took.
type Rebuilt struct {
	Engine   string  `json:"engine"`
	Openings int     `json:"openings"`
	Workers  int     `json:"workers"`
	Refused  int     `json:"refused"` // documents that the engine did not take
	Seconds  float64 `json:"seconds"`
}

// Reindex makes every engine's copy anew beside the one that answers, and lets
// it answer once it holds all. Changes meanwhile go to both. Where it ends in the
// middle, by an error or with the process, the old copies answer.
func (x *Indexer) Reindex(ctx context.Context) ([]Rebuilt, error) {
	out := []Rebuilt{}
	for _, e := range x.Engines {
		err := x.inTurn(ctx, e, func(t *turn) error {
			if err := t.use(ctx); err != nil {
				return err
			}
			r, err := t.rebuild(ctx)
			out = append(out, r)
			if err != nil {
				return err
			}
			return t.catchUp(ctx) // what waited is in the new copy, and nobody else may be there to say so
		})
		if err != nil {
			return out, fmt.Errorf("rebuild %s: %w", e.Name(), err)
		}
	}
	return out, nil
}

// rebuild makes the engine's copy anew. It has the turn, so that nobody else
// tells the engine meanwhile: what is noted goes to both copies here, or, where
// the old one cannot be relied on, waits until the new one answers.
func (t *turn) rebuild(ctx context.Context) (Rebuilt, error) {
	began := time.Now()
	build, err := t.engine.Rebuild(ctx)
	if err != nil {
		return Rebuilt{}, fmt.Errorf("begin anew: %w", err)
	}
	f := filling{turn: t, build: build, refused: refusals{}}
	if err = f.all(ctx); err == nil {
		err = f.compare(ctx)
	}
	if err == nil {
		err = t.mine(ctx)
	}
	if err == nil {
		err = build.Swap(ctx)
	}
	if err != nil {
		return Rebuilt{}, errors.Join(err, build.Abandon(context.WithoutCancel(ctx)))
	}
	t.built = true
	r := Rebuilt{t.engine.Name(), f.openings.len(), f.workers.len(), len(f.refused), time.Since(began).Round(time.Millisecond).Seconds()}
	t.Log.Info("search index built", "engine", r.Engine, "openings", r.Openings, "workers", r.Workers, "refused", r.Refused, "seconds", r.Seconds)
	return r, f.note(ctx, r)
}

// note writes down what was built.
func (f *filling) note(ctx context.Context, r Rebuilt) error {
	counties, kinds, ids, why := f.refused.columns()
	return f.DB.Tx(ctx, admin(f.County), func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "SELECT search.built($1, $2, $3, $4, $5, $6, $7, $8, $9)", r.Engine, r.Openings, r.Workers, r.Seconds,
			counties, kinds, ids, why, tx.Now)
		if err != nil {
			return fmt.Errorf("note rebuilding: %w", err)
		}
		return nil
	})
}

// all fills the copy, county by county, and tells of changes between.
func (f *filling) all(ctx context.Context) error {
	var counties []string
	err := f.DB.ReadTx(ctx, admin(f.County), func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, "SELECT search.counties()")
		if err != nil {
			return err
		}
		counties, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	if err != nil {
		return fmt.Errorf("list counties: %w", err)
	}
	for _, county := range counties {
		for _, kind := range []work.Kind{work.Opening, work.Worker} {
			if err := f.fill(ctx, group{county, kind}); err != nil {
				return err
			}
		}
	}
	return f.follow(ctx)
}

// follow tells both copies of what was noted until now.
func (f *filling) follow(ctx context.Context) error {
	if !f.built {
		return nil
	}
	for {
		n, err := f.tell(ctx, f.refused, f.engine, f)
		if err != nil || n == 0 {
			return err
		}
	}
}

// compare is an error where the copy does not hold as many documents as it was
// given.
func (f *filling) compare(ctx context.Context) error {
	c, ok := f.build.(counted)
	if !ok {
		return nil
	}
	openings, workers, err := c.Counts(ctx)
	if err != nil {
		return fmt.Errorf("count documents: %w", err)
	}
	if openings != f.openings.len() || workers != f.workers.len() {
		return fmt.Errorf("%w: %d of %d openings and %d of %d workers", errIncomplete, openings, f.openings.len(), workers, f.workers.len())
	}
	return nil
}

var errIncomplete = errors.New("the new search index does not hold all documents")

// counted is a copy in the making that can say how many documents it holds.
type counted interface {
	Counts(ctx context.Context) (openings, workers int, err error)
}

var _ puts = matching.Build(nil)
