package imports

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/internal/work"
)

// ExportQueue is where the service looks for exports to write.
const ExportQueue = "exports"

// atOnce is how many rows are given at once, and mostWaiting how many files of
// one account may wait to be written.
const atOnce, mostWaiting = 5000, 3

// Exports gives ledgers out: small ones at once, larger ones as files that are
// written as jobs and wait for who asked.
type Exports struct {
	DB    *db.DB
	Vault *access.Vault
	Log   *slog.Logger // hears of exports that failed; may be nil
	Most  int          // rows that are given at once; 0: 5,000
	jobs  *work.Client // queues what is written as a file
}

// With is the same with a client that queues files; Ask needs one.
func (s *Exports) With(jobs *work.Client) *Exports {
	out := *s
	out.jobs = jobs
	return &out
}

// ErrWaiting refuses one more file.
var ErrWaiting = errors.New("您要的文件已经有几个在写了，请等写完一个再要")

// Asked is what came of asking for a ledger: a file that is on its way, or rows
// to be given at once.
type Asked struct {
	File int64 // 0: at once
	Rows int   // as they were counted
	q    Export
	s    *Exports
	as   db.Actor
}

// Ask reads what an export asks and decides by its rows whether it is given at
// once or written as a file; either is noted before anybody has a row. Somebody
// who asks for a file that he waits for already is given that one. Errors:
// those of Export.Write, ErrNothing, ErrWaiting, roster.ErrWhy.
func (s *Exports) Ask(ctx context.Context, as db.Actor, q Export) (Asked, error) {
	a := Asked{q: q, s: s, as: as}
	if q.Reveal {
		var err error
		if a.q.Reason, err = roster.Why(q.Reason); err != nil && Reveals(as.Role) {
			return a, err
		}
	}
	err := s.DB.Tx(ctx, as, func(tx *db.Tx) error {
		r, err := a.q.ready(ctx, tx, s.Vault)
		if err != nil {
			return err
		}
		if a.Rows, err = r.count(ctx, tx); err != nil {
			return err
		}
		switch {
		case a.Rows == 0:
			return ErrNothing
		case a.Rows <= s.most():
			return access.Note(ctx, tx, access.Exported, "ledger", 0, a.q.detail(a.Rows))
		}
		a.File, err = a.queue(ctx, tx)
		return err
	})
	return a, err
}

func (s *Exports) most() int {
	if s.Most == 0 {
		return atOnce
	}
	return s.Most
}

// Write writes what is given at once, rows as they are by now. Who reads it
// must learn of an error: what was written before is no whole workbook.
func (a Asked) Write(ctx context.Context, out io.Writer) error {
	return guarded(func() error {
		return a.s.DB.ReadTx(ctx, a.as, func(tx *db.Tx) error {
			r, err := a.q.ready(ctx, tx, a.s.Vault)
			if err != nil {
				return err
			}
			_, err = r.write(ctx, tx, out, nil)
			return err
		})
	})()
}

// queue records the file and has it written: both or neither.
func (a Asked) queue(ctx context.Context, tx *db.Tx) (int64, error) {
	// Two clicks at once are one file.
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended('export', $1))", tx.Actor.Account); err != nil {
		return 0, fmt.Errorf("wait for one's own: %w", err)
	}
	if waits, err := a.waits(ctx, tx); waits != 0 || err != nil {
		return waits, err
	}
	where := a.q.Where
	if where == nil {
		where = []string{}
	}
	var id int64
	err := tx.QueryRow(ctx, `
		INSERT INTO export_file (county, kind, conditions, revealed, reason, expected, actor, role, organisation, account, asked_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, nullif($9, 0), $10, $11) RETURNING id`,
		tx.Actor.County, a.q.Kind.Name, where, a.q.Reveal, a.q.Reason, a.Rows, value.Redact(tx.Actor.Name), tx.Actor.Role, tx.Actor.Organisation, tx.Actor.Account, tx.Now).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("record export: %w", err)
	}
	_, err = a.s.jobs.InsertTx(ctx, tx.Tx, exportArgs{County: tx.Actor.County, Export: id}, &river.InsertOpts{Queue: ExportQueue, MaxAttempts: maxAttempts})
	if err != nil {
		return 0, fmt.Errorf("queue export: %w", err)
	}
	return id, nil
}

// waits finds the same export that the account waits for, 0 where there is
// none; ErrWaiting where it waits for as many others as it may.
func (a Asked) waits(ctx context.Context, tx *db.Tx) (int64, error) {
	rows, err := tx.Query(ctx, `
		SELECT id, kind = $3 AND conditions = $4 AND revealed = $5 FROM export_file
		WHERE county = $1 AND account = $2 AND state = 'queued' ORDER BY id`,
		tx.Actor.County, tx.Actor.Account, a.q.Kind.Name, append([]string{}, a.q.Where...), a.q.Reveal)
	if err != nil {
		return 0, fmt.Errorf("find waiting exports: %w", err)
	}
	var id, found int64
	var same bool
	waiting := 0
	_, err = pgx.ForEachRow(rows, []any{&id, &same}, func() error {
		if waiting++; same && found == 0 {
			found = id
		}
		return nil
	})
	switch {
	case err != nil:
		return 0, fmt.Errorf("find waiting exports: %w", err)
	case found == 0 && waiting >= mostWaiting:
		return 0, ErrWaiting
	}
	return found, nil
}
