package db

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Step is one statement of a merge over the intake table. Before the counting,
// a merge must have made the temporary table who (seq, is_new), which says of
// each row of the intake whether it makes a new record.
type Step struct {
	Name    string // for errors and benchmarks
	SQL     string
	Args    []any
	Touches bool // it returns the seq of each row whose record it changed
	// Changes is the table, with its alias, whose rows the statement updates:
	// "person p". What it was before can then be kept (Keep). A statement that has
	// a WITH of its own names what it changed "changed", with county and id, and
	// says with {kept} where its list ends.
	Changes string
}

// LookOver is the step after many records were written: it tells the planner of
// them (011_scope.sql). Autovacuum may come in the middle of an import and find
// nothing of what is not committed; each check of a foreign key would then read
// the whole county.
var LookOver = Step{Name: "statistics of records", SQL: "SELECT access.look_over()"}

// Merged counts what a merge did, and what each step cost.
type Merged struct {
	Created, Updated int
	Costs            []Cost
}

// Cost of one step of a merge.
type Cost struct {
	Step string
	Took time.Duration
	Rows int64
}

// Prepare runs steps that come before the counting.
func Prepare(ctx context.Context, tx *Tx, steps ...Step) ([]Cost, error) {
	var costs []Cost
	for _, s := range steps {
		start := time.Now()
		n, err := s.run(ctx, tx)
		if err != nil {
			return nil, fmt.Errorf("merge %s: %w", s.Name, err)
		}
		costs = append(costs, Cost{s.Name, time.Since(start), n})
	}
	return costs, nil
}

// Merge runs the steps in order and counts the rows whose records are new, and
// those whose records changed.
func Merge(ctx context.Context, tx *Tx, steps ...Step) (Merged, error) {
	var m Merged
	if _, err := tx.Exec(ctx, "CREATE TEMP TABLE IF NOT EXISTS touched (seq integer) ON COMMIT DROP"); err != nil {
		return m, fmt.Errorf("make table of changes: %w", err)
	}
	var err error
	if m.Costs, err = Prepare(ctx, tx, steps...); err != nil {
		return m, err
	}
	err = tx.QueryRow(ctx, `
		SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new AND seq IN (SELECT seq FROM touched))
		FROM who`).Scan(&m.Created, &m.Updated)
	if err != nil {
		return m, fmt.Errorf("count changes: %w", err)
	}
	return m, nil
}

func (s Step) run(ctx context.Context, tx *Tx) (int64, error) {
	sql := s.sql(tx.keeps)
	if !s.Touches {
		tag, err := tx.Exec(ctx, sql, s.Args...)
		return tag.RowsAffected(), err
	}
	rows, err := tx.Query(ctx, sql, s.Args...)
	if err != nil {
		return 0, err
	}
	seqs, err := pgx.CollectRows(rows, pgx.RowTo[int32])
	if err != nil || len(seqs) == 0 {
		return 0, err
	}
	_, err = tx.Exec(ctx, "INSERT INTO touched SELECT unnest($1::integer[])", seqs)
	return int64(len(seqs)), err
}
