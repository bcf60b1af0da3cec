package private

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// rhythm is how soon a keeper acts. Tests are quicker.
type rhythm struct {
	pause   time.Duration // before the first new start of a server that ends; the next ones double it
	longest time.Duration // that it grows to
	steady  time.Duration // a server that ran so long begins anew with the first
	start   time.Duration // that a server may take to answer at all
	look    time.Duration // between two looks whether it answers
	deaf    int           // looks without an answer after which it is killed
}

func ordinary() rhythm {
	return rhythm{pause: time.Second, longest: time.Minute, steady: time.Minute, start: 2 * time.Minute, look: 5 * time.Second, deaf: 6}
}

// KeepOptions say which server is kept.
type KeepOptions struct {
	Path string       // of the program
	Data string       // the data folder
	Log  *slog.Logger // may be nil
	// Changed is called when the server answers at another place than before;
	// may be nil.
	Changed func(Endpoint)
}

// Keeper keeps a server running for a data folder, or follows the one that
// another process keeps, and takes over where that one ends.
type Keeper struct {
	o      KeepOptions
	home   *home
	rhythm rhythm
	cancel context.CancelFunc
	done   chan struct{}
	first  chan error // how the first start went

	mu sync.Mutex
	at Endpoint
}

// Keep begins to keep a server, beside the caller, until ctx ends or Stop is
// called. What it cannot do now it tries again.
func Keep(ctx context.Context, o KeepOptions) (*Keeper, error) { return keep(ctx, o, ordinary()) }

func keep(ctx context.Context, o KeepOptions, r rhythm) (*Keeper, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	h, err := openHome(ctx, o.Data, o.Path)
	if err != nil {
		return nil, err
	}
	k := &Keeper{o: o, home: h, rhythm: r, done: make(chan struct{}), first: make(chan error, 1)}
	ctx, k.cancel = context.WithCancel(ctx)
	go func() {
		defer close(k.done)
		defer h.close()
		k.run(ctx)
	}()
	return k, nil
}

// Stop ends the server, where this process keeps it.
func (k *Keeper) Stop() {
	k.cancel()
	<-k.done
}

// Wait returns when the server answers for the first time, or why its first
// start failed; it is tried again all the same. Call it once.
func (k *Keeper) Wait(ctx context.Context) error {
	select {
	case err := <-k.first:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Endpoint is where the server answers, or did last; empty where it never did.
func (k *Keeper) Endpoint() Endpoint {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.at
}

// moved notes where the server answers.
func (k *Keeper) moved(to Endpoint) {
	k.mu.Lock()
	before := k.at
	k.at = to
	k.mu.Unlock()
	k.tell(nil)
	if k.o.Changed != nil && to != before {
		k.o.Changed(to)
	}
}

// tell is for Wait, which hears the first word alone.
func (k *Keeper) tell(err error) {
	select {
	case k.first <- err:
	default:
	}
}

// run keeps or follows until ctx ends.
func (k *Keeper) run(ctx context.Context) {
	pause := k.rhythm.pause
	for ctx.Err() == nil {
		began := time.Now()
		mine, err := k.home.keep()
		if err == nil && !mine {
			k.follow()
			rest(ctx, k.rhythm.pause)
			continue
		}
		if err == nil {
			err = k.serve(ctx)
		}
		if ctx.Err() != nil {
			return
		}
		k.tell(err)
		if time.Since(began) > k.rhythm.steady {
			pause = k.rhythm.pause
		}
		k.o.Log.WarnContext(ctx, "the private Meilisearch does not run and is started again", "in", pause, "error", err)
		rest(ctx, pause)
		pause = min(2*pause, k.rhythm.longest)
	}
}

// follow notes where the server of another process is.
func (k *Keeper) follow() {
	if at, err := k.home.endpoint(); err == nil && k.home.address() != "" {
		k.moved(at)
	}
}

func rest(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
