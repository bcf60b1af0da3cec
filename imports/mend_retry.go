package imports

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/riverqueue/river"

	"laowu/internal/db"
	"laowu/internal/work"
)

// retry runs rows alone, as the import would, and keeps what becomes of them;
// false where another import is at work for longer than somebody waits.
func (s *Service) retry(ctx context.Context, tx *db.Tx, o opened, files []File, m Mend, rows []int) (bool, error) {
	k, ok := ByName(o.kind)
	if !ok {
		return false, errUnknownKind
	}
	if free, err := aloneSoon(ctx, tx, k); err != nil || !free {
		return false, err
	}
	tried := &outcome{rows: map[at]bool{}}
	for _, row := range rows {
		tried.rows[at{m.File, m.Sheet, row}] = true
	}
	report, err := Run(ctx, tx, s.Vault, s.Desk, Request{Kind: k, Files: files, DryRun: true, Association: o.association, outcome: tried})
	if err != nil {
		return false, err
	}
	if report.Rows != len(rows) {
		return false, unmended("这样改，这一行就空了，或者成了合计、签名；不想导入的行请在表格里删去再送")
	}
	for _, one := range tried.sheets {
		if one.file == m.File && one.index == m.Sheet {
			if err := tried.move(ctx, tx, o.id, one); err != nil {
				return false, err
			}
		}
	}
	return true, tried.keepWrong(ctx, tx, o.id)
}

// patience is how long mending waits for another import of the county.
const patience = "2s"

// aloneSoon is alone, but for who does not wait long; false where others are
// still at work.
func aloneSoon(ctx context.Context, tx *db.Tx, k Kind) (bool, error) {
	save, err := tx.Begin(ctx)
	if err != nil {
		return false, fmt.Errorf("wait for other imports: %w", err)
	}
	inner := *tx
	inner.Tx = save
	if _, err = save.Exec(ctx, "SET LOCAL lock_timeout = '"+patience+"'"); err == nil {
		err = alone(ctx, &inner, k)
	}
	var pg *pgconn.PgError
	switch {
	case errors.As(err, &pg) && pg.Code == "55P03":
		return false, save.Rollback(ctx)
	case err != nil:
		return false, errors.Join(err, save.Rollback(ctx))
	}
	if _, err := save.Exec(ctx, "SET LOCAL lock_timeout TO DEFAULT"); err != nil {
		return false, fmt.Errorf("wait for other imports: %w", err)
	}
	return true, save.Commit(ctx)
}

// move takes the rows that were tried out of the states that they were in, and
// puts them into those that they are in now.
func (o *outcome) move(ctx context.Context, tx *db.Tx, id int64, s *outcomeSheet) error {
	was := make([][]int32, len(RowStates()))
	err := tx.QueryRow(ctx, "SELECT created, updated, unchanged, conflict, error FROM import_sheet WHERE county = $1 AND import = $2 AND number = $3 AND sheet = $4 FOR UPDATE",
		tx.Actor.County, id, s.file, s.index).Scan(&was[0], &was[1], &was[2], &was[3], &was[4])
	if err != nil {
		return fmt.Errorf("read sheet %d: %w", s.index, err)
	}
	for i, state := range RowStates() {
		kept := slices.DeleteFunc(was[i], func(row int32) bool { return o.rows[at{s.file, s.index, int(row)}] })
		s.states[state] = append(kept, s.states[state]...)
		slices.Sort(s.states[state])
	}
	return o.renew(ctx, tx, id, s)
}

// left is what the named row is now.
func (m Mend) left(ctx context.Context, tx *db.Tx, id int64, kind string) (RowState, []DraftProblem, error) {
	page := RowPage{Rows: []DraftRow{{File: m.File, Sheet: m.Sheet, Number: m.Row}}}
	if err := page.blame(ctx, tx, id, kind, []at{page.Rows[0].at()}); err != nil {
		return "", nil, err
	}
	var state RowState
	err := tx.QueryRow(ctx, `
		SELECT CASE WHEN $5 = ANY (created) THEN 'created' WHEN $5 = ANY (updated) THEN 'updated' WHEN $5 = ANY (unchanged) THEN 'unchanged'
		  WHEN $5 = ANY (conflict) THEN 'conflict' ELSE 'error' END
		FROM import_sheet WHERE county = $1 AND import = $2 AND number = $3 AND sheet = $4`, tx.Actor.County, id, m.File, m.Sheet, m.Row).Scan(&state)
	return state, page.Rows[0].Problems, err
}

// rowsASecond is about how many rows a preview reads in a second: who mends a
// long list is not kept waiting by counts of the cell before.
const rowsASecond = 5000

// recount has the whole draft counted again, unless that waits to be done already.
func (s *Service) recount(ctx context.Context, tx *db.Tx, jobs *work.Client, id int64) error {
	var rows int
	var waits bool
	err := tx.QueryRow(ctx, `
		UPDATE import_draft SET revision = revision + 1, changed_at = now() WHERE county = $1 AND import = $2
		RETURNING total, EXISTS (SELECT FROM river.river_job WHERE kind = 'import' AND state IN ('available', 'scheduled')
		  AND args @> jsonb_build_object('county', $1::text, 'import', $2::bigint, 'draft', true))`,
		tx.Actor.County, id).Scan(&rows, &waits)
	if err != nil {
		return fmt.Errorf("count again: %w", err)
	}
	if waits {
		return nil
	}
	opts := &river.InsertOpts{Queue: Queue, MaxAttempts: maxAttempts}
	if rows > rowsASecond {
		opts.ScheduledAt = time.Now().Add(time.Duration(rows/rowsASecond) * time.Second)
	}
	if _, err := jobs.InsertTx(ctx, tx.Tx, jobArgs{County: tx.Actor.County, Import: id, Draft: true}, opts); err != nil {
		return fmt.Errorf("count again: %w", err)
	}
	return nil
}
