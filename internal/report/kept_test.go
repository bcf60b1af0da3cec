package report

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"laowu/internal/db"
)

// TestKept: a result holds until a record changes, and no longer than its time;
// each day, each reader and each question has its own.
func TestKept(t *testing.T) {
	t.Parallel()
	d := tell(t)
	var k Kept
	counted := 0
	members := func(ctx context.Context, tx *db.Tx, asOf time.Time) (n int, err error) {
		counted++
		return n, tx.QueryRow(ctx, "SELECT count(*) FROM membership WHERE county = $1 AND joined <= $2", tx.Actor.County, asOf).Scan(&n)
	}
	ask := func(a db.Actor, what, day string, want, times int) {
		t.Helper()
		got, _, err := Recall(t.Context(), &k, d, a, what, onDay(t, day), members)
		if err != nil || got != want || counted != times {
			t.Errorf("%d members counted %d times, %v; want %d and %d", got, counted, err, want, times)
		}
	}
	ask(county, "members", "2019-06-30", 4, 1)
	ask(county, "members", "2019-06-30", 4, 1)
	ask(db.Actor{County: "141123", Role: db.Auditor}, "members", "2019-06-30", 4, 1) // sees the same
	ask(county, "members", "2017-06-30", 0, 2)
	ask(county, "other", "2019-06-30", 4, 3)
	ask(db.Actor{County: "141123", Role: db.Association, Organisation: 2}, "members", "2019-06-30", 0, 4)
	ask(db.Actor{County: "141124", Role: db.County}, "members", "2019-06-30", 0, 5)
	err := d.Tx(t.Context(), county, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "INSERT INTO membership (county, person, association, joined) VALUES ('141123', 5, 1, '2018-01-01')")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	ask(county, "members", "2019-06-30", 5, 6)
	ask(county, "members", "2019-06-30", 5, 6)
}

// TestKeptWhileSomebodyWrites: what is counted while a change is under way holds
// shortly, as the change was announced already.
func TestKeptWhileSomebodyWrites(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	loud, quiet := cell{at: now, number: 7}, cell{at: now, number: 7, quiet: true}
	for _, c := range []struct {
		cell   *cell
		number int64
		after  time.Duration
		holds  bool
	}{
		{&loud, 7, shortly - 1, true}, {&loud, 7, shortly, false}, {&quiet, 7, keptFor - 1, true}, {&quiet, 7, keptFor, false}, {&quiet, 8, 0, false}, {&cell{}, 0, 0, false},
	} {
		if got := c.cell.holds(c.number, now.Add(c.after)); got != c.holds {
			t.Errorf("%+v after %v holds: %v", c.cell.number, c.after, got)
		}
	}
	d := tell(t)
	for _, want := range []bool{false, true} {
		open := make(chan struct{})
		done := make(chan error)
		if !want {
			go func() {
				done <- d.Tx(t.Context(), county, func(tx *db.Tx) error {
					_, err := tx.Exec(t.Context(), "UPDATE person SET remark = remark")
					open <- struct{}{}
					<-open
					return err
				})
			}()
			<-open
		}
		if _, got, err := d.Changes(t.Context(), county); err != nil || got && !want {
			t.Errorf("quiet: %v, %v; want %v", got, err, want)
		}
		if !want {
			open <- struct{}{}
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestKeptIsCountedOnce: of many who ask at once one counts; an error is not kept.
func TestKeptIsCountedOnce(t *testing.T) {
	t.Parallel()
	d := tell(t)
	var k Kept
	counted := 0
	count := func(context.Context, *db.Tx, time.Time) (int, error) {
		if counted++; counted == 1 {
			return 0, ErrFuture
		}
		return counted, nil
	}
	if _, _, err := Recall(t.Context(), &k, d, county, "x", onDay(t, "2019-01-01"), count); !errors.Is(err, ErrFuture) {
		t.Errorf("error %v", err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if n, _, err := Recall(t.Context(), &k, d, county, "x", onDay(t, "2019-01-01"), count); n != 2 || err != nil {
				t.Errorf("counted %d, %v", n, err)
			}
		})
	}
	wg.Wait()
}
