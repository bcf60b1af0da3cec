package pgsearch

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"laowu/internal/db"
	"laowu/matching"
)

// PutPeople brings the documents of people up to date within a transaction of
// who writes the county: new, changed, erased and merged ones alike.
func (e *Engine) PutPeople(ctx context.Context, tx *db.Tx, ids []int64) (int64, error) {
	reader := matching.NewWorkerReader(e.lexicon)
	changed := int64(0)
	for part := range slices.Chunk(ids, chunk) {
		docs, err := reader.Read(ctx, tx, part)
		if err != nil {
			return 0, err
		}
		n, err := e.workerColumns(docs).write(ctx, tx, part)
		if err != nil {
			return 0, err
		}
		changed += n
	}
	return changed, nil
}

// workerColumns are documents of one county as put_workers takes them.
type workerColumns struct {
	ids                   []int64
	codes, certs, expires []string
	maps                  workerMaps
}

func newWorkerColumns() *workerColumns {
	return &workerColumns{maps: workerMaps{at: map[mapKey]int{}}}
}

func (e *Engine) workerColumns(docs []matching.WorkerDocument) *workerColumns {
	c := newWorkerColumns()
	c.add(docs, e.lexicon, db.Day(e.db.Now()))
	return c
}

func (c *workerColumns) add(docs []matching.WorkerDocument, l *matching.Lexicon, today time.Time) {
	for i := range docs {
		d := &docs[i]
		codes := codesOf(d, l)
		certs, ends := held(d, today)
		for _, one := range codes {
			c.maps.set(d.ID, one)
		}
		for _, code := range certs {
			c.maps.set(d.ID, workerCode{kindCert, code})
		}
		c.ids, c.codes = append(c.ids, d.ID), append(c.codes, joined(codes))
		c.certs, c.expires = append(c.certs, strings.Join(certs, " ")), append(c.expires, strings.Join(ends, " "))
	}
}

// held are the kinds of certificates of a document that hold on a day, and the
// last day of each.
func held(d *matching.WorkerDocument, today time.Time) (codes, ends []string) {
	for _, c := range d.Certs {
		end := "infinity"
		if c.Expires != nil {
			end = c.Expires.Format(time.DateOnly)
			if c.Expires.Before(today) {
				continue
			}
		}
		if at := slices.Index(codes, c.Code); at < 0 {
			codes, ends = append(codes, c.Code), append(ends, end)
		} else {
			ends[at] = max(ends[at], end) // no day is written above infinity
		}
	}
	return codes, ends
}

// write puts documents; those of changed that have none lose theirs.
func (c *workerColumns) write(ctx context.Context, tx *db.Tx, changed []int64) (int64, error) {
	n := int64(0)
	err := tx.QueryRow(ctx, "SELECT search.put_workers($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		changed, c.ids, c.codes, c.certs, c.expires, c.maps.blocks, c.maps.kinds, c.maps.codes, c.maps.bits).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("write search documents of people: %w", err)
	}
	return n, nil
}
