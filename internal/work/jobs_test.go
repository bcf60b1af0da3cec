package work

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

var admin = db.Actor{County: "141123", Role: db.Admin, Name: "admin"}

type done struct {
	County string `json:"county"`
	N      int    `json:"n"`
}

func (done) Kind() string { return "done" }

// shop is a database with jobs in each state, and one of another county.
func shop(t *testing.T) (*db.DB, *Client) {
	t.Helper()
	d := testdb.New(t)
	c, err := NewClient(d, slog.New(slog.DiscardHandler), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	do(t, d, func(ctx context.Context, tx *db.Tx) error {
		for i := range 6 {
			if _, err := c.InsertTx(ctx, tx.Tx, done{admin.County, i}, nil); err != nil {
				return err
			}
		}
		if _, err := c.InsertTx(ctx, tx.Tx, done{"141124", 0}, nil); err != nil {
			return err
		}
		for i, set := range []string{
			"state = 'completed', finalized_at = now()", "state = 'discarded', finalized_at = now(), errors = ARRAY['{\"error\": \"care for openings failed: 王建 140\"}'::jsonb]",
			"state = 'retryable', errors = ARRAY['{\"error\": \"retention failed\"}'::jsonb, '{\"error\": \"王建的行不对\"}'::jsonb]", "state = 'running', attempted_at = now()",
			"state = 'cancelled', finalized_at = now()",
		} {
			if _, err := tx.Exec(ctx, "UPDATE river.river_job SET "+set+" WHERE args->>'n' = $1 AND args->>'county' = '141123'", fmt.Sprint(i)); err != nil {
				return err
			}
		}
		return nil
	})
	return d, c
}

func do(t *testing.T, d *db.DB, fn func(context.Context, *db.Tx) error) {
	t.Helper()
	if err := d.Tx(t.Context(), admin, func(tx *db.Tx) error { return fn(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

// The county's own jobs are listed, and of an error no more than our own words.
func TestJobs(t *testing.T) {
	t.Parallel()
	d, _ := shop(t)
	for _, q := range []struct {
		JobQuery
		want string
	}{
		{JobQuery{Limit: 9}, "6: available, cancelled, running, retryable unknown, discarded care for openings failed, completed"},
		{JobQuery{From: 4, Limit: 9}, "6: discarded care for openings failed, completed"},
		{JobQuery{States: []string{"discarded", "retryable"}, Limit: 1}, "2: retryable unknown"},
	} {
		do(t, d, func(ctx context.Context, tx *db.Tx) error {
			page, all, err := Jobs(ctx, tx, q.JobQuery)
			got := fmt.Sprintf("%d:", all)
			for i, j := range page {
				if i > 0 {
					got += ","
				}
				if got += " " + j.State; j.Failure != "" {
					got += " " + j.Failure
				}
			}
			if got != q.want {
				t.Errorf("%+v: %s, want %s", q.JobQuery, got, q.want)
			}
			return err
		})
	}
	do(t, d, func(ctx context.Context, tx *db.Tx) error {
		counts, err := CountJobs(ctx, tx)
		if err != nil || len(counts) != 6 || counts[0] != (JobCount{"default", "available", 1}) {
			t.Errorf("counted %+v", counts)
		}
		turns, err := LastTurns(ctx, tx)
		if err != nil || len(turns) != 1 || turns["done"].State != "available" {
			t.Errorf("turns %+v", turns)
		}
		return err
	})
}

// What stopped is worked again, what waits is given up; nothing else, and nothing
// of another county.
func TestChangeJobs(t *testing.T) {
	t.Parallel()
	d, c := shop(t)
	ids := map[string]int64{}
	do(t, d, func(ctx context.Context, tx *db.Tx) error {
		page, _, err := Jobs(ctx, tx, JobQuery{Limit: 9})
		for _, j := range page {
			ids[j.State] = j.ID
		}
		if err != nil {
			return err
		}
		ids["foreign"] = page[0].ID + 1
		return nil
	})
	for _, s := range []struct {
		what, state string
		do          func(context.Context, *db.Tx, *Client, int64) (Job, error)
		err         error
		then        string
	}{
		{"retry", "completed", RetryJob, ErrNotStopped, "completed"}, {"retry", "running", RetryJob, ErrNotStopped, "running"}, {"retry", "available", RetryJob, ErrNotStopped, "available"},
		{"retry", "discarded", RetryJob, nil, "available"}, {"retry", "cancelled", RetryJob, nil, "available"}, {"retry", "foreign", RetryJob, ErrNoJob, "available"},
		{"cancel", "completed", CancelJob, ErrNotWaiting, "completed"}, {"cancel", "running", CancelJob, ErrNotWaiting, "running"},
		{"cancel", "retryable", CancelJob, nil, "cancelled"}, {"cancel", "available", CancelJob, nil, "cancelled"}, {"cancel", "foreign", CancelJob, ErrNoJob, "available"},
	} {
		err := d.Tx(t.Context(), admin, func(tx *db.Tx) error {
			_, err := s.do(t.Context(), tx, c, ids[s.state])
			return err
		})
		if !errors.Is(err, s.err) {
			t.Errorf("%s %s: %v, want %v", s.what, s.state, err, s.err)
		}
		do(t, d, func(ctx context.Context, tx *db.Tx) error {
			var state string
			err := tx.QueryRow(ctx, "SELECT state::text FROM river.river_job WHERE id = $1", ids[s.state]).Scan(&state)
			if state != s.then {
				t.Errorf("%s %s: it is %s", s.what, s.state, state)
			}
			return err
		})
	}
}
