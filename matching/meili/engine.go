// Package meili is search by Meilisearch. What must hold of an answer goes into
// filters, which are exact; the engine's ranking rules order what is found. It
// keeps copies of what PostgreSQL holds, and can be rebuilt from it.
package meili

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"laowu/internal/db"
	"laowu/matching"
)

// Options say where the engine is and what it works with.
type Options struct {
	URL      string // http://127.0.0.1:7700
	Key      string // one that RestrictedKey made
	Prefix   string // of the indexes' names
	Lexicon  *matching.Lexicon
	Now      func() time.Time // time.Now where nil
	Scope    Scope            // needed to search for people
	Patience time.Duration    // how long one task may take; two minutes where zero
	Reply    time.Duration    // how long one answer may take, whatever is asked; likewise
}

// Scope says by which words of WorkerDocument.Scope an actor sees people, or
// that he sees all of his county.
type Scope func(ctx context.Context, actor db.Actor) (all bool, scope []string, err error)

// Engine asks and tells a Meilisearch. Safe for several goroutines.
type Engine struct {
	server   meilisearch.ServiceManager
	lexicon  *matching.Lexicon
	prefix   string
	now      func() time.Time
	scope    Scope
	patience time.Duration
	groups   map[string]bool // trades that others belong to
	settings settings
	known    atomic.Bool // the server's version has been seen and is right
}

// defaultPatience is what a task of some thousand documents takes many times
// over.
const defaultPatience = 2 * time.Minute

// New makes an engine. It asks nothing of the server yet.
func New(o Options) *Engine {
	o.Patience, o.Reply = cmp.Or(o.Patience, defaultPatience), cmp.Or(o.Reply, defaultPatience)
	e := &Engine{
		// A search that fails is answered by PostgreSQL: trying again would
		// keep the asker waiting.
		server:  meilisearch.New(o.URL, meilisearch.WithAPIKey(o.Key), meilisearch.DisableRetries(), meilisearch.WithCustomClient(client(o.Reply))),
		lexicon: o.Lexicon, prefix: o.Prefix, now: o.Now, scope: o.Scope, patience: o.Patience,
		groups: map[string]bool{}, settings: newSettings(o.Lexicon),
	}
	if e.now == nil {
		e.now = time.Now
	}
	for _, t := range o.Lexicon.Trades() {
		for _, group := range t.Groups {
			e.groups[group] = true
		}
	}
	return e
}

// client speaks to the server over connections that are kept. It takes answers
// as they are: a compressed one is sent in pieces, and the second piece waits
// for the first to be acknowledged, which takes 40 ms (Nagle's algorithm). A
// server that takes a question and never answers would hold the indexer for ever.
func client(reply time.Duration) *http.Client {
	const kept = 100
	return &http.Client{Timeout: reply, Transport: &http.Transport{
		DialContext: (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		Proxy:       http.ProxyFromEnvironment, DisableCompression: true,
		MaxIdleConns: kept, MaxIdleConnsPerHost: kept, IdleConnTimeout: 90 * time.Second, TLSHandshakeTimeout: 5 * time.Second,
	}}
}

// Name is "meilisearch".
func (e *Engine) Name() string { return "meilisearch" }

// Close lets go of idle connections.
func (e *Engine) Close() { e.server.Close() }

// The indexes, after the prefix.
const openings, workers = "openings", "workers"

// The version from which on the engine is known to answer rightly.
const major, leastMinor = 1, 50

// greet sees to it that the server is of a version that we know, once. A key
// for some indexes may not ask: RestrictedKey has asked then.
func (e *Engine) greet(ctx context.Context) error {
	if e.known.Load() {
		return nil
	}
	v, err := e.server.Version(ctx)
	if err != nil {
		err = e.fault("ask for the version", err)
		if errors.Is(err, ErrKey) {
			e.known.Store(true)
			return nil
		}
		return err
	}
	if !speaks(v.PkgVersion) {
		return fmt.Errorf("%w: %s", ErrVersion, v.PkgVersion)
	}
	e.known.Store(true)
	return nil
}

// speaks says whether a version like 1.50.0 or 1.51.0-rc.1 is 1.50 or later.
func speaks(version string) bool {
	first, rest, _ := strings.Cut(version, ".")
	second, _, _ := strings.Cut(rest, ".")
	minor, err := strconv.Atoi(second)
	return err == nil && first == strconv.Itoa(major) && minor >= leastMinor
}

// Health says whether a search would be answered: nil, or an error that Cause
// knows.
func (e *Engine) Health(ctx context.Context) error {
	e.known.Store(false)
	if err := e.greet(ctx); err != nil {
		return err
	}
	if _, err := e.SearchOpenings(ctx, db.Actor{County: nowhere}, matching.Question{Limit: 1, WithFacets: true}); err != nil {
		return err
	}
	return e.there(ctx, workers)
}

// nowhere is no county's number.
const nowhere = "000000"
