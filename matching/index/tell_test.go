package index_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"laowu/internal/db"
	"laowu/internal/work"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/index"
	"laowu/matching/recorder"
)

// What changes is told, what is gone is taken away, and then nothing waits.
func TestTells(t *testing.T) {
	t.Parallel()
	r := recorder.New("one")
	s := newSite(t, r)
	s.catchUp(t, r)
	if c := r.Copy(); len(c.Openings) != 2 || len(c.Workers) != 3 || r.Made != 1 {
		t.Fatalf("first building: %d openings, %d workers, %d copies", len(c.Openings), len(c.Workers), r.Made)
	}
	s.rename(t, s.openings[0], "绿化工")
	s.change(t, work.Opening, s.openings[1], "UPDATE opening SET closed_at = now() WHERE id = $1")
	s.change(t, work.Worker, 2, "UPDATE person SET willing = true WHERE id = $1")
	s.change(t, work.Worker, 3, "DELETE FROM person WHERE id = $1 AND false")
	s.change(t, work.Worker, 99, "SELECT $1::bigint")
	if n := s.waits(t); n != 5 {
		t.Errorf("%d notes wait", n)
	}
	before := r.Copy().Workers[2].Trades[0]
	s.catchUp(t, r)
	c := r.Copy()
	if len(c.Openings) != 1 || title(r, s.openings[0]) != "绿化工" || len(c.Workers) != 3 || c.Workers[2].Trades[0] == before || r.Made != 1 {
		t.Errorf("after changes: %+v, %d copies", c, r.Made)
	}
	if n := s.waits(t); n != 0 {
		t.Errorf("%d notes wait", n)
	}
}

// Many notes of a record are told once, and a note of very many people is told in
// parts that fit into memory.
func TestCoalesces(t *testing.T) {
	t.Parallel()
	r := recorder.New("one")
	s := newSite(t, r)
	s.catchUp(t, r)
	var puts [][]int64
	r.Before = func(_ context.Context, _ bool, openings, _ []int64) error {
		puts = append(puts, openings)
		return nil
	}
	for _, title := range []string{"绿化工", "花匠", "园艺工"} {
		s.rename(t, s.openings[0], title)
	}
	s.rename(t, s.openings[1], "面点师")
	s.catchUp(t, r)
	if len(puts) != 1 || !slices.Equal(puts[0], s.openings) {
		t.Errorf("told %v", puts)
	}
	many := make([]int64, 9500)
	for i := range many {
		many[i] = int64(i + 1)
	}
	s.tx(t, func(ctx context.Context, tx *db.Tx) error { return work.Changed(ctx, tx, work.Worker, many...) })
	if n := s.waits(t); n != 10 {
		t.Errorf("%d people are %d notes", len(many), n)
	}
	puts = nil
	s.catchUp(t, r)
	if len(puts) != 3 || len(r.Copy().Workers) != 3 {
		t.Errorf("told in %d parts, %d workers", len(puts), len(r.Copy().Workers))
	}
}

var errDown = errors.New("engine is down")

// An engine that is away holds nobody else back, and hears of all when it is
// back.
func TestEachEngineForItself(t *testing.T) {
	t.Parallel()
	up, down := recorder.New("up"), recorder.New("down")
	s := newSite(t, up, down)
	s.catchUp(t, up)
	s.catchUp(t, down)
	down.Before = func(context.Context, bool, []int64, []int64) error { return errDown }
	s.rename(t, s.openings[0], "绿化工")
	s.catchUp(t, up)
	if err := s.CatchUp(t.Context(), down); !errors.Is(err, errDown) {
		t.Errorf("told an engine that is down: %v", err)
	}
	if title(up, s.openings[0]) != "绿化工" || title(down, s.openings[0]) != "保洁员" || s.waits(t) != 1 {
		t.Errorf("up says %s, down says %s, %d wait", title(up, s.openings[0]), title(down, s.openings[0]), s.waits(t))
	}
	lags, err := index.Lags(t.Context(), s.DB, county)
	if err != nil || len(lags) != 2 || lags[0].Engine != "down" || lags[0].Waiting != 1 || lags[1].Waiting != 0 || lags[0].BuiltAt == nil || lags[0].Workers != 3 {
		t.Errorf("lags %+v, %v", lags, err)
	}
	down.Before = nil
	s.rename(t, s.openings[1], "面点师")
	s.catchUp(t, down)
	s.catchUp(t, up)
	if title(down, s.openings[0]) != "绿化工" || title(down, s.openings[1]) != "面点师" || s.waits(t) != 0 {
		t.Errorf("back again: %v, %d wait", down.Copy().Openings, s.waits(t))
	}
}

// What an engine refuses leaves the outbox and is shown, and is tried again when
// it changes.
func TestRefused(t *testing.T) {
	t.Parallel()
	r := recorder.New("one")
	s := newSite(t, r)
	s.catchUp(t, r)
	bad := s.openings[0]
	r.Before = func(_ context.Context, _ bool, openings, _ []int64) error {
		if slices.Contains(openings, bad) {
			return &matching.RefusedError{Refused: []matching.Refused{{ID: bad, Why: "too long"}}}
		}
		return nil
	}
	s.rename(t, bad, "绿化工")
	s.rename(t, s.openings[1], "面点师")
	s.catchUp(t, r)
	if got := s.refusals(t, county); len(got) != 1 || got[0].Record != bad || got[0].Kind != work.Opening || got[0].Why != "too long" || got[0].Engine != "one" {
		t.Errorf("refused %+v", got)
	}
	if title(r, s.openings[1]) != "面点师" || s.waits(t) != 0 {
		t.Errorf("the other one says %s, %d wait", title(r, s.openings[1]), s.waits(t))
	}
	if got := s.refusals(t, "141124"); len(got) != 0 {
		t.Errorf("another county is shown %+v", got)
	}
	r.Before = nil
	s.rename(t, bad, "花匠")
	s.catchUp(t, r)
	if got := s.refusals(t, county); len(got) != 0 || title(r, bad) != "花匠" {
		t.Errorf("refused %+v, says %s", got, title(r, bad))
	}
}

func (s *site) refusals(t *testing.T, county string) (all []index.Refusal) {
	t.Helper()
	err := s.DB.ReadTx(t.Context(), db.Actor{County: county, Role: db.Admin}, func(tx *db.Tx) (err error) {
		all, err = index.Refusals(t.Context(), tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A county's openings are read as its own admin reads them, whoever changed them.
func TestCounties(t *testing.T) {
	t.Parallel()
	r := recorder.New("one")
	s := newSite(t, r)
	var hidden int64
	other := db.Actor{County: "141124", Role: db.Admin}
	err := s.DB.Tx(t.Context(), other, func(tx *db.Tx) error {
		ids, err := contract.Insert(t.Context(), tx, other.County, []contract.Opening{{Title: "焊工", Enterprise: "示例物业有限公司", PlaceText: "临县", To: []string{"141124"}}})
		hidden = ids[0]
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s.catchUp(t, r)
	if title(r, hidden) != "焊工" {
		t.Error("the other county's opening is not in the index")
	}
	s.tx(t, func(ctx context.Context, tx *db.Tx) error { return work.Changed(ctx, tx, work.Opening, hidden) })
	s.catchUp(t, r)
	if title(r, hidden) != "焊工" {
		t.Error("noted by a county that does not see it, the opening is gone from the index")
	}
}
