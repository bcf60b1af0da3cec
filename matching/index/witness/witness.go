// Package witness is for tests: it sees whether whoever changes a record notes
// it for search.
package witness

import (
	"context"
	"log/slog"
	"reflect"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/matching"
	"laowu/matching/index"
	"laowu/matching/recorder"
)

// Witness knows of a county's records what the outbox told, and nothing else.
type Witness struct {
	x      *index.Indexer
	told   *recorder.Recorder
	county string
}

// New begins with what is on record.
func New(t testing.TB, d *db.DB, county string) *Witness {
	t.Helper()
	l, err := Lexicon(t.Context(), d, county)
	if err != nil {
		t.Fatal(err)
	}
	w := &Witness{told: recorder.New("witness"), county: county}
	w.x = &index.Indexer{DB: d, County: county, Log: slog.New(slog.DiscardHandler), Lexicon: l, Workers: recorder.Facts, Engines: []matching.Index{w.told}}
	if _, err := w.x.Reindex(t.Context()); err != nil { // whoever was told before
		t.Fatal(err)
	}
	return w
}

// Lexicon is the lexicon over the divisions on record.
func Lexicon(ctx context.Context, d *db.DB, county string) (l *matching.Lexicon, err error) {
	err = d.ReadTx(ctx, db.Actor{County: county, Role: db.Admin}, func(tx *db.Tx) error {
		atlas, err := area.Load(ctx, tx)
		if err != nil {
			return err
		}
		l, err = matching.NewLexicon(atlas)
		return err
	})
	return l, err
}

// Silent wants that nothing was noted since it was asked before.
func (w *Witness) Silent(t testing.TB, after string) {
	t.Helper()
	lags, err := index.Lags(t.Context(), w.x.DB, w.county)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lags {
		if l.Waiting != 0 {
			t.Errorf("after %s: %d records are noted, though nothing changed", after, l.Waiting)
		}
	}
}

func (w *Witness) hear(t testing.TB) {
	t.Helper()
	if err := w.x.CatchUp(t.Context(), w.told); err != nil {
		t.Fatal(err)
	}
}

// Agrees hears of what was noted since it was asked before, and compares what it
// was told with what a fresh reading of all records says.
func (w *Witness) Agrees(t testing.TB, after string) {
	t.Helper()
	w.hear(t)
	heard := w.told.Copy()
	actor := db.Actor{County: w.county, Role: db.Admin, Name: "os:test"}
	err := w.x.DB.ReadTx(t.Context(), actor, func(tx *db.Tx) error {
		openings, err := w.openings(t.Context(), tx)
		if err != nil {
			return err
		}
		compare(t, after, "opening", heard.Openings, openings, opening)
		workers, err := w.workers(t.Context(), tx)
		if err != nil {
			return err
		}
		compare(t, after, "worker", heard.Workers, workers, worker)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (w *Witness) openings(ctx context.Context, tx *db.Tx) ([]matching.OpeningDocument, error) {
	all, err := keys(ctx, tx, "SELECT id FROM opening WHERE county = $1")
	if err != nil {
		return nil, err
	}
	return matching.NewOpeningReader(w.x.Lexicon).Read(ctx, tx, all)
}

func (w *Witness) workers(ctx context.Context, tx *db.Tx) ([]matching.WorkerDocument, error) {
	all, err := keys(ctx, tx, "SELECT id FROM person WHERE county = $1")
	if err != nil {
		return nil, err
	}
	return w.x.Workers(ctx, tx, all)
}

func keys(ctx context.Context, tx *db.Tx, sql string) ([]int64, error) {
	rows, err := tx.Query(ctx, sql, tx.Actor.County)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}

func opening(d matching.OpeningDocument) int64 { return d.ID }

func worker(d matching.WorkerDocument) int64 { return d.ID }

// compare says what is wrong, a record once.
func compare[D any](t testing.TB, after, noun string, heard map[int64]D, fresh []D, id func(D) int64) {
	t.Helper()
	for _, d := range fresh {
		h, ok := heard[id(d)]
		switch {
		case !ok:
			t.Errorf("after %s: search never heard of %s %d", after, noun, id(d))
		case !reflect.DeepEqual(h, d):
			t.Errorf("after %s: of %s %d search was told\n%+v\nand the record says\n%+v", after, noun, id(d), h, d)
		}
		delete(heard, id(d))
	}
	for gone := range heard {
		t.Errorf("after %s: search still holds %s %d", after, noun, gone)
	}
}
