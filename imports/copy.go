package imports

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// createTable makes the temporary table. Where each row came from stands
// before the kind's own columns.
func createTable(ctx context.Context, tx *db.Tx, columns []db.Column) error {
	var b strings.Builder
	b.WriteString("CREATE TEMP TABLE " + db.Intake + " (seq integer, file integer, sheet integer, row integer")
	for _, c := range columns {
		b.WriteString(", " + c.Name + " " + c.Type)
	}
	b.WriteString(") ON COMMIT DROP")
	if _, err := tx.Exec(ctx, b.String()); err != nil {
		return fmt.Errorf("make table for import: %w", err)
	}
	return nil
}

func copyRows(ctx context.Context, tx *db.Tx, columns []db.Column, chunks <-chan [][]any) error {
	names := []string{"seq", "file", "sheet", "row"}
	for _, c := range columns {
		names = append(names, c.Name)
	}
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{db.Intake}, names, &source{ctx: ctx, chunks: chunks}); err != nil {
		return fmt.Errorf("copy rows: %w", err)
	}
	return nil
}

// manyRows is from where an import is joined to the records by whole tables.
const manyRows = 2000

// plansFor tells the planner what it cannot know: how much was copied, and, until
// autovacuum has looked, how much an import just before this one wrote. Joining
// tens of thousands of rows one by one to tables believed empty takes minutes.
func plansFor(ctx context.Context, tx *db.Tx, rows int) error {
	sql := "ANALYZE " + db.Intake
	if rows >= manyRows {
		sql += "; SET LOCAL enable_nestloop = off"
	}
	if _, err := tx.Exec(ctx, sql); err != nil {
		return fmt.Errorf("plan for rows: %w", err)
	}
	return nil
}

// source gives COPY the rows as they come out of the check.
type source struct {
	ctx    context.Context //nolint:containedctx // CopyFrom's interface has no other way to stop a waiting Next
	chunks <-chan [][]any
	rows   [][]any
	next   int
	err    error
}

func (s *source) Next() bool {
	s.next++
	for s.next >= len(s.rows) {
		select {
		case rows, more := <-s.chunks:
			if !more {
				s.err = s.ctx.Err()
				return false
			}
			s.rows, s.next = rows, 0
		case <-s.ctx.Done():
			s.err = s.ctx.Err()
			return false
		}
	}
	return true
}

func (s *source) Values() ([]any, error) { return s.rows[s.next], nil }

func (s *source) Err() error { return s.err }
