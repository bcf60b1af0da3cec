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

// free is the lexeme of who is ready for work and has none, everybody the one
// that each document has.
const free, everybody = "f:1", "*"

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
		c := e.workerColumns(docs)
		n, err := c.write(ctx, tx, part)
		if err != nil {
			return 0, err
		}
		changed += n
	}
	return changed, nil
}

// workerColumns are documents of one county as put_workers takes them.
type workerColumns struct {
	ids                                           []int64
	births, wages                                 []int32
	merits                                        []int16
	facets                                        [][]byte
	places, trades, groups, certs, expires, words []string
}

func (e *Engine) workerColumns(docs []matching.WorkerDocument) *workerColumns {
	c := &workerColumns{}
	for i := range docs {
		d := &docs[i]
		c.ids = append(c.ids, d.ID)
		c.births, c.wages, c.merits = append(c.births, int32(d.Birth)), append(c.wages, int32(d.WageMin)), append(c.merits, int16(d.Merit()))
		c.facets = append(c.facets, packWorker(d, e.lexicon))
		c.places = append(c.places, strings.Join(d.Places, " "))
		c.trades = append(c.trades, strings.Join(d.Trades, " "))
		c.groups = append(c.groups, strings.Join(d.Groups, " "))
		codes, ends := held(d)
		c.certs = append(c.certs, strings.Join(codes, " "))
		c.expires = append(c.expires, strings.Join(ends, " "))
		c.words = append(c.words, strings.Join(workerWords(d), " "))
	}
	return c
}

// held are the certificates of a document and the last day of each.
func held(d *matching.WorkerDocument) (codes, ends []string) {
	for _, c := range d.Certs {
		end := "infinity"
		if c.Expires != nil {
			end = c.Expires.Format(time.DateOnly)
		}
		codes, ends = append(codes, c.Code), append(ends, end)
	}
	return codes, ends
}

// workerWords are the lexemes of a document (see 035_workers.sql).
func workerWords(d *matching.WorkerDocument) []string {
	out := []string{d.County + everybody, fmt.Sprintf("%si:%d", d.County, d.ID)}
	for _, group := range []struct {
		prefix string
		codes  []string
	}{{"t:", d.Groups}, {"w:", d.Places}, {"", d.Scope}} {
		for _, code := range group.codes {
			out = append(out, d.County+group.prefix+code)
		}
	}
	for _, c := range d.Certs {
		out = append(out, d.County+"c:"+c.Code)
	}
	if d.Free() {
		out = append(out, d.County+free)
	}
	return out
}

// write puts documents; those of changed that have none lose theirs.
func (c *workerColumns) write(ctx context.Context, tx *db.Tx, changed []int64) (int64, error) {
	n := int64(0)
	err := tx.QueryRow(ctx, "SELECT search.put_workers($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
		changed, c.ids, c.births, c.wages, c.merits, c.facets, c.places, c.trades, c.groups, c.certs, c.expires, c.words).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("write search documents of people: %w", err)
	}
	return n, nil
}
