package match

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// OpeningMatch is an opening that suits a worker.
type OpeningMatch struct {
	Match
	ID         int64
	Title      string
	Enterprise string
	Place      string // division code, empty outside the known divisions
	PlaceText  string
	WageMin    int // yuan a month; 0: none given
	WageMax    int
}

// ForWorker are the openings that suit a worker, the best first, and those that
// nearly do.
type ForWorker struct {
	Worker  int64
	Took    time.Duration
	Blocks  []string // what keeps him from every opening
	Matches []OpeningMatch
	Near    []OpeningMatch
}

// Worker matches a person whom the actor sees with all openings that are open
// to the county today, but for those that he was sent to already.
// access.ErrNotFound for whom the actor does not see, ErrRole, ErrLimit.
func (m *Matcher) Worker(ctx context.Context, tx *db.Tx, id int64, limit int) (out ForWorker, err error) {
	began := time.Now()
	if !slices.Contains(matchers, tx.Actor.Role) && tx.Actor.Role != db.Worker {
		return out, ErrRole
	}
	r, err := m.start(ctx, tx, limit)
	if err != nil {
		return out, err
	}
	w, err := FindWorker(ctx, tx, id)
	if err != nil {
		return out, err
	}
	s := r.seeker(&w, r.weights, r.today)
	f := found{best{most: limit}, best{most: limit}}
	err = r.offers(ctx, tx, 0, func(o *offer) {
		if !slices.Contains(w.Sent, o.id) {
			f.hold(s, o, o.id)
		}
	})
	if err != nil {
		return out, err
	}
	out = ForWorker{Worker: id, Blocks: s.blocks()}
	if out.Matches, out.Near, err = f.openings(ctx, tx); err != nil {
		return out, err
	}
	out.Took = time.Since(began)
	return out, nil
}

// openings puts what was found into words.
func (f *found) openings(ctx context.Context, tx *db.Tx) (fits, near []OpeningMatch, err error) {
	classes, err := f.classes(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	ids := make([]int64, 0, len(f.fits.all)+len(f.near.all))
	for _, r := range slices.Concat(f.fits.all, f.near.all) {
		ids = append(ids, r.id)
	}
	told, err := tell(ctx, tx, ids)
	if err != nil {
		return nil, nil, err
	}
	say := func(all []ranked) (out []OpeningMatch) {
		for _, r := range all {
			if o, ok := told[r.id]; ok {
				o.Match = r.match(classes)
				out = append(out, o)
			}
		}
		return out
	}
	return say(f.fits.all), say(f.near.all), nil
}

// classes are those that are coming, where somebody lacks a certificate.
func (f *found) classes(ctx context.Context, tx *db.Tx) ([]coming, error) {
	if !slices.ContainsFunc(f.near.all, func(r ranked) bool { return len(r.papers.codes()) > 0 }) {
		return nil, nil
	}
	return comingClasses(ctx, tx)
}

// tell reads what is shown of openings, by their numbers.
func tell(ctx context.Context, tx *db.Tx, ids []int64) (map[int64]OpeningMatch, error) {
	rows, err := tx.Query(ctx, `
		SELECT o.id, o.title, e.name AS enterprise, coalesce(o.place, '') AS place, o.place_text, o.wage_min, o.wage_max
		FROM opening o JOIN enterprise e ON e.id = o.enterprise WHERE o.id = ANY ($1)`, ids)
	if err != nil {
		return nil, fmt.Errorf("read matched openings: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[OpeningMatch])
	if err != nil {
		return nil, fmt.Errorf("read matched openings: %w", err)
	}
	out := make(map[int64]OpeningMatch, len(all))
	for _, o := range all {
		out[o.ID] = o
	}
	return out, nil
}
