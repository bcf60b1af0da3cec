package notice

import (
	"context"
	"errors"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Post delivers what waits. It is safe for several processes at once.
type Post struct {
	DB    *db.DB
	Vault *access.Vault
	By    map[Way]Deliverer // empty: the platform alone
}

// Turn is what came of a turn.
type Turn struct{ Sent, Failed, Later int }

// mostInTurn bounds a turn, so that a stopping service need not wait long.
const mostInTurn = 500

// Turn gathers what waits in the actor's county, an admin's, and delivers what is
// due, one after the other. In the quiet hours it does nothing. An error is the
// database's; what a receiver did stands with the delivery.
func (p *Post) Turn(ctx context.Context, actor db.Actor) (t Turn, err error) {
	quiet := false
	ctx = db.Aside(ctx) // of notices nothing is counted
	err = p.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		rule, err := FindRule(ctx, tx)
		if quiet = err == nil && rule.Quiet(tx.Now); err != nil || quiet {
			return err
		}
		return gather(ctx, tx, rule, p.ways())
	})
	for n := 0; err == nil && !quiet && n < mostInTurn && ctx.Err() == nil; n++ {
		var more bool
		if more, err = p.next(ctx, actor, &t); !more {
			break
		}
	}
	return t, err
}

func (p *Post) ways() []string {
	out := []string{}
	for w := range p.By {
		out = append(out, string(w))
	}
	return out
}

// next delivers one, and says whether there was one.
func (p *Post) next(ctx context.Context, actor db.Actor, t *Turn) (bool, error) {
	var d *claimed
	err := p.DB.Tx(ctx, actor, func(tx *db.Tx) (err error) {
		rule, err := FindRule(ctx, tx)
		if err != nil || rule.Quiet(tx.Now) { // the evening came meanwhile
			return err
		}
		d, err = claim(ctx, tx)
		return err
	})
	if err != nil || d == nil {
		return false, err
	}
	failed := p.send(ctx, d)
	// What was sent is written down though the service stops.
	err = p.DB.Tx(context.WithoutCancel(ctx), actor, func(tx *db.Tx) error {
		return d.settle(ctx, tx, failed, t)
	})
	return err == nil, err
}

// send tries once. A number is open in memory alone, and only while it is sent.
func (p *Post) send(ctx context.Context, d *claimed) error {
	by := p.By[d.way]
	switch {
	case d.tries > mostTries:
		return fatal{Passing{interrupted}}
	case by == nil:
		return fatal{Passing{noReceiver}}
	case !d.wanted:
		return fatal{Passing{switchedOff}}
	case d.way == SMS && d.sealed == nil:
		return fatal{Passing{noNumber}}
	}
	m, err := d.message(p.Vault)
	if err != nil {
		return err
	}
	return by.Deliver(ctx, m)
}

// fatal is a trouble that trying again does not mend.
type fatal struct{ error }

// settle writes what came of a try.
func (d *claimed) settle(ctx context.Context, tx *db.Tx, failed error, t *Turn) error {
	ctx = context.WithoutCancel(ctx)
	var refused Refusal
	var lost fatal
	switch {
	case failed == nil:
		t.Sent++
		return d.end(ctx, tx, "sent", "", tx.Now)
	case errors.As(failed, &refused):
		t.Failed++
		return d.end(ctx, tx, "failed", refused.Error(), tx.Now)
	case errors.As(failed, &lost):
		t.Failed++
		return d.end(ctx, tx, "failed", trouble(lost.error), tx.Now)
	case d.tries >= mostTries:
		t.Failed++
		return d.end(ctx, tx, "failed", trouble(failed), tx.Now)
	}
	t.Later++
	return d.end(ctx, tx, "waiting", trouble(failed), tx.Now.Add(pause(d.tries)))
}

// pause is how long to wait after so many tries: a minute, then twice as long
// each time, an hour at most.
func pause(tries int) time.Duration { return min(time.Minute<<min(tries-1, 6), time.Hour) }
