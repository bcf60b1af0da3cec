package index_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/index"
	"laowu/matching/recorder"
)

const tomorrow = `
	INSERT INTO placement (county, person, employer, full_time, started, ended, reported_on, sources) VALUES
	  ('141123', 1, '示例物业', true, $1::date + 1, NULL, $1, '{roster}'),
	  ('141123', 2, '示例物业', true, $1::date - 90, $1::date + 1, $1, '{roster}')`

const lesson = `
	WITH k AS (INSERT INTO class (county, id, programme, number, institution, trade, starts, ends) VALUES
	  ('141123', 1, 1, '第3期', '护工学校', '养老护理员', $1::date - 30, $1::date + 1) RETURNING id)
	INSERT INTO enrolment (county, person, class, result) SELECT '141123', 3, id, 'passed' FROM k`

// Work that begins or ends, and a class that is over, change what is found the
// day they do, though nobody writes anything on it.
func TestTurnOfDay(t *testing.T) {
	t.Parallel()
	r := recorder.New("one")
	s := newSite(t, r)
	s.Workers = func(ctx context.Context, tx *db.Tx, ids []int64) ([]matching.WorkerDocument, error) {
		return matching.NewWorkerReader(s.Lexicon).Read(ctx, tx, ids)
	}
	s.tx(t, func(ctx context.Context, tx *db.Tx) error {
		for _, sql := range []string{tomorrow, lesson} {
			if _, err := tx.Exec(ctx, sql, tx.Today()); err != nil {
				return err
			}
		}
		return nil
	})
	says := func(first, second, learnt bool) {
		t.Helper()
		w := r.Copy().Workers
		if w[1].Working != first || w[2].Working != second || slices.Contains(w[3].Trades, "elder_care") != learnt {
			t.Errorf("works: %v and %v, learnt %v", w[1].Working, w[2].Working, w[3].Trades)
		}
	}
	s.catchUp(t, r)
	says(false, true, false)
	next := *s
	d, err := db.Open(t.Context(), s.url, db.Options{MaxConns: 2, Now: func() time.Time { return testdb.Now.AddDate(0, 0, 1) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	next.Indexer = &index.Indexer{DB: d, County: county, Log: s.Log, Lexicon: s.Lexicon, Workers: s.Workers, Engines: s.Engines, Pace: s.Pace}
	turn := func(days int) {
		t.Helper()
		next.tx(t, func(ctx context.Context, tx *db.Tx) error {
			return matching.TurnOfDay(ctx, tx, tx.Today().AddDate(0, 0, -days))
		})
	}
	turn(0)
	if n := s.waits(t); n != 0 {
		t.Errorf("%d notes wait though the day is the same", n)
	}
	turn(1)
	next.catchUp(t, r)
	says(true, false, true)
}
