package testdb

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

func TestMain(m *testing.M) { os.Exit(Run(m)) }

// Each test has a database of its own, migrated, which is gone afterwards.
func TestDatabasesAreApart(t *testing.T) {
	t.Parallel()
	names := make([]string, 4)
	t.Run("inside", func(t *testing.T) {
		for i := range names {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				names[i] = use(t, URL(t))
			})
		}
	})
	there := databases(t)
	for _, name := range names {
		if name == "" || there[name] {
			t.Errorf("database %q is left behind", name)
		}
	}
}

// use makes a table that must not be there yet and returns the database's name.
func use(t *testing.T, url string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), "CREATE TABLE mine AS SELECT FROM area"); err != nil {
		t.Error(err)
	}
	return conn.Config().Database
}

func TestNewIsMigrated(t *testing.T) {
	t.Parallel()
	d := New(t)
	err := d.ReadTx(t.Context(), db.Actor{County: "141123", Role: db.Nobody}, func(tx *db.Tx) error {
		var n int
		if err := tx.QueryRow(t.Context(), "SELECT count(*) FROM area").Scan(&n); err != nil {
			return err
		}
		if n == 0 || !tx.Now.Equal(Now) {
			t.Errorf("%d areas at %v", n, tx.Now)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// What a killed test program left is dropped, what a running one uses stays.
func TestSweep(t *testing.T) {
	t.Parallel()
	server, err := join(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer server.Leave(t.Context())
	dead := exec.CommandContext(t.Context(), "true")
	if err := dead.Run(); err != nil {
		t.Fatal(err)
	}
	left, used := fmt.Sprintf("test_%d_left", dead.Process.Pid), fmt.Sprintf("test_%d_used", os.Getpid())
	if err := do(t.Context(), server, "CREATE DATABASE "+left, "CREATE DATABASE "+used); err != nil {
		t.Fatal(err)
	}
	if err := sweep(t.Context(), server); err != nil {
		t.Error(err)
	}
	if there := databases(t); there[left] || !there[used] {
		t.Errorf("after sweeping: left behind %v, in use %v", there[left], there[used])
	}
	if err := drop(t.Context(), server, used); err != nil {
		t.Error(err)
	}
}

// databases are those of the server.
func databases(t *testing.T) map[string]bool {
	t.Helper()
	server, err := join(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer server.Leave(t.Context())
	conn, err := pgx.Connect(t.Context(), server.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), "SELECT datname FROM pg_database")
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, name := range names {
		there[name] = true
	}
	return there
}

// What a test pays for its database.
func BenchmarkURL(b *testing.B) {
	for b.Loop() {
		server, err := join(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		name, err := create(b.Context(), server)
		if err != nil {
			b.Fatal(err)
		}
		if err := errors.Join(drop(b.Context(), server, name), server.Leave(b.Context())); err != nil {
			b.Fatal(err)
		}
	}
}
