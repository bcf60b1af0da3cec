package match

import (
	"context"
	"slices"
	"time"

	"laowu/internal/db"
	"laowu/internal/hiring"
)

// WorkerMatch is a person who suits an opening.
type WorkerMatch struct {
	Match
	ID          int64
	Name        string
	Association string // name of the one that counts him, empty for none
}

// ForOpening are the people who suit an opening, the best first, and those who
// nearly do, of those whom the actor sees.
type ForOpening struct {
	Opening int64
	Took    time.Duration
	Matches []WorkerMatch
	Near    []WorkerMatch
}

// Opening matches an opening with the people whom the actor sees and whom
// something known of them leads to it (candidates), but for those who were sent
// to it already. hiring.ErrNotFound where there is no such opening for the
// actor's county, hiring.ErrOpeningClosed, ErrOpeningOver, ErrOpeningFull,
// hiring.GoneError, ErrRole, ErrLimit.
func (m *Matcher) Opening(ctx context.Context, tx *db.Tx, id int64, limit int) (out ForOpening, err error) {
	began := time.Now()
	if !slices.Contains(matchers, tx.Actor.Role) {
		return out, ErrRole
	}
	r, err := m.start(ctx, tx, limit)
	if err != nil {
		return out, err
	}
	if err := hiring.Offered(ctx, tx, id); err != nil {
		return out, err
	}
	var o *offer
	if err := r.offers(ctx, tx, id, func(one *offer) { o = &offer{}; *o = *one }); err != nil {
		return out, err
	}
	if o == nil {
		return out, hiring.ErrNotFound
	}
	f, err := r.people(ctx, tx, o, limit)
	if err != nil {
		return out, err
	}
	out.Opening = id
	if out.Matches, out.Near, err = f.workers(ctx, tx); err != nil {
		return out, err
	}
	out.Took = time.Since(began)
	return out, nil
}

// people holds the candidates against an opening.
func (r run) people(ctx context.Context, tx *db.Tx, o *offer, limit int) (f found, err error) {
	f = found{best{most: limit}, best{most: limit}}
	ids, err := r.candidates(ctx, tx, o)
	if err != nil {
		return f, err
	}
	all, err := ReadWorkers(ctx, tx, ids)
	for i := range all {
		if !slices.Contains(all[i].Sent, o.id) {
			f.hold(r.seeker(&all[i], r.weights, r.today), o, all[i].ID)
		}
	}
	return f, err
}

// workers puts who was found into words.
func (f *found) workers(ctx context.Context, tx *db.Tx) (fits, near []WorkerMatch, err error) {
	classes, err := f.classes(ctx, tx)
	say := func(all []ranked) (out []WorkerMatch) {
		for _, r := range all {
			out = append(out, WorkerMatch{Match: r.match(classes), ID: r.id, Name: r.seeker.Name, Association: r.seeker.Association})
		}
		return out
	}
	return say(f.fits.all), say(f.near.all), err
}
