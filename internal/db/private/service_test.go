package private

import (
	"context"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// The service comes as a role that owns nothing and may make nothing; one that a
// cluster of before lacks is made when it is joined.
func TestServiceOwnsNothing(t *testing.T) {
	t.Parallel()
	dir := made(t)
	s := join(t, dir)
	for range 2 {
		cfg, err := pgx.ParseConfig(s.ServiceURL())
		if err != nil {
			t.Fatal(err)
		}
		conn, err := pgx.ConnectConfig(t.Context(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		var who string
		var powerful bool
		err = conn.QueryRow(t.Context(), "SELECT rolname, rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication FROM pg_roles WHERE rolname = session_user").Scan(&who, &powerful)
		if err != nil || who != Service || powerful {
			t.Errorf("%s, powerful %v: %v", who, powerful, err)
		}
		for _, sql := range []string{
			"SET ROLE laowu", "SET ROLE postgres", "CREATE TABLE x (a int)", "CREATE ROLE x", "CREATE DATABASE x", "GRANT pg_execute_server_program TO laowu_app",
			"COPY (SELECT 1) TO PROGRAM 'true'", "SELECT pg_read_file('PG_VERSION')",
		} {
			var pg *pgconn.PgError
			if _, err := conn.Exec(t.Context(), sql); !errors.As(err, &pg) || pg.Code != "42501" {
				t.Errorf("%s: %v", sql, err)
			}
		}
		conn.Close(context.WithoutCancel(t.Context()))
		root, err := s.home.connect(t.Context(), superuser, superuser)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := root.Exec(t.Context(), "DROP ROLE "+Service); err != nil {
			t.Fatal(err)
		}
		root.Close(context.WithoutCancel(t.Context()))
		s = join(t, dir)
	}
}
