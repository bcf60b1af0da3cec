// Package testdb gives each test a fresh database with every migration, on a
// private PostgreSQL that all test programs of this user share and the last
// one stops. Nothing in it outlives a power cut.
package testdb

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/db/private"
)

// Now is the time that tests live in unless they say otherwise.
var Now = time.Date(2026, 11, 24, 10, 0, 0, 0, time.FixedZone("UTC+8", 8*60*60))

// Run runs a package's tests; call it from TestMain. Tests find the server
// running, and it stops after the last of them. Without Run it comes and goes
// with each test.
func Run(m *testing.M) int {
	ctx := context.Background()
	server, err := join(ctx)
	if err == nil {
		err = sweep(ctx, server)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	code := m.Run()
	if err := errors.Join(dropFilled(ctx, server), server.Leave(ctx)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return max(code, 1)
	}
	return code
}

// New opens a fresh database whose clock stands at Now.
func New(tb testing.TB) *db.DB {
	tb.Helper()
	return Open(tb, URL(tb))
}

// Open opens a database made by URL.
func Open(tb testing.TB, url string) *db.DB {
	tb.Helper()
	d, err := db.Open(tb.Context(), url, db.Options{MaxConns: 4, Now: func() time.Time { return Now }})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(d.Close)
	return d
}

// URL makes a fresh database, dropped when the test ends, and returns its
// address as its owner.
func URL(tb testing.TB) string {
	tb.Helper()
	return fresh(tb, create)
}

// fresh makes a database for one test.
func fresh(tb testing.TB, create func(context.Context, *private.Server) (string, error)) string {
	tb.Helper()
	server, err := join(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	// The test's own context has ended when it is cleaned up.
	ctx := context.WithoutCancel(tb.Context())
	tb.Cleanup(func() {
		if err := server.Leave(ctx); err != nil {
			tb.Error(err)
		}
	})
	name, err := create(ctx, server)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := drop(ctx, server, name); err != nil {
			tb.Error(err)
		}
	})
	return server.Database(name)
}

// join joins the shared server in a folder of this user's own.
func join(ctx context.Context) (*private.Server, error) {
	dir, err := folder(ctx)
	if err != nil {
		return nil, err
	}
	server, err := private.Join(ctx, private.Options{Dir: dir, Settings: map[string]string{
		"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
		"wal_level": "minimal", "max_wal_senders": "0", "autovacuum": "off", "max_connections": "500",
	}})
	if err != nil {
		return nil, fmt.Errorf("%w (%s holds test data only and may be removed)", err, dir)
	}
	return server, nil
}

// do runs statements in turn, as the owner.
func do(ctx context.Context, server *private.Server, statements ...string) error {
	conn, err := pgx.Connect(ctx, server.URL())
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer conn.Close(ctx)
	for _, sql := range statements {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return fmt.Errorf("%s: %w", sql, err)
		}
	}
	return nil
}
