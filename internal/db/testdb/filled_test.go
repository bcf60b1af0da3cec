package testdb

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
)

// A database is filled once, and each test has a copy of its own, with what goes
// with it. What was filled is gone when the test program ends.
func TestFilled(t *testing.T) {
	t.Parallel()
	var fills atomic.Int32
	t.Run("inside", func(t *testing.T) {
		for i := range 4 {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				url, beside := Filled(t, "mine", func(url string) []byte {
					fills.Add(1)
					query(t, url, "CREATE TABLE filled AS SELECT 1 AS n")
					return []byte{0, '\'', 7}
				})
				if string(beside) != "\x00'\x07" {
					t.Errorf("told %q", beside)
				}
				// Twice the same number, were it somebody else's too.
				if n := query(t, url, "UPDATE filled SET n = n + 1 RETURNING n"); n != 2 {
					t.Errorf("counted %d", n)
				}
			})
		}
	})
	if fills.Load() != 1 {
		t.Errorf("filled %d times", fills.Load())
	}
	server, err := join(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer server.Leave(t.Context())
	model := ours() + "filled_mine"
	if !databases(t)[model] {
		t.Errorf("%s is not there", model)
	}
	if err := dropFilled(t.Context(), server); err != nil || databases(t)[model] {
		t.Errorf("%s stays: %v", model, err)
	}
}

// query runs a statement and returns its one number, 0 where it has none.
func query(t *testing.T, url, sql string) (n int) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), sql)
	if err != nil {
		t.Fatal(err)
	}
	numbers, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range numbers {
		return n
	}
	return 0
}
