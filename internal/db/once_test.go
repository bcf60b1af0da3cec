package db_test

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// loggedIn is the admin with a login, which sendings belong to.
func loggedIn(t *testing.T, url string) db.Actor {
	t.Helper()
	exec(t, url, "INSERT INTO login (id, county, name, secret) VALUES (1, '141123', 'one', '-'), (2, '141123', 'two', '-');"+
		"INSERT INTO account (id, county, login, role, organisation) VALUES (1, '141123', 1, 'admin', 1), (2, '141123', 2, 'admin', 1)")
	return db.Actor{County: "141123", Role: db.Admin, Account: 1}
}

// found makes an association, as any change does.
func found(ctx context.Context, code string) func(*db.Tx) error {
	return func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO association (county, code, township, name) VALUES ('141123', $1, '141123103', $1)", code)
		return err
	}
}

func associations(t *testing.T, d *db.DB, a db.Actor) (n int) {
	t.Helper()
	err := d.ReadTx(t.Context(), a, func(tx *db.Tx) error { return tx.QueryRow(t.Context(), founded).Scan(&n) })
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// One sending is done once, of ten at the same moment too; what failed may be
// sent again, and another login's is another's.
func TestOnce(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	me := loggedIn(t, url)
	d, err := db.Open(t.Context(), url, db.Options{MaxConns: 12})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	key := bytes.Repeat([]byte{7}, 32)
	boom := errors.New("refused")
	first := &db.Once{Key: key}
	if err := d.Tx(db.WithOnce(t.Context(), first), me, func(tx *db.Tx) error {
		return errors.Join(found(t.Context(), "refused")(tx), boom)
	}); !errors.Is(err, boom) || first.Written() {
		t.Fatalf("a refusal: %v, written %v", err, first.Written())
	}
	var wait sync.WaitGroup
	var mu sync.Mutex
	done, twice := 0, 0
	for i := range 10 {
		tx := d.Tx
		if i%2 == 0 {
			tx = d.SnapshotTx
		}
		wait.Go(func() {
			one := &db.Once{Key: key}
			ctx := db.WithOnce(t.Context(), one)
			err := tx(ctx, me, found(ctx, "once"))
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil && one.Written() && !one.Twice():
				done++
			case errors.Is(err, db.ErrTwice) && one.Twice() && !one.Written():
				twice++
			default:
				t.Errorf("%v, written %v, twice %v", err, one.Written(), one.Twice())
			}
		})
	}
	wait.Wait()
	if n := associations(t, d, me); n != 1 || done != 1 || twice != 9 {
		t.Errorf("%d are founded, %d sendings done, %d refused", n, done, twice)
	}
	other := me
	other.Account = 2
	for name, as := range map[string]db.Actor{"another's": other, "nobody's": {County: "141123", Role: db.Admin}} {
		ctx := db.WithOnce(t.Context(), &db.Once{Key: key})
		if err := d.Tx(ctx, as, found(ctx, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// One sending may be several transactions; its answer is kept beside, and goes
// with what was taken back.
func TestOnceOfSeveralTransactions(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	me := loggedIn(t, url)
	now := testdb.Now
	d, err := db.Open(t.Context(), url, db.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	key := bytes.Repeat([]byte{8}, 32)
	ctx := db.WithOnce(t.Context(), &db.Once{Key: key})
	for _, code := range []string{"first", "second"} {
		if err := d.Tx(ctx, me, found(ctx, code)); err != nil {
			t.Fatal(err)
		}
	}
	do := func(fn func(*db.Tx) error) {
		t.Helper()
		if err := d.Tx(t.Context(), me, fn); err != nil {
			t.Fatal(err)
		}
	}
	answer := func() (to string) {
		t.Helper()
		do(func(tx *db.Tx) (err error) { to, err = db.OnceAnswer(t.Context(), tx, key); return err })
		return to
	}
	do(func(tx *db.Tx) error { return db.AnswerOnce(t.Context(), tx, key, "/people/7") })
	if to := answer(); to != "/people/7" {
		t.Errorf("it led to %q", to)
	}
	for _, step := range []struct {
		after time.Duration
		want  string
	}{{2 * 24 * time.Hour, "/people/7"}, {2 * 24 * time.Hour, ""}} {
		now = now.Add(step.after)
		do(func(tx *db.Tx) error { _, err := tx.Exec(t.Context(), "SELECT access.sweep($1)", now); return err })
		if to := answer(); to != step.want {
			t.Errorf("on %v it led to %q, want %q", now, to, step.want)
		}
	}
	again := &db.Once{Key: key}
	if err := d.Tx(db.WithOnce(t.Context(), again), me, found(t.Context(), "third")); err != nil || !again.Written() {
		t.Errorf("after it was swept: %v", err)
	}
	do(func(tx *db.Tx) error { return db.ForgetOnce(t.Context(), tx, key) })
	if err := d.Tx(db.WithOnce(t.Context(), &db.Once{Key: key}), me, found(t.Context(), "fourth")); err != nil {
		t.Errorf("after it was taken back: %v", err)
	}
}
