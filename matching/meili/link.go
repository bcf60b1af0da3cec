package meili

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"laowu/internal/db"
	"laowu/matching"
)

// Prefix begins the names of the platform's indexes.
const Prefix = "laowu_"

// Endpoint is where a server is, and a key for it: its master key, by which
// one that may do less is made, or such a one itself.
type Endpoint struct{ URL, Key string }

// Link is an Engine whose server need not be there yet, may come back with
// another key, or at another place. It connects at its first use; what fails
// then is answered at once from then on, until Connect or a change of an index
// tries again. Safe for several goroutines.
type Link struct {
	at      func() (Endpoint, error)
	options Options // for the engines that it makes; URL and Key are filled in

	connecting chan struct{} // full while somebody connects

	mu     sync.Mutex
	engine *Engine  // nil while there is none
	to     Endpoint // that engine was made for
	fails  error    // why there is none; nil: never tried
}

// NewLink makes a link. at says where the server is now, or why there is none.
func NewLink(at func() (Endpoint, error), o Options) *Link {
	if o.Prefix == "" {
		o.Prefix = Prefix
	}
	return &Link{at: at, options: o, connecting: make(chan struct{}, 1)}
}

// Name is "meilisearch".
func (l *Link) Name() string { return (*Engine)(nil).Name() }

// Close lets go of idle connections.
func (l *Link) Close() { l.drop(nil) }

// now is the engine, or why there is none.
func (l *Link) now() (*Engine, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.engine, l.fails
}

// drop forgets an engine, any where it is nil.
func (l *Link) drop(e *Engine) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.engine != nil && (e == nil || e == l.engine) {
		l.engine.Close()
		l.engine, l.to = nil, Endpoint{}
	}
}

// Connect sees to it that there is an engine for where the server is now, and
// that it answers.
func (l *Link) Connect(ctx context.Context) error {
	e, err := l.reach(ctx)
	if err != nil {
		return err
	}
	if err = e.Health(ctx); !errors.Is(err, ErrKey) {
		return err
	}
	// A server that began anew knows no keys of before.
	l.drop(e)
	if e, err = l.reach(ctx); err != nil {
		return err
	}
	return e.Health(ctx)
}

// reach is the engine for where the server is now. Of several one connects; how
// long it takes him keeps nobody longer than his own time.
func (l *Link) reach(ctx context.Context) (*Engine, error) {
	select {
	case l.connecting <- struct{}{}:
		defer func() { <-l.connecting }()
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: %w", ErrUnreachable, ctx.Err())
	}
	at, err := l.at()
	if err != nil {
		err = fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	l.mu.Lock()
	e, same := l.engine, l.to == at
	l.mu.Unlock()
	if err == nil && e != nil && same {
		return e, nil
	}
	l.drop(nil)
	if err == nil {
		e, err = l.make(ctx, at)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fails = err; err != nil {
		return nil, err
	}
	l.engine, l.to = e, at
	return e, nil
}

// make makes an engine with a key that may do no more than it must. Where the
// key given cannot make one, it is taken for one.
func (l *Link) make(ctx context.Context, at Endpoint) (*Engine, error) {
	o := l.options
	o.URL, o.Key = at.URL, at.Key
	key, err := RestrictedKey(ctx, at.URL, at.Key, o.Prefix)
	switch {
	case err == nil:
		o.Key = key
	case !errors.Is(err, ErrKey):
		return nil, err
	}
	e := New(o)
	if err != nil {
		if err := e.Health(ctx); err != nil && !errors.Is(err, ErrMissing) {
			e.Close()
			return nil, err
		}
	}
	return e, nil
}

// SearchOpenings asks the engine. Of many that come before it is there, one
// connects.
func (l *Link) SearchOpenings(ctx context.Context, actor db.Actor, q matching.Question) (matching.Answer, error) {
	e, err := l.first(ctx)
	if err != nil {
		return matching.Answer{}, err
	}
	return e.SearchOpenings(ctx, actor, q)
}

// SearchWorkers likewise.
func (l *Link) SearchWorkers(ctx context.Context, actor db.Actor, q matching.WorkerQuestion) (matching.WorkerAnswer, error) {
	e, err := l.first(ctx)
	if err != nil {
		return matching.WorkerAnswer{}, err
	}
	return e.SearchWorkers(ctx, actor, q)
}

func (l *Link) first(ctx context.Context) (*Engine, error) {
	if e, err := l.now(); e != nil || err != nil {
		return e, err
	}
	return l.reach(ctx)
}

// patientConnect bounds how long an index waits to reach the server.
const patientConnect = 10 * time.Second

// tell does something with the engine for an index. A key that is refused is
// made anew next time.
func (l *Link) tell(ctx context.Context, do func(*Engine) error) error {
	short, cancel := context.WithTimeout(ctx, patientConnect)
	e, err := l.reach(short)
	cancel()
	if err != nil {
		return err
	}
	if err = do(e); errors.Is(err, ErrKey) {
		l.drop(e)
	}
	return err
}

// PutOpenings is matching.Index's.
func (l *Link) PutOpenings(ctx context.Context, docs []matching.OpeningDocument, gone []int64) error {
	return l.tell(ctx, func(e *Engine) error { return e.PutOpenings(ctx, docs, gone) })
}

// PutWorkers is matching.Index's.
func (l *Link) PutWorkers(ctx context.Context, docs []matching.WorkerDocument, gone []int64) error {
	return l.tell(ctx, func(e *Engine) error { return e.PutWorkers(ctx, docs, gone) })
}

// Rebuild is matching.Index's.
func (l *Link) Rebuild(ctx context.Context) (b matching.Build, err error) {
	err = l.tell(ctx, func(e *Engine) error {
		b, err = e.Rebuild(ctx)
		return err
	})
	return b, err
}

// Current says whether the indexes are there and built by this program's
// settings and lexicon.
func (l *Link) Current(ctx context.Context) (is bool, err error) {
	err = l.tell(ctx, func(e *Engine) error {
		is, err = e.SettingsCurrent(ctx)
		return err
	})
	return is, err
}
