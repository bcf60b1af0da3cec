package db_test

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// superuser is the test's database as its superuser sees it, who can be anybody.
func superuser(t *testing.T) *pgx.Conn {
	t.Helper()
	cfg, err := pgx.ParseConfig(testdb.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	cfg.User = "postgres"
	conn, err := pgx.ConnectConfig(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.WithoutCancel(t.Context())) })
	return conn
}

// Whoever has the service run a statement of his states whom he likes to row
// security, and comes no further than that: not by laying the service's role down
// either, where the service's login owns nothing.
func TestServiceReachesNoFurther(t *testing.T) {
	t.Parallel()
	conn := superuser(t)
	login := "laowu_test_" + strings.ToLower(rand.Text())
	run := func(sql string) error {
		_, err := conn.Exec(context.WithoutCancel(t.Context()), sql)
		return err
	}
	if err := errors.Join(run("CREATE ROLE "+login+" LOGIN"), run("GRANT "+db.ServiceRole+" TO "+login)); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := errors.Join(run("RESET SESSION AUTHORIZATION"), run("DROP ROLE "+login)); err != nil {
			t.Error(err)
		}
	}()
	asRole := "SET SESSION AUTHORIZATION " + login + "; SET ROLE " + db.ServiceRole
	for _, begin := range []string{asRole, asRole + "; SELECT set_config('role', 'none', false)"} {
		for _, sql := range []string{
			"SET ROLE laowu", "SET ROLE postgres", "SET row_security = off; SELECT * FROM person",
			"CREATE TABLE public.x (a int)", "CREATE FUNCTION access.x() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE EXTENSION dblink",
			"ALTER TABLE person DISABLE ROW LEVEL SECURITY", "DROP POLICY sees ON person", "ALTER FUNCTION access.note SECURITY INVOKER",
			"CREATE TRIGGER x BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
			"COPY person TO PROGRAM 'true'", "SELECT pg_read_file('/etc/hostname')", "ALTER ROLE " + db.ServiceRole + " BYPASSRLS",
			"GRANT SELECT ON session TO " + db.ServiceRole, "SELECT * FROM session", "SELECT secret FROM login", "UPDATE audit SET detail = '{}'",
			"UPDATE schema_version SET version = 0", "TRUNCATE person",
		} {
			if err := run(begin); err != nil {
				t.Fatal(err)
			}
			var pg *pgconn.PgError
			if err := run(sql); !errors.As(err, &pg) || pg.Code != "42501" {
				t.Errorf("%s: %v", sql, err)
			}
			if err := run("RESET SESSION AUTHORIZATION"); err != nil {
				t.Fatal(err)
			}
		}
	}
}
