package matching

import (
	"context"
	"time"
)

// watchEvery is how often Watch looks.
const watchEvery = 500 * time.Millisecond

// Watch brings the first engine back once it answers, and looks how far it is
// behind, until ctx ends. Without it a failure is for good.
func (f *Fallback) Watch(ctx context.Context) {
	if f.first == nil {
		return
	}
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		f.look(ctx)
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
}

// look does one round of Watch.
func (f *Fallback) look(ctx context.Context) {
	if f.lag != nil {
		// Where the database does not say it, it does not answer either.
		if by, err := f.lag(ctx); err == nil {
			f.lags(by)
		}
	}
	if !f.due() {
		return
	}
	switch why := f.try(ctx); {
	case ctx.Err() != nil:
	case why != "":
		f.leave(why)
	default:
		f.answers()
	}
}

// Heed looks once whether any change waits to reach the first engine, and has the
// reserve answer where one does: for commands, beside which nobody may Watch and
// nobody may tell the first engine what changed.
func (f *Fallback) Heed(ctx context.Context) {
	if f.first == nil || f.lag == nil {
		return
	}
	by, err := f.lag(ctx)
	f.mu.Lock()
	f.state.behind = err != nil || by > 0
	f.mu.Unlock()
}

// connectTime is how long it may take to reach the first engine.
const connectTime = 5 * time.Second

// try reaches the first engine, asks it, and says why it does not answer, empty
// where it does. Only its second answer has to be quick: for the first it may
// have to load its dictionary.
func (f *Fallback) try(ctx context.Context) Trouble {
	reach, cancel := context.WithTimeout(ctx, connectTime)
	defer cancel()
	err := f.connect(reach)
	if err == nil {
		err = f.probe(reach)
	}
	if err != nil {
		return f.why(reach, err)
	}
	short, done := context.WithTimeout(ctx, f.patience)
	defer done()
	if err = f.probe(short); err != nil {
		return f.why(short, err)
	}
	return ""
}

func (f *Fallback) due() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state.failing != "" && !f.now().Before(f.state.due)
}

// Begin leaves the first engine alone until Watch has seen it answer: nobody
// waits for one that is just being started.
func (f *Fallback) Begin() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.state.failing, f.state.since, f.state.due = Starting, f.now(), f.now()
}

// Retry lets Watch try the first engine at once, as when it was just started.
func (f *Fallback) Retry() {
	f.mu.Lock()
	f.state.due = f.now()
	f.mu.Unlock()
}
