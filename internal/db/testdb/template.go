package testdb

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
	"laowu/internal/db/private"
)

// create makes a fresh database and returns its name, which tells the process
// that uses it.
func create(ctx context.Context, server *private.Server) (string, error) {
	template, err := template(ctx, server)
	if err != nil {
		return "", err
	}
	return copyOf(ctx, server, template)
}

// copyOf makes a database that begins as another one, to which nobody is
// connected.
func copyOf(ctx context.Context, server *private.Server, template string) (string, error) {
	// Measured: on a disk, copying files costs twice as much as copying pages
	// by the journal; in memory it costs half.
	strategy := "WAL_LOG"
	if inMemory() {
		strategy = "FILE_COPY"
	}
	name := ours() + strings.ToLower(rand.Text())
	return name, do(ctx, server, "CREATE DATABASE "+name+" TEMPLATE "+template+" STRATEGY "+strategy)
}

// drop drops a database, whoever is connected to it. A superuser's process that
// is still leaving is not ours to end: without force, PostgreSQL waits for it.
func drop(ctx context.Context, server *private.Server, name string) error {
	err := do(ctx, server, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "42501" {
		return do(ctx, server, "DROP DATABASE IF EXISTS "+name)
	}
	return err
}

// template is the database that fresh ones are copied from, named by what the
// migrations say. The first test that needs it makes it, the others wait.
func template(ctx context.Context, server *private.Server) (string, error) {
	migrations, err := db.Migrations()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(migrations)
	name := "template_" + hex.EncodeToString(sum[:8])
	conn, err := pgx.Connect(ctx, server.URL())
	if err != nil {
		return "", fmt.Errorf("connect: %w", err)
	}
	defer conn.Close(ctx) // and with it goes the lock
	if there, err := has(ctx, conn, name); there || err != nil {
		return name, err
	}
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock(hashtext('template'))"); err != nil {
		return "", fmt.Errorf("wait for template: %w", err)
	}
	if there, err := has(ctx, conn, name); there || err != nil {
		return name, err
	}
	return name, makeTemplate(ctx, server, name)
}

func has(ctx context.Context, conn *pgx.Conn, name string) (there bool, err error) {
	err = conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&there)
	if err != nil {
		return false, fmt.Errorf("look for %s: %w", name, err)
	}
	return there, nil
}

// makeTemplate migrates under another name first: a half-made template is
// never copied. Nobody connects to a finished one, which would hinder copying.
func makeTemplate(ctx context.Context, server *private.Server, name string) error {
	if err := do(ctx, server, "DROP DATABASE IF EXISTS unfinished WITH (FORCE)", "CREATE DATABASE unfinished"); err != nil {
		return err
	}
	url := server.Database("unfinished")
	if err := db.Migrate(ctx, url, url); err != nil {
		return err
	}
	return do(ctx, server, "ALTER DATABASE unfinished ALLOW_CONNECTIONS false", "ALTER DATABASE unfinished RENAME TO "+name)
}

// sweep drops the databases of test programs that were killed, and the
// templates of all but the last few states of the migrations.
func sweep(ctx context.Context, server *private.Server) error {
	names, err := named(ctx, server, `
		SELECT datname FROM pg_database WHERE datname LIKE 'test\_%'
		UNION ALL
		(SELECT datname FROM pg_database WHERE datname LIKE 'template\_%' ORDER BY oid DESC OFFSET 4)`)
	if err != nil {
		return err
	}
	for _, name := range names {
		if !inUse(name) {
			err = errors.Join(err, drop(ctx, server, name))
		}
	}
	return err
}

// named are the names of databases that a statement finds.
func named(ctx context.Context, server *private.Server, sql string, args ...any) ([]string, error) {
	conn, err := pgx.Connect(ctx, server.URL())
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("look for databases: %w", err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("look for databases: %w", err)
	}
	return names, nil
}

// inUse says whether the process that a test's database is named by is there.
func inUse(name string) bool {
	number, _, _ := strings.Cut(strings.TrimPrefix(name, "test_"), "_")
	pid, err := strconv.Atoi(number)
	return err == nil && !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}
