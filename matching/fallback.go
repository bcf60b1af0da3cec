package matching

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"laowu/internal/db"
)

// Patience is how long the first engine may take for an answer.
const Patience = 300 * time.Millisecond

// Fallback is two engines as one: a first, and a reserve that answers within
// the same request where the first does not. After a failure the first is left
// alone for a while that grows, and comes back when Watch has seen it answer,
// so that nobody waits for it in vain twice. Safe for several goroutines.
type Fallback struct {
	first, reserve Engine
	people         [2]WorkerEngine // first and reserve
	trouble        func(error) Trouble
	connect, probe func(context.Context) error
	lag            func(context.Context) (time.Duration, error)
	log            *slog.Logger
	patience       time.Duration
	now            func() time.Time

	mu    sync.Mutex
	state health
}

// FallbackOptions are the parts of a Fallback. All but Reserve may be left
// out, and the workers' engines where nobody asks for workers.
type FallbackOptions struct {
	First, Reserve               Engine
	FirstWorkers, ReserveWorkers WorkerEngine
	// Trouble says what an error of the first engine means; Unreachable where
	// it is left out.
	Trouble func(error) Trouble
	// Connect makes the first engine ready to be asked again; it may take longer
	// than an answer.
	Connect func(context.Context) error
	// Probe asks the first engine whether it answers; one question for openings,
	// in Chinese, where it is left out.
	Probe func(context.Context) error
	// Lag is how long the oldest change has waited to reach the first engine.
	Lag func(context.Context) (time.Duration, error)
	Log *slog.Logger
	// Patience is that of the package where it is zero.
	Patience time.Duration
	// Now is the clock; time.Now where it is left out.
	Now func() time.Time
}

// NewFallback makes a Fallback. Without a First the reserve answers alone.
func NewFallback(o FallbackOptions) *Fallback {
	f := &Fallback{
		first: o.First, reserve: o.Reserve, people: [2]WorkerEngine{o.FirstWorkers, o.ReserveWorkers},
		trouble: o.Trouble, connect: o.Connect, probe: o.Probe, lag: o.Lag, log: o.Log, patience: o.Patience, now: o.Now,
	}
	if f.probe == nil {
		f.probe = func(ctx context.Context) error {
			_, err := f.first.SearchOpenings(ctx, db.Actor{County: nowhere, Role: db.Nobody}, Question{Words: []string{"保洁"}, Limit: 1})
			return err
		}
	}
	if f.connect == nil {
		f.connect = func(context.Context) error { return nil }
	}
	if f.trouble == nil {
		f.trouble = func(error) Trouble { return Unreachable }
	}
	if f.log == nil {
		f.log = slog.New(slog.DiscardHandler)
	}
	if f.patience == 0 {
		f.patience = Patience
	}
	if f.now == nil {
		f.now = time.Now
	}
	return f
}

// nowhere is no county's number.
const nowhere = "000000"

// Name is that of the engine that is meant to answer.
func (f *Fallback) Name() string {
	if f.first == nil {
		return f.reserve.Name()
	}
	return f.first.Name()
}

// SearchOpenings asks the first engine, or the reserve. A cursor is asked of
// the engine that made it; where that is the first and it does not answer, the
// list begins anew (Answer.Restarted).
func (f *Fallback) SearchOpenings(ctx context.Context, actor db.Actor, q Question) (Answer, error) {
	by, cursor, err := f.owner(q.Cursor)
	if err != nil {
		return Answer{}, err
	}
	q.Cursor = cursor
	if _, err := q.Opened(); err != nil {
		return Answer{}, err
	}
	a, err := ask(ctx, f, by, func(ctx context.Context, e int) (Answer, error) {
		if e == first {
			return f.first.SearchOpenings(ctx, actor, q)
		}
		if by == first {
			q.Cursor = ""
		}
		return f.reserve.SearchOpenings(ctx, actor, q)
	})
	a.Restarted = cursor != "" && by == first && a.Engine == f.reserve.Name()
	a.NextCursor = sign(a.Engine, a.NextCursor)
	return a, err
}

// SearchWorkers likewise.
func (f *Fallback) SearchWorkers(ctx context.Context, actor db.Actor, q WorkerQuestion) (WorkerAnswer, error) {
	by, cursor, err := f.owner(q.Cursor)
	if err != nil {
		return WorkerAnswer{}, err
	}
	q.Cursor = cursor
	if _, err := q.Opened(); err != nil {
		return WorkerAnswer{}, err
	}
	a, err := ask(ctx, f, by, func(ctx context.Context, e int) (WorkerAnswer, error) {
		if e == reserve && by == first {
			q.Cursor = ""
		}
		return f.people[e].SearchWorkers(ctx, actor, q)
	})
	a.Restarted = cursor != "" && by == first && a.Engine == f.reserve.Name()
	a.NextCursor = sign(a.Engine, a.NextCursor)
	return a, err
}

// The two engines by number.
const first, reserve, either = 0, 1, -1

// ask puts a question to one of the engines, and to the reserve where the
// first has none for it.
func ask[A any](ctx context.Context, f *Fallback, by int, put func(context.Context, int) (A, error)) (A, error) {
	if f.first == nil || by == reserve || !f.asksFirst() {
		return put(ctx, reserve)
	}
	short, cancel := context.WithTimeout(ctx, f.patience)
	defer cancel()
	a, err := put(short, first)
	// Who gave up himself wants no other answer.
	if err == nil || Refusal(err) != nil || ctx.Err() != nil {
		return a, err
	}
	f.failed(f.why(short, err), err)
	return put(ctx, reserve)
}

// why is what an error of the first engine means, which had the time of ctx.
func (f *Fallback) why(ctx context.Context, err error) Trouble {
	if ctx.Err() != nil {
		return Slow
	}
	return f.trouble(err)
}
