// Package testdb gives each test a fresh database with every migration, on a
// private PostgreSQL that all test programs of the machine share and the last
// one stops.
package testdb

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/db/private"
)

// Now is the time that tests live in unless they say otherwise.
var Now = time.Date(2026, 11, 24, 10, 0, 0, 0, time.FixedZone("UTC+8", 8*60*60))

// shared is this program's stay with the server: joined by its first test, it
// ends with the program, whose locks the kernel drops. The server is then
// stopped by the next program that leaves in order, so Run leaves.
var shared struct {
	sync.Once
	server *private.Server
	err    error
	made   atomic.Int64
}

// New opens a fresh database whose clock stands at Now.
func New(t testing.TB) *db.DB {
	t.Helper()
	return Open(t, URL(t))
}

// Open opens a database made by URL.
func Open(t testing.TB, url string) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), url, db.Options{MaxConns: 4, Now: func() time.Time { return Now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

// URL makes a fresh database, dropped when the test ends, and returns its
// address as its owner.
func URL(t testing.TB) string {
	t.Helper()
	url, err := fresh(t)
	if err != nil {
		t.Fatal(err)
	}
	return url
}

// Run runs a package's tests and leaves the server afterwards: call it from
// TestMain.
func Run(m *testing.M) int {
	code := m.Run()
	if shared.server != nil {
		if err := shared.server.Leave(context.Background()); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return max(code, 1)
		}
	}
	return code
}

func join(ctx context.Context) error {
	shared.Do(func() {
		dir := filepath.Join(os.TempDir(), fmt.Sprintf("laowu-test-%d", os.Getuid()))
		// The data is thrown away: nothing needs to survive a power cut.
		shared.server, shared.err = private.Join(ctx, private.Options{Dir: dir, Settings: []string{
			"fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=300", "max_wal_size=8GB",
		}})
	})
	return shared.err
}

func fresh(t testing.TB) (string, error) {
	ctx := context.Background()
	if err := join(ctx); err != nil {
		return "", err
	}
	admin, err := pgx.Connect(ctx, shared.server.Database("postgres"))
	if err != nil {
		return "", fmt.Errorf("connect: %w", err)
	}
	defer admin.Close(ctx)
	template, err := template(ctx, admin)
	if err != nil {
		return "", err
	}
	name := fmt.Sprintf("t_%d_%d", os.Getpid(), shared.made.Add(1))
	for _, sql := range []string{"DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name + " TEMPLATE " + template} {
		if _, err := admin.Exec(ctx, sql); err != nil {
			return "", fmt.Errorf("make database: %w", err)
		}
	}
	t.Cleanup(func() { drop(t, name) })
	return shared.server.Database(name), nil
}

func drop(t testing.TB, name string) {
	ctx := context.Background()
	admin, err := pgx.Connect(ctx, shared.server.Database("postgres"))
	if err != nil {
		t.Error(err)
		return
	}
	defer admin.Close(ctx)
	if _, err := admin.Exec(ctx, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
		t.Error(err)
	}
}

// template is the database that fresh ones are copied from, named by what the
// migrations say; the first test that needs it makes it.
func template(ctx context.Context, admin *pgx.Conn) (string, error) {
	all, err := db.Migrations()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(all)
	name := "template_" + hex.EncodeToString(sum[:8])
	if _, err := admin.Exec(ctx, "SELECT pg_advisory_lock(hashtext('laowu template'))"); err != nil {
		return "", fmt.Errorf("lock template: %w", err)
	}
	var ready bool
	if err := admin.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&ready); err != nil {
		return "", fmt.Errorf("look for template: %w", err)
	}
	if !ready {
		if err := makeTemplate(ctx, admin, name); err != nil {
			return "", err
		}
	}
	_, err = admin.Exec(ctx, "SELECT pg_advisory_unlock(hashtext('laowu template'))")
	return name, err
}

// makeTemplate migrates under another name first: a half-made template is
// never copied.
func makeTemplate(ctx context.Context, admin *pgx.Conn, name string) error {
	for _, sql := range []string{"DROP DATABASE IF EXISTS template_new WITH (FORCE)", "CREATE DATABASE template_new"} {
		if _, err := admin.Exec(ctx, sql); err != nil {
			return fmt.Errorf("make template: %w", err)
		}
	}
	url := shared.server.Database("template_new")
	if err := db.Migrate(ctx, url, url); err != nil {
		return err
	}
	if _, err := admin.Exec(ctx, "ALTER DATABASE template_new RENAME TO "+name); err != nil {
		return fmt.Errorf("name template: %w", err)
	}
	return nil
}
