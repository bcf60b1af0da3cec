package db_test

import (
	"context"
	"errors"
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// What one part of a transaction is refused leaves the others standing, also where
// the database itself refused it.
func TestPart(t *testing.T) {
	t.Parallel()
	admin := db.Actor{County: "141123", Role: db.Admin}
	d := testdb.New(t)
	refused := errors.New("refused")
	add := func(name string, then error) func(*db.Tx) error {
		return func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "INSERT INTO association (county, code, township, name) VALUES ('141123', $1, '141123103', $1)", name)
			return errors.Join(err, then)
		}
	}
	var names string
	err := d.Tx(t.Context(), admin, func(tx *db.Tx) error {
		return errors.Join(
			tx.Part(t.Context(), add("甲", nil)),
			wants(t, tx.Part(t.Context(), add("乙", refused)), func(err error) bool { return errors.Is(err, refused) }),
			wants(t, tx.Part(t.Context(), add("甲", nil)), func(err error) bool { return err != nil }), // a code twice
			tx.Part(t.Context(), add("丙", nil)),
			tx.QueryRow(context.WithoutCancel(t.Context()), "SELECT string_agg(name, '' ORDER BY code) FROM association").Scan(&names),
		)
	})
	if err != nil || names != "丙甲" && names != "甲丙" {
		t.Errorf("stand: %s, %v", names, err)
	}
}

func wants(t *testing.T, err error, right func(error) bool) error {
	t.Helper()
	if !right(err) {
		t.Errorf("a part gave %v", err)
	}
	return nil
}
