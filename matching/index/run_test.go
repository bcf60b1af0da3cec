package index_test

import (
	"context"
	"sync"
	"testing"

	"laowu/matching"
	"laowu/matching/index"
	"laowu/matching/recorder"
)

// hears returns a channel that has a value whenever an engine was told.
func hears(r *recorder.Recorder) <-chan bool {
	heard := make(chan bool, 100)
	r.Before = func(context.Context, bool, []int64, []int64) error {
		heard <- true
		return nil
	}
	return heard
}

// until waits until something is so, looking whenever an engine was told: a
// recorder is asked before it writes, so once more after the last.
func until(t *testing.T, heard <-chan bool, s *site, engine matching.Index, so func() bool) {
	t.Helper()
	for !so() {
		select {
		case <-heard:
			s.catchUp(t, engine) // after whoever is at it
		case <-t.Context().Done():
			t.Fatal("the test was told to end")
		}
	}
}

// running runs an indexer until it is stopped.
func running(t *testing.T, x *index.Indexer) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var done sync.WaitGroup
	done.Go(func() { x.Run(ctx) })
	stop = func() { cancel(); done.Wait() }
	t.Cleanup(stop)
	return stop
}

// A note wakes the indexer, which would look by itself only after an hour.
func TestWoken(t *testing.T) {
	t.Parallel()
	r := recorder.New("one")
	s := newSite(t, r)
	heard := hears(r)
	running(t, s.Indexer)
	until(t, heard, s, r, func() bool { return r.Made == 1 })
	for _, name := range []string{"绿化工", "花匠", "园艺工"} {
		s.rename(t, s.openings[0], name)
		for title(r, s.openings[0]) != name {
			<-heard
			s.settled(t, r)
		}
	}
}

// settled waits for whoever has the turn at an engine, without telling it
// anything.
func (s *site) settled(t *testing.T, r *recorder.Recorder) {
	t.Helper()
	s.asOwner(t, "SELECT pg_advisory_lock(hashtextextended('search index "+r.Name()+"', 0))::text", new(string))
}

// Of two processes one tells at a time; when it is killed in the middle, the
// other goes on, and nothing is lost.
func TestAnotherTakesOver(t *testing.T) {
	t.Parallel()
	r := recorder.New("one")
	s := newSite(t, r)
	s.catchUp(t, r)
	var mu sync.Mutex
	var at, most int
	entered, killed := make(chan bool, 100), make(chan bool)
	r.Before = func(ctx context.Context, _ bool, _, _ []int64) error {
		mu.Lock()
		at++
		most = max(most, at)
		mu.Unlock()
		entered <- true
		defer func() { mu.Lock(); at--; mu.Unlock() }()
		select {
		case <-killed:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	first, second := *s.Indexer, *s.Indexer
	first.Pace.Look, second.Pace.Look = 1e6, 1e6
	stopFirst := running(t, &first)
	s.rename(t, s.openings[0], "绿化工")
	<-entered // the first has the turn and is in the middle of telling
	running(t, &second)
	s.rename(t, s.openings[1], "面点师")
	stopFirst()
	<-entered // the second has it now
	if title(r, s.openings[0]) != "保洁员" {
		t.Error("what was cut off was written")
	}
	close(killed)
	for title(r, s.openings[0]) != "绿化工" || title(r, s.openings[1]) != "面点师" || s.waits(t) != 0 {
		s.settled(t, r)
	}
	if mu.Lock(); most != 1 {
		t.Errorf("%d told at once", most)
	}
	mu.Unlock()
}

// Whoever loses his connection, and the turn with it, ends what he does and
// begins again.
func TestLostConnection(t *testing.T) {
	t.Parallel()
	r := recorder.New("one")
	s := newSite(t, r)
	s.catchUp(t, r)
	entered, go1 := make(chan bool, 100), make(chan bool, 100)
	r.Before = func(context.Context, bool, []int64, []int64) error {
		entered <- true
		<-go1
		return nil
	}
	running(t, s.Indexer)
	s.rename(t, s.openings[0], "绿化工")
	<-entered
	var n int
	s.asOwner(t, "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", &n)
	if n != 1 {
		t.Fatalf("%d had the turn", n)
	}
	s.rename(t, s.openings[1], "面点师") // nobody listens at this moment, perhaps
	go1 <- true
	close(go1)
	for title(r, s.openings[1]) != "面点师" || s.waits(t) != 0 {
		<-entered
		s.settled(t, r)
	}
}
