// Package web serves the pages. Each action is a file, noun first; routes.go
// is the table of them all and of who may come.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/compress"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/api"
	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/paper"
	"laowu/internal/report"
	jobs "laowu/internal/work"
	"laowu/matching"
	"laowu/matching/match"
)

// Deps is what the pages stand on. Standing, Demo, BaseURL, Proxies, Version,
// Press, Log and Now may be left out.
type Deps struct {
	// County is whose pages these are, six digits.
	County string
	// Atlas gives the divisions as they are now.
	Atlas func() *area.Atlas
	// Search answers over published openings.
	Search func(context.Context, db.Actor, matching.Request) (matching.Found, error)
	// Workers answers over people, within what the asker may see.
	Workers func(context.Context, db.Actor, matching.WorkerRequest) (matching.FoundWorkers, error)
	// Opening reads one opening with its contact; hiring.ErrNotFound where
	// there is none.
	Opening func(context.Context, db.Actor, int64) (hiring.Opening, error)
	// DB, Vault and Gate are what pages behind a login stand on.
	DB    *db.DB
	Vault *access.Vault
	Gate  *access.Gate
	// PutOpenings writes the search documents of openings in the transaction that
	// changed them.
	PutOpenings func(ctx context.Context, tx *db.Tx, ids ...int64) error
	// Lexicon is what words that a county adds are held to.
	Lexicon *matching.Lexicon
	// Exports writes ledgers, at once or as files that somebody fetches later.
	Exports *imports.Exports
	// Labels say what codes are called.
	Labels Labels
	// Standing says which search engine is meant to answer and which one does;
	// where they differ, pages and /readyz say so.
	Standing func() matching.State
	// Matcher says who fits which opening; without one pages say nothing of it.
	Matcher *match.Matcher
	// Checks are what /readyz asks.
	Checks []Check
	// Demo says whether the data is made up.
	Demo func() bool
	// BaseURL is https://… as posters print it; the request's own when empty.
	BaseURL string
	// Proxies are those whose X-Forwarded-* headers are believed.
	Proxies []netip.Prefix
	// Version of the program, for the description of the JSON interface.
	Version string
	// Press prints documents to seal.
	Press *paper.Press
	// Imports takes workbooks and takes imports back, and Jobs works them.
	Imports *imports.Service
	Jobs    *jobs.Client
	Log     *slog.Logger
	Now     func() time.Time
}

// Labels say what the codes of trades and certificates are called.
type Labels struct {
	Trade       func(code string) string
	Certificate func(code string) string
}

// Check is one part that the service needs to be ready.
type Check struct {
	Name string // as /readyz names it: database, engine
	Ask  func(context.Context) error
}

// Server answers requests. Safe for several goroutines.
type Server struct {
	Deps
	app      *fiber.App
	ways     *area.Ways
	assets   assets
	times    times
	buckets  map[string]*buckets
	sessions sessions
	uploads  *uploads
	streams  streams
	kept     *report.Kept // figures that many open
	sendings sendings
	fresh    fresh
}

// New prepares the pages; nothing listens yet.
func New(d Deps) (*Server, error) { return newServer(d, usualTimes) }

// maxBody bounds what a request may bring, in bytes.
const maxBody = 1 << 20

// maxConnections bounds the memory of connections, at some 20 KB each.
const maxConnections = 16 << 10

func newServer(d Deps, t times) (*Server, error) {
	ways, err := area.LoadWays()
	if err != nil {
		return nil, err
	}
	files, err := loadAssets()
	if err != nil {
		return nil, err
	}
	s := &Server{Deps: withDefaults(d), ways: ways, assets: files, times: t, buckets: makeBuckets(), sessions: newSessions(d.DB), uploads: newUploads(time.Now), streams: newStreams(), sendings: newSendings(), fresh: newFresh(), kept: &report.Kept{}}
	s.app = fiber.New(fiber.Config{
		AppName:                      "laowu",
		Immutable:                    true, // strings of a request outlive it in logs and transactions
		DisableStartupMessage:        true,
		DisablePreParseMultipartForm: true, // which would put large parts into temporary files
		EnableTrustedProxyCheck:      true, // fiber trusts no proxy; proxy.go reads what they say
		ErrorHandler:                 s.fail,
		ReadBufferSize:               16 << 10, // long Chinese addresses are three times as long on the wire
		ReadTimeout:                  t.read,
		WriteTimeout:                 t.write,
		IdleTimeout:                  t.idle,
		BodyLimit:                    maxBody,
		Concurrency:                  maxConnections,
	})
	s.app.Use(guard, s.secure, framed, numberless, compress.New(compress.Config{Level: compress.LevelBestSpeed, Next: packedAlready}), s.sameSite, packed, s.deadline, s.identify, s.resize)
	s.mount()
	s.app.Use("/api", func(c *fiber.Ctx) error {
		if err := s.within(limitSearch, c); err != nil {
			return err
		}
		return c.Next()
	})
	api.Mount(s.app, api.Deps{Actor: s.actor, Search: d.Search, Read: s.read, Version: d.Version, Log: s.Log})
	s.outermost()
	return s, nil
}

func withDefaults(d Deps) Deps {
	if d.Log == nil {
		d.Log = slog.Default()
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Press == nil {
		d.Press = paper.NewPress()
	}
	if d.Demo == nil {
		d.Demo = func() bool { return false }
	}
	return d
}

// Serve answers what arrives at l until Shutdown.
func (s *Server) Serve(l net.Listener) error {
	if err := s.app.Listener(lingerer{l}); err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// Shutdown takes no new requests and waits for those under way until ctx ends.
func (s *Server) Shutdown(ctx context.Context) error {
	s.streams.end()
	err := s.app.ShutdownWithContext(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		// A browser keeps its connection open without asking anything: that is
		// no failure, it is cut.
		return nil
	}
	if err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("shut down: %w", err)
	}
	return nil
}

// read is the database's, which a site without one lacks.
func (s *Server) read(ctx context.Context, a db.Actor, fn func(*db.Tx) error) error {
	return s.DB.ReadTx(ctx, a, fn)
}
