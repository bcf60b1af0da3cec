package db_test

import (
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

const founded = "SELECT count(*) FROM association"

// A second transaction reads what the first reads, for the same actor and
// without writing; whoever writes has none beside him.
func TestBeside(t *testing.T) {
	t.Parallel()
	admin := db.Actor{County: "141123", Role: db.Admin}
	d := testdb.New(t)
	count := func(tx *db.Tx) (n int) {
		if err := tx.QueryRow(t.Context(), founded).Scan(&n); err != nil {
			t.Error(err)
		}
		return n
	}
	err := d.ReadTx(t.Context(), admin, func(tx *db.Tx) error {
		if n := count(tx); n != 0 {
			t.Errorf("%d before", n)
		}
		err := d.Tx(t.Context(), admin, func(other *db.Tx) error {
			if beside, done, err := other.Beside(t.Context()); beside != nil || err != nil {
				t.Errorf("beside one who writes: %v, %v", beside, err)
				done()
			}
			_, err := other.Exec(t.Context(), "INSERT INTO association (county, code, township, name, founded) VALUES ('141123', '141123103001', '141123103', '甲村务工协会', $1)", time.Now())
			return err
		})
		if err != nil {
			return err
		}
		beside, done, err := tx.Beside(t.Context())
		if err != nil {
			return err
		}
		defer done()
		if n := count(beside); n != 0 || beside.Actor != tx.Actor || !beside.Now.Equal(tx.Now) {
			t.Errorf("beside it are %d, for %v at %v", n, beside.Actor, beside.Now)
		}
		if _, err := beside.Exec(t.Context(), "UPDATE association SET name = name"); err == nil {
			t.Error("it wrote")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Where every connection is taken, nobody waits for a second one.
func TestBesideInAFullPool(t *testing.T) {
	t.Parallel()
	d, err := db.Open(t.Context(), testdb.URL(t), db.Options{MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	err = d.ReadTx(t.Context(), actor(), func(tx *db.Tx) error {
		beside, done, err := tx.Beside(t.Context())
		defer done()
		if beside != nil {
			t.Error("there is a second one")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
