package matching

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"laowu/internal/db"
)

// pair is a Fallback over two functions, with a clock of its own.
type pair struct {
	*Fallback
	asked [2]int
	fails error // what the first engine says, nil: it answers
	clock time.Time
	lag   time.Duration
	log   strings.Builder
}

// place is where a page began, as the engines of these tests write it.
func place(position []byte, err error) string {
	if err != nil {
		return err.Error()
	}
	return string(position)
}

// after is the cursor of an engine's nth page.
func after(engine string, n int) string {
	return engine + Question{}.Seal([]byte(strings.Repeat("after", n)))
}

type named struct {
	name string
	engine
}

func (n named) Name() string { return n.name }

func newPair(t *testing.T) *pair {
	t.Helper()
	p := &pair{clock: time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)}
	answering := func(e int, name string) Engine {
		return named{name, func(q Question) (Answer, error) {
			p.asked[e]++
			if e == first && p.fails != nil {
				return Answer{}, p.fails
			}
			return Answer{Engine: name, Total: 1, NextCursor: q.Seal([]byte("after" + place(q.Opened())))}, nil
		}}
	}
	p.Fallback = NewFallback(FallbackOptions{
		First: answering(first, "meilisearch"), Reserve: answering(reserve, "postgresql"), Now: func() time.Time { return p.clock },
		Trouble: func(err error) Trouble {
			var e troubled
			errors.As(err, &e)
			return Trouble(e)
		},
		Lag: func(context.Context) (time.Duration, error) { return p.lag, nil }, Log: slog.New(slog.NewTextHandler(&p.log, nil)),
	})
	return p
}

