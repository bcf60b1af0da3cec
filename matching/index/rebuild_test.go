package index_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/work"
	"laowu/matching"
	"laowu/matching/index"
	"laowu/matching/recorder"
)

// What changes while an index is built anew is in both copies: in the one that
// answers at once, in the new one when it answers.
func TestReindexWhileOthersChange(t *testing.T) {
	t.Parallel()
	r := recorder.New("one")
	s := newSite(t, r)
	s.catchUp(t, r)
	w := 0
	r.Before = func(_ context.Context, building bool, openings, workers []int64) error {
		switch {
		case building && w == 0 && len(openings) > 0: // the new copy has just been given the openings as they were
			w++
			s.rename(t, s.openings[0], "绿化工")
			s.change(t, work.Opening, s.openings[1], "UPDATE opening SET closed_at = now() WHERE id = $1")
		case building && w == 1 && len(workers) > 0:
			w++
			if title(r, s.openings[0]) != "绿化工" {
				t.Error("the old copy was not told meanwhile")
			}
			s.change(t, work.Worker, 1, "UPDATE person SET willing = true WHERE id = $1")
		}
		return nil
	}
	out, err := s.Reindex(t.Context())
	if err != nil || len(out) != 1 || out[0].Openings != 1 || out[0].Workers != 3 || out[0].Engine != "one" || out[0].Seconds <= 0 {
		t.Errorf("%+v, %v", out, err)
	}
	if n := s.waits(t); n != 0 {
		t.Errorf("%d notes wait after a reindex", n)
	}
	fresh := recorder.New("two")
	s.catchUp(t, fresh)
	s.catchUp(t, r)
	got, want := r.Copy(), fresh.Copy()
	if r.Made != 2 || w != 2 || len(got.Openings) != 1 || title(r, s.openings[0]) != "绿化工" || got.Workers[1].Trades[0] != want.Workers[1].Trades[0] {
		t.Errorf("new copy %+v, made %d", got, r.Made)
	}
}

// Another process's reindex and the service's indexer lose nothing between them:
// whoever has the turn tells, and after the swap the new copy is told.
func TestReindexBesideService(t *testing.T) {
	t.Parallel()
	r := recorder.New("one")
	s := newSite(t, r)
	running(t, s.Indexer)
	other := *s.Indexer
	for i, title := range []string{"绿化工", "花匠", "园艺工", "盆景工"} {
		s.rename(t, s.openings[i%2], title)
		if _, err := other.Reindex(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	s.catchUp(t, r)
	if title(r, s.openings[0]) != "园艺工" || title(r, s.openings[1]) != "盆景工" {
		t.Errorf("%+v", r.Copy().Openings)
	}
}

// A reindex that ends in the middle leaves the old copy to answer.
func TestReindexFails(t *testing.T) {
	t.Parallel()
	r := recorder.New("one")
	s := newSite(t, r)
	s.catchUp(t, r)
	r.Before = func(_ context.Context, building bool, _, workers []int64) error {
		if building && len(workers) > 0 {
			return errDown
		}
		return nil
	}
	if _, err := s.Reindex(t.Context()); !errors.Is(err, errDown) {
		t.Errorf("%v", err)
	}
	if len(r.Copy().Workers) != 3 || r.Made != 1 || r.Left != 1 {
		t.Errorf("%d workers, %d copies made, %d left", len(r.Copy().Workers), r.Made, r.Left)
	}
	s.rename(t, s.openings[0], "绿化工")
	s.catchUp(t, r)
	if title(r, s.openings[0]) != "绿化工" {
		t.Error("the old copy is not told any more")
	}
}

// Refusals of the new copy are those that count once it answers.
func TestReindexRefuses(t *testing.T) {
	t.Parallel()
	r := recorder.New("one")
	s := newSite(t, r)
	s.catchUp(t, r)
	r.Before = func(_ context.Context, _ bool, _, workers []int64) error {
		if len(workers) == 0 {
			return nil
		}
		return &matching.RefusedError{Refused: []matching.Refused{{ID: 2, Why: "too long"}}}
	}
	out, err := s.Reindex(t.Context())
	if err != nil || out[0].Refused != 1 || out[0].Workers != 2 {
		t.Errorf("%+v, %v", out, err)
	}
	if got := s.refusals(t, county); len(got) != 1 || got[0].Record != 2 || got[0].Kind != work.Worker {
		t.Errorf("refused %+v", got)
	}
	r.Before = nil
	if _, err := s.Reindex(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := s.refusals(t, county); len(got) != 0 {
		t.Errorf("refused %+v", got)
	}
}

// aged is an engine whose copy is of another lexicon until it is built anew.
type aged struct {
	*recorder.Recorder
	old bool
}

func (a *aged) Current(context.Context) (bool, error) { return !a.old || a.Made > 1, nil }

// The copy of another lexicon is built anew.
func TestOldCopy(t *testing.T) {
	t.Parallel()
	r := &aged{Recorder: recorder.New("one")}
	s := newSite(t, r)
	s.catchUp(t, r)
	s.catchUp(t, r)
	if r.Made != 1 {
		t.Errorf("made %d times", r.Made)
	}
	r.old = true
	s.catchUp(t, r)
	s.catchUp(t, r)
	if r.Made != 2 {
		t.Errorf("made %d times", r.Made)
	}
}

// An engine that nobody used for a week holds nothing, and is built anew when it
// comes back.
func TestForgotten(t *testing.T) {
	t.Parallel()
	used, left := recorder.New("used"), recorder.New("left")
	s := newSite(t, used, left)
	s.catchUp(t, used)
	s.catchUp(t, left)
	s.rename(t, s.openings[0], "绿化工")
	s.catchUp(t, used)
	at := func(days int) *index.Indexer {
		d, err := db.Open(t.Context(), s.url, db.Options{MaxConns: 2, Now: func() time.Time { return testdb.Now.AddDate(0, 0, days) }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(d.Close)
		x := *s.Indexer
		x.DB = d
		return &x
	}
	for _, c := range []struct{ days, waits, made int }{{6, 1, 1}, {8, 0, 1}} {
		if err := at(c.days).CatchUp(t.Context(), used); err != nil {
			t.Fatal(err)
		}
		if n := s.waits(t); n != c.waits || used.Made != c.made {
			t.Errorf("after %d days %d notes wait, made %d times", c.days, n, used.Made)
		}
	}
	if err := at(8).CatchUp(t.Context(), left); err != nil {
		t.Fatal(err)
	}
	if left.Made != 2 || title(left, s.openings[0]) != "绿化工" {
		t.Errorf("back again: made %d times, says %s", left.Made, title(left, s.openings[0]))
	}
}
