package matching

import "time"

// Bounds of how long a first engine that failed is left alone. The wait
// doubles with each failure, and begins anew once the engine has answered for
// steady.
const (
	shortestRest = time.Second
	longestRest  = 30 * time.Second
	steady       = time.Minute
)

// MostLag is how long a change may wait to reach the first engine before the
// reserve, which is always in step, answers instead.
const MostLag = 30 * time.Second

// health is what is known of the first engine.
type health struct {
	failing   Trouble // empty while it answers
	behind    bool
	since     time.Time // of the change before last words
	due       time.Time // when it may be tried again
	rest      time.Duration
	back      time.Time // when it last came back
	fallbacks map[Trouble]uint64
}

// State says which engine is asked, and why.
type State struct {
	Meant     string             // the engine that is meant to answer
	Engine    string             // the one that is asked
	Trouble   Trouble            // empty where both are the same
	Since     time.Time          // of the trouble
	Fallbacks map[Trouble]uint64 // questions that went to the reserve, by reason
}

// State is how things are now.
func (f *Fallback) State() State {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := State{Meant: f.Name(), Engine: f.Name(), Trouble: f.state.trouble(), Fallbacks: map[Trouble]uint64{}}
	if s.Trouble != "" {
		s.Engine, s.Since = f.reserve.Name(), f.state.since
	}
	for why, n := range f.state.fallbacks {
		s.Fallbacks[why] = n
	}
	return s
}

func (h *health) trouble() Trouble {
	if h.failing == "" && h.behind {
		return Behind
	}
	return h.failing
}

func (h *health) count(why Trouble) {
	if h.fallbacks == nil {
		h.fallbacks = map[Trouble]uint64{}
	}
	h.fallbacks[why]++
}

// asksFirst says whether the first engine is asked, and counts a question that
// is not put to it.
func (f *Fallback) asksFirst() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	why := f.state.trouble()
	if why != "" {
		f.state.count(why)
	}
	return why == ""
}

// failed notes a question that the first engine did not answer. One that it
// does not take says nothing of the next; it is a fault of the program, which
// the log hears of less and less often.
func (f *Fallback) failed(why Trouble, err error) {
	f.mu.Lock()
	f.state.count(why)
	n := f.state.fallbacks[why]
	f.mu.Unlock()
	if why != Unasked {
		f.leave(why)
	} else if n&(n-1) == 0 {
		f.log.Error("the search engine does not take a question, the reserve answers", "engine", f.first.Name(), "error", err, "so_far", n)
	}
}

// leave lets the first engine alone for a while. Questions that were under way
// together fail together and are one failure.
func (f *Fallback) leave(why Trouble) {
	f.mu.Lock()
	now, h := f.now(), &f.state
	before := h.trouble()
	if h.failing == "" || h.failing == Starting || !now.Before(h.due) {
		if h.rest = min(2*h.rest, longestRest); h.rest == 0 || h.failing == "" && now.Sub(h.back) > steady {
			h.rest = shortestRest
		}
		h.due = now.Add(h.rest)
	}
	h.failing = why
	f.changed(before, now)
	f.mu.Unlock()
}

// answers notes that the first engine answers again.
func (f *Fallback) answers() {
	f.mu.Lock()
	now, before := f.now(), f.state.trouble()
	f.state.failing, f.state.back = "", now
	f.changed(before, now)
	f.mu.Unlock()
}

// lags notes how far the first engine is behind.
func (f *Fallback) lags(by time.Duration) {
	f.mu.Lock()
	before := f.state.trouble()
	f.state.behind = by > MostLag
	f.changed(before, f.now())
	f.mu.Unlock()
}

// changed says in the log, once, that it is another engine's turn. The caller
// holds the lock.
func (f *Fallback) changed(before Trouble, now time.Time) {
	switch after := f.state.trouble(); {
	case after == before:
		return
	case before == Starting && after == "":
		f.log.Info("the search engine answers", "engine", f.first.Name())
	case after == "":
		f.log.Warn("the search engine answers again", "engine", f.first.Name(), "after", now.Sub(f.state.since).Round(time.Millisecond))
	default:
		if before == "" {
			f.state.since = now
		}
		f.log.Warn("the search engine does not answer, the reserve does", "engine", f.first.Name(), "reserve", f.reserve.Name(), "reason", string(after), "hint", after.Hint())
	}
}
