package access

import (
	"context"
	"errors"
	"log/slog"
	"testing"

	"github.com/riverqueue/river"

	"laowu/internal/db"
	"laowu/internal/work"
)

// client queues jobs, and works them where it is started.
func (o *sealedOffice) client(t *testing.T) *work.Client {
	t.Helper()
	workers := river.NewWorkers()
	river.AddWorker(workers, &ResealWorker{Resealer: o.Resealer})
	c, err := work.NewClient(o.DB, slog.New(slog.DiscardHandler), workers, map[string]int{ResealQueue: 1})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// rotate changes the key and queues the resealing, as the command does.
func (o *sealedOffice) rotate(t *testing.T, c *work.Client, end error) {
	t.Helper()
	err := o.DB.Tx(t.Context(), actor(), func(tx *db.Tx) error {
		_, err := o.Vault.Rotate(t.Context(), tx)
		return errors.Join(err, o.Queue(t.Context(), tx, c, vaultCounty), end)
	})
	if !errors.Is(err, end) {
		t.Fatal(err)
	}
}

// jobs are the states of the jobs there are.
func (o *sealedOffice) jobs(t *testing.T) (states string) {
	t.Helper()
	err := o.DB.ReadTx(t.Context(), actor(), func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT coalesce(string_agg(state::text, ' ' ORDER BY id), '') FROM river.river_job WHERE kind = 'reseal'").Scan(&states)
	})
	if err != nil {
		t.Fatal(err)
	}
	return states
}

// workJob starts the client and waits for a job's end.
func workJob(t *testing.T, c *work.Client) {
	t.Helper()
	ends, leave := c.Subscribe(river.EventKindJobCompleted)
	defer leave()
	ctx, stop := context.WithCancel(t.Context())
	if err := c.Start(ctx); err != nil {
		t.Fatal(err)
	}
	<-ends
	stop()
	<-c.Stopped()
}

func TestResealJob(t *testing.T) {
	t.Parallel()
	o := newSealedOffice(t, 30, 3)
	o.rotate(t, o.client(t), errors.New("rolled back"))
	if s := o.jobs(t); s != "" {
		t.Errorf("jobs of a rotation that was rolled back: %s", s)
	}
	o.rotate(t, o.client(t), nil)
	o.rotate(t, o.client(t), nil)
	if s := o.jobs(t); s != "available" {
		t.Errorf("jobs of two rotations: %s", s)
	}
	workJob(t, o.client(t))
	o.rotate(t, o.client(t), nil)
	if s := o.jobs(t); s != "completed available" {
		t.Errorf("jobs after another rotation: %s", s)
	}
	workJob(t, o.client(t))
	if n := o.older(t); n != 0 {
		t.Errorf("%d values left", n)
	}
	o.whole(t)
	if err := o.Resume(t.Context(), actor(), o.client(t), vaultCounty, "141124"); err != nil {
		t.Fatal(err)
	}
	if s := o.jobs(t); s != "completed completed available available" {
		t.Errorf("jobs of two counties: %s", s)
	}
}

// A rotation while the values are resealed has them resealed again.
func TestRotationWhileResealing(t *testing.T) {
	t.Parallel()
	o := newSealedOffice(t, 30, 3)
	mustRotate(t, o.DB, o.Vault)
	rotated, ended := false, 0
	done, err := o.Run(t.Context(), actor(), func(int, int) {
		if !rotated {
			rotated = true
			mustRotate(t, o.DB, open(t, o.DB, o.path))
		}
	}, func(*db.Tx) error { ended++; return nil })
	if err != nil || done.Values <= len(o.plain) || ended != 1 || o.older(t) != 0 {
		t.Errorf("%+v, %d left, ended %d times, %v", done, o.older(t), ended, err)
	}
	o.whole(t)
}

// A process whose key file is an old copy does not reseal.
func TestResealWithAnOldFile(t *testing.T) {
	t.Parallel()
	o := newSealedOffice(t, 3, 0)
	old := getFile(t, o.path)
	away := open(t, o.DB, o.path)
	mustRotate(t, o.DB, o.Vault)
	putFile(t, o.path, old)
	_, err := (&Resealer{o.DB, away, sealedColumns()}).Run(t.Context(), actor(), nil, nil)
	if !errors.Is(err, ErrKeysOld) {
		t.Errorf("resealed: %v", err)
	}
}

// Of two processes one reseals, and the other looks again later.
func TestResealersTakeTurns(t *testing.T) {
	t.Parallel()
	o := newSealedOffice(t, 3, 0)
	c := o.client(t)
	o.rotate(t, c, nil)
	job := &river.Job[resealArgs]{Args: resealArgs{County: vaultCounty}}
	alone, err := o.Alone(t.Context(), actor(), func() error {
		var later *river.JobSnoozeError
		if err := (&ResealWorker{Resealer: o.Resealer}).Work(t.Context(), job); !errors.As(err, &later) || later.Duration != busyWait {
			t.Errorf("the other process: %v", err)
		}
		o.exec(t, "UPDATE river.river_job SET state = 'running'")
		err := o.Resume(t.Context(), actor(), c, vaultCounty)
		if s := o.jobs(t); s != "running" {
			t.Errorf("the job of a process that lives: %s", s)
		}
		return err
	})
	if !alone || err != nil {
		t.Fatalf("alone %v, %v", alone, err)
	}
	if err := o.Resume(t.Context(), actor(), c, vaultCounty); err != nil {
		t.Fatal(err)
	}
	if s := o.jobs(t); s != "available" {
		t.Errorf("the job of a killed process: %s", s)
	}
	workJob(t, c)
	o.whole(t)
}

// A job that the stopping service cancels is taken up by the next.
func TestResealJobStops(t *testing.T) {
	t.Parallel()
	o := newSealedOffice(t, 3, 0)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var again *river.JobSnoozeError
	job := &river.Job[resealArgs]{Args: resealArgs{County: vaultCounty}}
	if err := (&ResealWorker{Resealer: o.Resealer}).Work(ctx, job); !errors.As(err, &again) || again.Duration != 0 {
		t.Errorf("stopped: %v", err)
	}
}
