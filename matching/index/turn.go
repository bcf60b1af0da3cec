package index

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/matching"
)

// turn is one process's turn at an engine: a connection of its own, whose lock
// goes with it however the process ends, and what is known of the engine since
// the connection was made.
type turn struct {
	*Indexer
	conn   *pgx.Conn
	engine matching.Index
	seen   time.Time // when the engine was last said to be in use
	built  bool      // its copy was made, by the rules of today
}

// open takes a connection out of the pool for good: a lock that a session holds
// must not go back into it.
func (x *Indexer) open(ctx context.Context, e matching.Index) (*turn, error) {
	conn, err := x.DB.Pool().Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect for search index: %w", err)
	}
	return &turn{Indexer: x, conn: conn.Hijack(), engine: e}, nil
}

func (t *turn) close(ctx context.Context) error {
	if err := t.conn.Close(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("leave search index: %w", err)
	}
	return nil
}

// The lock is the engine's: whoever holds it tells or builds it.
const lock = "hashtextextended('search index ' || $1, 0)"

// try takes the turn where nobody else has it.
func (t *turn) try(ctx context.Context) (mine bool, err error) {
	if err := t.conn.QueryRow(ctx, "SELECT pg_try_advisory_lock("+lock+")", t.engine.Name()).Scan(&mine); err != nil {
		return false, fmt.Errorf("ask for turn at search index: %w", err)
	}
	return mine, nil
}

// wait takes the turn after whoever has it.
func (t *turn) wait(ctx context.Context) error {
	if _, err := t.conn.Exec(ctx, "SELECT pg_advisory_lock("+lock+")", t.engine.Name()); err != nil {
		return fmt.Errorf("wait for turn at search index: %w", err)
	}
	return nil
}

// end gives the turn to others.
func (t *turn) end(ctx context.Context) error {
	if _, err := t.conn.Exec(ctx, "SELECT pg_advisory_unlock("+lock+")", t.engine.Name()); err != nil {
		return fmt.Errorf("end turn at search index: %w", err)
	}
	return nil
}

// mine fails where the connection, and the turn with it, is lost: another
// process may be telling the engine by now.
func (t *turn) mine(ctx context.Context) error {
	if err := t.conn.Ping(ctx); err != nil {
		return fmt.Errorf("hold turn at search index: %w", err)
	}
	return nil
}

// work does what is to be done in a turn: builds the engine's copy where there
// is none that holds, and tells it all that waits.
func (t *turn) work(ctx context.Context) error {
	if err := t.use(ctx); err != nil {
		return err
	}
	if !t.built {
		if _, err := t.rebuild(ctx); err != nil {
			return err
		}
	}
	return t.catchUp(ctx)
}

// catchUp tells the engine all that waits.
func (t *turn) catchUp(ctx context.Context) error {
	for {
		n, err := t.tell(ctx, refusals{}, t.engine)
		if err != nil || n == 0 {
			return err
		}
	}
}

// An engine that nobody used for so long is forgotten: the outbox does not wait
// for it, and it is built anew when it comes back. It is said to be in use once
// a minute.
const (
	forgetAfter = 7 * 24 * time.Hour
	useEvery    = time.Minute
)

// use says that the engine is in use, and learns whether its copy holds.
func (t *turn) use(ctx context.Context) error {
	now := t.DB.Now()
	if t.built && now.Sub(t.seen) < useEvery {
		return nil
	}
	err := t.DB.Tx(db.Aside(ctx), admin(t.County), func(tx *db.Tx) error {
		return tx.QueryRow(ctx, "SELECT search.use_engine($1, $2, $3)", t.engine.Name(), now, now.Add(-forgetAfter)).Scan(&t.built)
	})
	if err != nil {
		return fmt.Errorf("use search index: %w", err)
	}
	if c, ok := t.engine.(current); ok && t.built {
		if t.built, err = c.Current(ctx); err != nil {
			return fmt.Errorf("look at search index: %w", err)
		}
	}
	t.seen = now
	return nil
}

// current is an engine that can say whether its copy is there and made by the
// lexicon and settings of this program.
type current interface {
	Current(ctx context.Context) (bool, error)
}

// inTurn does something in a turn that it waits for.
func (x *Indexer) inTurn(ctx context.Context, e matching.Index, do func(*turn) error) error {
	t, err := x.open(ctx, e)
	if err != nil {
		return err
	}
	if err = t.wait(ctx); err == nil {
		err = do(t)
	}
	return errors.Join(err, t.close(ctx)) // and with it goes the lock
}
