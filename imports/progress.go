package imports

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// tellEvery is how often the work on a draft says how far it is.
const tellEvery = 500 * time.Millisecond

// Progress is how far a draft is.
type Progress struct {
	State string // of the import: draft, queued, done, failed, dropped, undone
	Step  string // waiting, reading (the preview), writing, ended
	Done  int    // rows
	Total int    // rows, about; 0 while nobody knows
}

// Busy says whether somebody waits for it.
func (p Progress) Busy() bool { return p.State == "queued" || p.State == "draft" && p.Step != "ended" }

// Progress reads how far a draft is; NotFound for what is none or not the
// actor's to see.
func (s *Service) Progress(ctx context.Context, actor db.Actor, id int64) (p Progress, err error) {
	err = s.DB.ReadTx(ctx, actor, func(tx *db.Tx) error {
		err := tx.QueryRow(ctx, `
			SELECT i.state, d.step, d.done, d.total FROM import i JOIN import_draft d ON d.county = i.county AND d.import = i.id
			WHERE i.county = $1 AND i.id = $2`, actor.County, id).Scan(&p.State, &p.Step, &p.Done, &p.Total)
		if errors.Is(err, pgx.ErrNoRows) {
			return NotFound
		}
		return err
	})
	if err != nil {
		return p, fmt.Errorf("how far is import %d: %w", id, err)
	}
	return p, nil
}

// progress tells how far work is: the worker's own listener, and for a draft the
// database, in transactions of their own. stop must be called before the work's
// transaction writes to the draft, and may be called again. It waits for no
// connection: whoever has them all may wait for the county, which the work holds.
func (w *Worker) progress(ctx context.Context, asked db.Actor, id int64, step string, staged bool) (report func(done, total int), stop func()) {
	listener := func(done, total int) {
		if w.Progress != nil {
			w.Progress(id, done, total)
		}
	}
	if !staged {
		return listener, func() {}
	}
	t := &teller{service: w.Service, asked: asked, id: id, step: step, latest: make(chan [2]int, 1), ended: make(chan struct{})}
	telling, enough := context.WithCancel(ctx)
	go t.run(telling)
	return func(done, total int) {
		listener(done, total)
		t.put(done, total)
	}, sync.OnceFunc(func() { enough(); <-t.ended })
}

// teller writes the latest of what it is told, now and then.
type teller struct {
	service *Service
	asked   db.Actor
	id      int64
	step    string
	latest  chan [2]int
	ended   chan struct{}
}

// put is called by one goroutine.
func (t *teller) put(done, total int) {
	select {
	case <-t.latest:
	default:
	}
	t.latest <- [2]int{done, total}
}

func (t *teller) run(ctx context.Context) {
	defer close(t.ended)
	t.write(ctx, [2]int{})
	tick := time.NewTicker(tellEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		select {
		case now := <-t.latest:
			t.write(ctx, now)
		default:
		}
	}
}

// write lets a failure pass: the work goes on, and says itself what stops it.
func (t *teller) write(ctx context.Context, now [2]int) {
	_ = t.service.DB.Tx(ctx, t.asked, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE import_draft SET step = $3, done = $4, total = $5 WHERE county = $1 AND import = $2",
			tx.Actor.County, t.id, t.step, now[0], now[1])
		return err
	})
}