// search asks and says who answered.
func (p *pair) search(t *testing.T, cursor string) Answer {
	t.Helper()
	a, err := p.SearchOpenings(t.Context(), db.Actor{}, Question{Cursor: cursor})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// troubled is an error of an engine, by its trouble.
type troubled Trouble

func (e troubled) Error() string { return string(e) }

const full = troubled(DiskFull)

// A failure is answered by the reserve within the request; then the first is
// left alone, longer each time, and comes back by itself.
func TestFallback(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	if a := p.search(t, ""); a.Engine != "meilisearch" || p.State().Engine != "meilisearch" {
		t.Fatalf("%+v, %+v", a, p.State())
	}
	p.fails = full
	for range 3 {
		if a := p.search(t, ""); a.Engine != "postgresql" {
			t.Fatalf("%+v", a)
		}
	}
	s := p.State()
	if p.asked[first] != 2 || s.Trouble != DiskFull || s.Engine != "postgresql" || s.Meant != "meilisearch" || s.Fallbacks[DiskFull] != 3 || s.Since != p.clock {
		t.Errorf("asked %v, %+v", p.asked, s)
	}
	for _, rest := range []time.Duration{1, 2, 4, 8, 16, 30, 30} {
		p.clock = p.clock.Add(rest*time.Second - 1)
		before := p.asked[first]
		if p.look(t.Context()); p.asked[first] != before {
			t.Errorf("asked before %d s were over", rest)
		}
		p.clock = p.clock.Add(1)
		if p.look(t.Context()); p.asked[first] == before {
			t.Errorf("not asked after %d s", rest)
		}
	}
	p.fails = nil
	p.clock = p.clock.Add(30 * time.Second)
	p.look(t.Context())
	if a := p.search(t, ""); a.Engine != "meilisearch" || p.State().Trouble != "" {
		t.Errorf("%+v, %+v", a, p.State())
	}
	if n := strings.Count(p.log.String(), "\n"); n != 2 {
		t.Errorf("%d lines for two changes:\n%s", n, p.log.String())
	}
}

// One that comes and goes is left alone as long as before; one that was well
// for long is tried soon again.
func TestFallbackOfAFlutteringEngine(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	for _, c := range []struct {
		well, rest time.Duration
	}{{0, time.Second}, {time.Second, 2 * time.Second}, {time.Second, 4 * time.Second}, {2 * time.Minute, time.Second}} {
		p.clock = p.clock.Add(c.well)
		p.fails = full
		p.search(t, "")
		p.fails = nil
		p.clock = p.clock.Add(c.rest - 1)
		p.look(t.Context())
		if p.State().Trouble == "" {
			t.Errorf("back before %v", c.rest)
		}
		p.clock = p.clock.Add(1)
		p.look(t.Context())
		if p.State().Trouble != "" {
			t.Errorf("not back after %v", c.rest)
		}
	}
}

// What the first engine refuses is the question's fault and the answer; a
// question that it cannot read goes to the reserve and keeps nothing else away.
func TestFallbackTellsRefusals(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.fails = ErrCursor
	if _, err := p.SearchOpenings(t.Context(), db.Actor{}, Question{}); !errors.Is(err, ErrCursor) || p.asked[reserve] != 0 {
		t.Errorf("%v, asked %v", err, p.asked)
	}
	p.fails = troubled(Unasked)
	if a := p.search(t, ""); a.Engine != "postgresql" || p.State().Trouble != "" || p.State().Fallbacks[Unasked] != 1 {
		t.Errorf("%+v, %+v", a, p.State())
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	p.fails = context.Canceled
	if _, err := p.SearchOpenings(gone, db.Actor{}, Question{}); !errors.Is(err, context.Canceled) || p.State().Trouble != "" {
		t.Errorf("who asked went away: %v, %+v", err, p.State())
	}
}

// A list goes on with the engine that began it; where that does not answer it
// begins anew, and says so.
func TestFallbackCursors(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	ours := p.search(t, "").NextCursor
	if a := p.search(t, ours); a.Engine != "meilisearch" || a.Restarted || a.NextCursor != after("m", 2) {
		t.Errorf("%+v", a)
	}
	p.fails = full
	for range 2 { // the failing request itself, then one that finds it failing
		if a := p.search(t, ours); a.Engine != "postgresql" || !a.Restarted || a.NextCursor != after("p", 1) {
			t.Errorf("%+v", a)
		}
	}
	p.fails = nil
	p.clock = p.clock.Add(time.Minute)
	p.look(t.Context())
	if a := p.search(t, after("p", 1)); a.Engine != "postgresql" || a.Restarted || a.NextCursor != after("p", 2) {
		t.Errorf("%+v", a)
	}
	for _, cursor := range []string{"x", "141123", "劳", "m", "p", "mAAAA", "p" + after("", 1) + "x", "m'; --"} {
		if _, err := p.SearchOpenings(t.Context(), db.Actor{}, Question{Cursor: cursor}); !errors.Is(err, ErrCursor) {
			t.Errorf("%q: %v", cursor, err)
		}
	}
	alone := NewFallback(FallbackOptions{Reserve: p.reserve})
	if a, err := alone.SearchOpenings(t.Context(), db.Actor{}, Question{Cursor: ours}); err != nil || !a.Restarted || alone.State().Trouble != "" || alone.Name() != "postgresql" {
		t.Errorf("without the first: %+v, %v", a, err)
	}
}

// People are found likewise.
func TestFallbackOfWorkers(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	var fails error
	p.people = [2]WorkerEngine{
		people(func(q WorkerQuestion) (WorkerAnswer, error) {
			return WorkerAnswer{Engine: "meilisearch", NextCursor: q.Seal([]byte("1" + place(q.Opened())))}, fails
		}),
		people(func(q WorkerQuestion) (WorkerAnswer, error) {
			return WorkerAnswer{Engine: "postgresql", NextCursor: q.Seal([]byte("1" + place(q.Opened())))}, nil
		}),
	}
	a, err := p.SearchWorkers(t.Context(), db.Actor{}, WorkerQuestion{})
	if err != nil || a.Engine != "meilisearch" || a.NextCursor != peopleAfter("m") {
		t.Errorf("%+v, %v", a, err)
	}
	fails = full
	if a, err = p.SearchWorkers(t.Context(), db.Actor{}, WorkerQuestion{Cursor: a.NextCursor}); err != nil || a.Engine != "postgresql" || !a.Restarted || a.NextCursor != peopleAfter("p") {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err = p.SearchWorkers(t.Context(), db.Actor{}, WorkerQuestion{Cursor: "1"}); !errors.Is(err, ErrCursor) {
		t.Errorf("%v", err)
	}
}

func peopleAfter(engine string) string { return engine + WorkerQuestion{}.Seal([]byte("1")) }

type people func(WorkerQuestion) (WorkerAnswer, error)

func (p people) SearchWorkers(_ context.Context, _ db.Actor, q WorkerQuestion) (WorkerAnswer, error) {
	return p(q)
}

// One that is just being started is not waited for, and said only where it
// does not come.
func TestFallbackBegins(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.Begin()
	if a := p.search(t, ""); a.Engine != "postgresql" || p.asked[first] != 0 || p.State().Trouble != Starting {
		t.Errorf("%+v, %+v", a, p.State())
	}
	if p.look(t.Context()); p.State().Trouble != "" || strings.Contains(p.log.String(), "WARN") {
		t.Errorf("%+v, said %s", p.State(), p.log.String())
	}
	p.Begin()
	p.connect = func(context.Context) error { return full }
	if p.look(t.Context()); p.State().Trouble != DiskFull || !strings.Contains(p.log.String(), "reason=disk_full") {
		t.Errorf("%+v, said %s", p.State(), p.log.String())
	}
}

// Who is too far behind answers nobody until it has caught up.
func TestFallbackBehind(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.lag = MostLag + 1
	p.look(t.Context())
	if a := p.search(t, ""); a.Engine != "postgresql" || p.State().Trouble != Behind || p.asked[first] != 0 {
		t.Errorf("%+v, %+v", a, p.State())
	}
	p.lag = MostLag
	p.look(t.Context())
	if a := p.search(t, ""); a.Engine != "meilisearch" {
		t.Errorf("%+v", a)
	}
}

// A first engine that does not let go of a question keeps those that are under
// way for its time once, and nobody after them.
func TestFallbackOfAStuckEngine(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	waited := 0
	stuck := stuckEngine{func(ctx context.Context) error {
		mu.Lock()
		waited++
		mu.Unlock()
		<-ctx.Done()
		return ctx.Err()
	}}
	steadyReserve := named{"postgresql", func(Question) (Answer, error) { return Answer{Engine: "postgresql"}, nil }}
	f := NewFallback(FallbackOptions{First: stuck, Reserve: steadyReserve, Patience: 20 * time.Millisecond})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if a, err := f.SearchOpenings(t.Context(), db.Actor{}, Question{}); err != nil || a.Engine != "postgresql" {
				t.Errorf("%+v, %v", a, err)
			}
		})
	}
	wg.Wait()
	before := waited
	if a, err := f.SearchOpenings(t.Context(), db.Actor{}, Question{}); err != nil || a.Engine != "postgresql" || waited != before || f.State().Trouble != Slow {
		t.Errorf("%+v, %v, %+v, %d waited after %d", a, err, f.State(), waited, before)
	}
}

type stuckEngine struct{ wait func(context.Context) error }

func (stuckEngine) Name() string { return "meilisearch" }

func (s stuckEngine) SearchOpenings(ctx context.Context, _ db.Actor, _ Question) (Answer, error) {
	return Answer{}, s.wait(ctx)
}
