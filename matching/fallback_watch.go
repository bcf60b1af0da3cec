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
	short, cancel := context.WithTimeout(ctx, f.patience)
	defer cancel()
	switch err := f.probe(short); {
	case ctx.Err() != nil:
	case err != nil:
		f.leave(f.why(short, err))
	default:
		f.answers()
	}
}

func (f *Fallback) due() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state.failing != "" && !f.now().Before(f.state.due)
}

// Retry lets Watch try the first engine at once, as when it was just started.
func (f *Fallback) Retry() {
	f.mu.Lock()
	f.state.due = f.now()
	f.mu.Unlock()
}
