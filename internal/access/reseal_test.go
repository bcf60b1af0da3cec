package access

import (
	"context"
	"errors"
	"testing"

	"laowu/internal/db"
)

func TestReseal(t *testing.T) {
	t.Parallel()
	o := newSealedOffice(t, sealedPeople, sealedParts)
	if done, err := o.reseal(t.Context(), nil); err != nil || done != (Resealed{}) {
		t.Errorf("before a rotation %+v, %v", done, err)
	}
	mustRotate(t, o.DB, o.Vault)
	if n := o.older(t); n != len(o.plain) {
		t.Fatalf("%d values with the old key, want %d", n, len(o.plain))
	}
	var seen, total int
	done, err := o.reseal(t.Context(), func(d, of int) { seen, total = d, of })
	if err != nil || done != (Resealed{Values: len(o.plain)}) || seen != len(o.plain) || total != len(o.plain) {
		t.Errorf("%+v, last seen %d of %d, want %d; %v", done, seen, total, len(o.plain), err)
	}
	if n := o.older(t); n != 0 {
		t.Errorf("%d values left", n)
	}
	o.whole(t)
}

// Stopped after any batch, what is done stays done and the next call does the
// rest.
func TestResealStopsAndGoesOn(t *testing.T) {
	t.Parallel()
	o := newSealedOffice(t, sealedPeople, sealedParts)
	mustRotate(t, o.DB, o.Vault)
	left := len(o.plain)
	for left > 0 {
		ctx, stop := context.WithCancel(t.Context())
		_, err := o.reseal(ctx, func(int, int) { stop() })
		now := o.older(t)
		if now >= left || now > 0 && !errors.Is(err, context.Canceled) {
			t.Fatalf("%d of %d left, %v", now, left, err)
		}
		o.whole(t)
		left = now
		stop()
	}
}

// What changed between reading and writing stays as it was changed.
func TestResealLeavesChanges(t *testing.T) {
	t.Parallel()
	o := newSealedOffice(t, 5, 0)
	mustRotate(t, o.DB, o.Vault)
	s := sealedColumns()[1]
	var b *batch
	step := func(what func(tx *db.Tx) error) {
		t.Helper()
		if err := o.DB.Tx(t.Context(), actor(), what); err != nil {
			t.Fatal(err)
		}
	}
	step(func(tx *db.Tx) (err error) {
		if b, err = s.read(t.Context(), tx, o.Vault.keys.Load().primary, nil); err != nil {
			return err
		}
		return b.reseal(o.Vault, vaultCounty)
	})
	o.plain["person.phone_sealed 2"] = "14099999999"
	delete(o.plain, "person.phone_sealed 4")
	o.exec(t, "UPDATE person SET phone_sealed = $1 WHERE id = 2", mustSeal(t, o.Vault, Phone, "14099999999"))
	o.exec(t, "UPDATE person SET phone_sealed = NULL WHERE id = 4")
	for _, held := range []string{passOver, await} {
		step(func(tx *db.Tx) error {
			n, err := b.write(t.Context(), tx, held)
			if want := map[string]int{passOver: 1, await: 0}[held]; n != want || len(b.was) != 3 {
				t.Errorf("wrote %d of %d rows, want %d of 3", n, len(b.was), want)
			}
			return err
		})
	}
	o.whole(t)
}

// A row that another transaction holds is waited for, after the others.
func TestResealWaits(t *testing.T) {
	t.Parallel()
	o := newSealedOffice(t, 50, 0)
	mustRotate(t, o.DB, o.Vault)
	ended := make(chan error, 1)
	err := o.DB.Tx(t.Context(), actor(), func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), "UPDATE person SET name = '李四' WHERE id = 7"); err != nil {
			return err
		}
		go func() {
			_, err := o.reseal(t.Context(), nil)
			ended <- err
		}()
		waits := false
		for !waits {
			if err := tx.QueryRow(t.Context(), "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))").Scan(&waits); err != nil {
				return err
			}
		}
		if n := o.older(t); n != len(o.plain)-49 {
			t.Errorf("%d of %d values left while one row is held", n, len(o.plain))
		}
		return nil
	})
	if err := errors.Join(err, <-ended); err != nil {
		t.Fatal(err)
	}
	if n := o.older(t); n != 0 {
		t.Errorf("%d values left", n)
	}
	o.whole(t)
	o.exec(t, "DO $$ BEGIN ASSERT (SELECT name FROM person WHERE id = 7) = '李四'; END $$")
}

// A value that no key opens is left as it is, counted, and stops nothing.
func TestResealPassesWhatDoesNotOpen(t *testing.T) {
	t.Parallel()
	o := newSealedOffice(t, 20, 3)
	o.exec(t, `UPDATE person SET id_sealed = '\x00' WHERE id = 3`)
	o.exec(t, `UPDATE person SET id_sealed = set_byte(id_sealed, 30, get_byte(id_sealed, 30) # 1) WHERE id IN (0, 4)`)
	mustRotate(t, o.DB, o.Vault)
	done, err := o.reseal(t.Context(), nil)
	if err != nil || done != (Resealed{Values: len(o.plain) - 3, Unopened: 3}) || o.older(t) != 3 {
		t.Errorf("%+v, %d left, %v", done, o.older(t), err)
	}
}

// Another county's values are not touched.
func TestResealKeepsToItsCounty(t *testing.T) {
	t.Parallel()
	o := newSealedOffice(t, 4, 2)
	other, err := o.Vault.Seal("141124", IDNumber, []byte(vaultNumber))
	if err != nil {
		t.Fatal(err)
	}
	err = o.DB.Tx(t.Context(), db.Actor{County: "141124", Role: db.Admin}, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `
			INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed) VALUES ('141124', 1, '王五', 'male', '1976-03-08', '', $1)`, other)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	mustRotate(t, o.DB, o.Vault)
	if done, err := o.reseal(t.Context(), nil); err != nil || done != (Resealed{Values: len(o.plain)}) {
		t.Errorf("%+v, want %d; %v", done, len(o.plain), err)
	}
}
