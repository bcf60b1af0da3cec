package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
	"laowu/internal/db/private"
)

// On the private PostgreSQL the program's statements come as a role that owns
// nothing: laying it down gives no more than it had.
func TestPrivateDatabaseAsTheService(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("/tmp", "laowu-data-") //nolint:usetesting // the server's own user passes through it, and not through a test's
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	env := map[string]string{"LAOWU_DATA": filepath.Join(dir, "data")}
	c := &cli{streams: streams{out: io.Discard, err: io.Discard, getenv: func(k string) string { return env[k] }}}
	for range 2 { // the first start migrates, the second finds it done
		if err := c.with(t.Context(), func(ctx context.Context, a *app) error { return a.reach(ctx, t) }); err != nil {
			t.Fatal(err)
		}
	}
}

// reach tries what lies beyond the service's role.
func (a *app) reach(ctx context.Context, t *testing.T) error {
	conn, err := a.db.Pool().Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	var session, current string
	if err := conn.QueryRow(ctx, "SELECT session_user, current_user").Scan(&session, &current); err != nil {
		return err
	}
	if session != private.Service || current != db.ServiceRole {
		t.Errorf("statements come as %s, in the role of %s", session, current)
	}
	if _, err := conn.Exec(ctx, "SELECT set_config('role', 'none', false)"); err != nil {
		return err
	}
	for _, sql := range []string{"SELECT * FROM session", "UPDATE audit SET detail = '{}'", "SET ROLE laowu", "CREATE ROLE x"} {
		var pg *pgconn.PgError
		if _, err := conn.Exec(ctx, sql); !errors.As(err, &pg) || pg.Code != "42501" {
			t.Errorf("%s: %v", sql, err)
		}
	}
	_, err = conn.Exec(ctx, "SET ROLE "+db.ServiceRole)
	return err
}
