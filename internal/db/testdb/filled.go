package testdb

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db/private"
)

// Filled is URL for a database that begins with what fill wrote: it is filled
// once in a test program, by the first test that asks for it by that name, and
// copied for each. What fill returns is told to all of them: what goes with the
// records and is not in the database. fill closes what it opens.
func Filled(tb testing.TB, called string, fill func(url string) []byte) (url string, beside []byte) {
	tb.Helper()
	url = fresh(tb, func(ctx context.Context, server *private.Server) (name string, err error) {
		model := ours() + "filled_" + called
		if beside, err = filled(ctx, server, model, fill); err != nil {
			return "", err
		}
		return copyOf(ctx, server, model)
	})
	return url, beside
}

// filled finds or makes the database that is copied. Like template, it is known
// to the server alone: the others wait there for the first.
func filled(ctx context.Context, server *private.Server, model string, fill func(url string) []byte) ([]byte, error) {
	conn, err := pgx.Connect(ctx, server.URL())
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	defer conn.Close(ctx) // and with it goes the lock
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock(hashtext($1))", model); err != nil {
		return nil, fmt.Errorf("wait for %s: %w", model, err)
	}
	there, err := has(ctx, conn, model)
	if err != nil {
		return nil, err
	}
	if !there {
		if err := makeFilled(ctx, server, model, fill); err != nil {
			return nil, err
		}
	}
	var told string
	err = conn.QueryRow(ctx, "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = $1", model).Scan(&told)
	if err != nil {
		return nil, fmt.Errorf("read what goes with %s: %w", model, err)
	}
	return base64.StdEncoding.DecodeString(told)
}

func makeFilled(ctx context.Context, server *private.Server, model string, fill func(url string) []byte) error {
	name, err := create(ctx, server)
	if err != nil {
		return err
	}
	made := false
	defer func() { // a test that fails while it fills goes through here too
		if !made {
			_ = drop(ctx, server, name)
		}
	}()
	told := base64.StdEncoding.EncodeToString(fill(server.Database(name)))
	err = do(ctx, server, "COMMENT ON DATABASE "+name+" IS '"+told+"'",
		"ALTER DATABASE "+name+" ALLOW_CONNECTIONS false", "ALTER DATABASE "+name+" RENAME TO "+model)
	made = err == nil
	return err
}

// ours begins the names of this test program's databases.
func ours() string { return fmt.Sprintf("test_%d_", os.Getpid()) }

// dropFilled drops what Filled made.
func dropFilled(ctx context.Context, server *private.Server) error {
	names, err := named(ctx, server, "SELECT datname FROM pg_database WHERE starts_with(datname, $1)", ours()+"filled_")
	for _, name := range names {
		err = errors.Join(err, drop(ctx, server, name))
	}
	return err
}
