package main

import (
	"testing"

	"github.com/jackc/pgx/v5"
)

func exec(t *testing.T, url, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

// number is the number that a statement gives, as the database's owner; text is
// the text.
func (o office) number(t *testing.T, sql string) (n int) {
	t.Helper()
	o.read(t, sql, &n)
	return n
}

func (o office) text(t *testing.T, sql string) (s string) {
	t.Helper()
	o.read(t, sql, &s)
	return s
}

func (o office) read(t *testing.T, sql string, into any) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), o.env["LAOWU_DATABASE_URL"])
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if err := conn.QueryRow(t.Context(), sql).Scan(into); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}
