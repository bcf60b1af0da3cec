package bench

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/matching"
	"laowu/matching/match"
)

// BenchmarkGrowth measures search and matching for somebody of one county where
// ten counties share the installation.
func BenchmarkGrowth(b *testing.B) {
	in := install(b)
	in.laowu(b, "demo")
	in.startMeili(b)
	in.grow(b)
	d, l, desks := in.desks(b)
	docs := readAll(b, d, l)
	for _, k := range desks {
		k.fill(b, docs)
	}
	in.tidy(b)
	for _, k := range desks {
		k.compare(b, d, ", ten counties")
	}
	matches(b, d, &match.Matcher{Lexicon: l}, ", ten counties")
}

// documents are those of one county.
type documents struct {
	openings []matching.OpeningDocument
	workers  []matching.WorkerDocument
}

func readAll(b *testing.B, d *db.DB, l *matching.Lexicon) (out documents) {
	b.Helper()
	err := d.ReadTx(b.Context(), admin, func(tx *db.Tx) error {
		people, err := numbers(b, tx, "SELECT id FROM person WHERE county = '141123' AND erased_on IS NULL ORDER BY id")
		if err != nil {
			return err
		}
		openings, err := numbers(b, tx, "SELECT id FROM opening WHERE county = '141123' AND closed_at IS NULL ORDER BY id")
		if err != nil {
			return err
		}
		if out.openings, err = matching.NewOpeningReader(l).Read(b.Context(), tx, openings); err != nil {
			return err
		}
		out.workers, err = matching.NewWorkerReader(l).Read(b.Context(), tx, people)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return out
}

func numbers(b *testing.B, tx *db.Tx, sql string) ([]int64, error) {
	b.Helper()
	rows, err := tx.Query(b.Context(), sql)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}

// of are the documents of the n-th copy of the county.
func (o documents) of(n int) documents {
	if n == 0 {
		return o
	}
	out := documents{slices.Clone(o.openings), slices.Clone(o.workers[:copied])}
	for i := range out.openings {
		one := &out.openings[i]
		if one.ID%10 != 0 {
			one.PublishedTo = []string{countyOf(n)}
		}
		one.ID += int64(n) * apart
	}
	for i := range out.workers {
		out.workers[i].ID += int64(n) * apart
		out.workers[i].County = countyOf(n)
	}
	return out
}

// fill builds an engine's copy of all counties' documents, a county at a time.
func (k *desk) fill(b *testing.B, docs documents) {
	b.Helper()
	began := time.Now()
	build, err := k.index.Rebuild(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	openings, workers := 0, 0
	for n := range grown {
		county := docs.of(n)
		if err = build.PutOpenings(b.Context(), county.openings, nil); err == nil {
			err = build.PutWorkers(b.Context(), county.workers, nil)
		}
		if err != nil {
			b.Fatal(err)
		}
		openings, workers = openings+len(county.openings), workers+len(county.workers)
	}
	if err := build.Swap(b.Context()); err != nil {
		b.Fatal(err)
	}
	line(fmt.Sprintf("%s: documents of ten counties written, %d openings, %d people", k.name, openings, workers), fmt.Sprintf("%.0f s", time.Since(began).Seconds()), "—")
}
