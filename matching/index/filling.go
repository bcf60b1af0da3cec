package index

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/work"
	"laowu/matching"
)

// filling is a copy in the making, which remembers what it was given.
type filling struct {
	*turn
	build             matching.Build
	openings, workers set
	refused           refusals
}

// records are listed by their keys, so that a county of any size is read in few
// statements. What has no document is left out by the reading.
var records = map[work.Kind]string{
	work.Opening: "SELECT id FROM opening WHERE county = $1 AND id > $2 AND closed_at IS NULL ORDER BY id LIMIT $3",
	work.Worker:  "SELECT id FROM person WHERE county = $1 AND id > $2 AND erased_on IS NULL ORDER BY id LIMIT $3",
}

// fill gives the copy all documents of a county's records of a kind.
func (f *filling) fill(ctx context.Context, g group) error {
	for last := int64(0); ; {
		ids, err := f.after(ctx, g, last)
		if err != nil || len(ids) == 0 {
			return err
		}
		last = ids[len(ids)-1]
		if err := f.put(ctx, g, ids, f.refused, f); err != nil {
			return err
		}
		if err := f.follow(ctx); err != nil {
			return err
		}
	}
}

func (f *filling) after(ctx context.Context, g group, last int64) (ids []int64, err error) {
	err = f.DB.ReadTx(ctx, admin(g.county), func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, records[g.kind], g.county, last, batch)
		if err != nil {
			return err
		}
		ids, err = pgx.CollectRows(rows, pgx.RowTo[int64])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list %ss: %w", g.kind, err)
	}
	return ids, nil
}

// PutOpenings writes to the copy and remembers of what.
func (f *filling) PutOpenings(ctx context.Context, docs []matching.OpeningDocument, gone []int64) error {
	err := f.build.PutOpenings(ctx, docs, gone)
	return remember(&f.openings, docs, func(d matching.OpeningDocument) int64 { return d.ID }, gone, err)
}

// PutWorkers likewise.
func (f *filling) PutWorkers(ctx context.Context, docs []matching.WorkerDocument, gone []int64) error {
	err := f.build.PutWorkers(ctx, docs, gone)
	return remember(&f.workers, docs, func(d matching.WorkerDocument) int64 { return d.ID }, gone, err)
}

func remember[D any](all *set, docs []D, id func(D) int64, gone []int64, err error) error {
	var refused *matching.RefusedError
	if err != nil && !errors.As(err, &refused) {
		return err
	}
	for _, d := range docs {
		all.add(id(d))
	}
	for _, id := range gone {
		all.remove(id)
	}
	if refused != nil {
		for _, r := range refused.Refused {
			all.remove(r.ID)
		}
	}
	return err
}

// set is a set of records' numbers, a bit each: of ten counties' people a hundred
// kilobytes.
type set struct {
	bits []uint64
	n    int
}

func (s *set) len() int { return s.n }

func (s *set) add(id int64) {
	if word := int(id / 64); word >= len(s.bits) {
		s.bits = append(s.bits, make([]uint64, word+1-len(s.bits))...)
	}
	if bit := uint64(1) << (id % 64); s.bits[id/64]&bit == 0 {
		s.bits[id/64] |= bit
		s.n++
	}
}

func (s *set) remove(id int64) {
	if bit := uint64(1) << (id % 64); int(id/64) < len(s.bits) && s.bits[id/64]&bit != 0 {
		s.bits[id/64] &^= bit
		s.n--
	}
}
