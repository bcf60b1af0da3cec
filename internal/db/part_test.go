package db_test

import (
	"context"
	"errors"
	"fmt"
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
			wants(tx.Part(t.Context(), add("乙", refused)), func(err error) bool { return errors.Is(err, refused) }),
			wants(tx.Part(t.Context(), add("甲", nil)), func(err error) bool { return err != nil }), // a code twice
			tx.Part(t.Context(), add("丙", nil)),
			tx.QueryRow(context.WithoutCancel(t.Context()), "SELECT string_agg(name, '' ORDER BY code) FROM association").Scan(&names),
		)
	})
	if err != nil || names != "丙甲" && names != "甲丙" {
		t.Errorf("stand: %s, %v", names, err)
	}
}

// wants is nil where a part gave what is right, else an error that says what.
func wants(err error, right func(error) bool) error {
	if !right(err) {
		return fmt.Errorf("a part gave %w", err)
	}
	return nil
}
