package db

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// Ledger is how a noun's records are read to be written out: all that a sheet
// of the kind would say of them, a row a record.
type Ledger struct {
	// SQL is a query over the county, $1, and the day, $2. Its columns are called
	// as the fields of the import are; what no field is called is there to choose
	// and to sort by.
	SQL   string
	Order string // by which columns of SQL, so that the same records give the same sheet
}

// Condition is what a ledger's rows must hold to: SQL over its columns, in
// which each ? is the value; without one, Value is not asked.
type Condition struct {
	SQL   string
	Value any
}

// Each reads the rows that hold to all conditions, as the actor sees them, one
// after the other. head is told the columns before the first.
func (l Ledger) Each(ctx context.Context, tx *Tx, where []Condition, head func(names []string) error, row func(values []any) error) error {
	sql, args := l.chosen("l.*", tx, where)
	rows, err := tx.Query(ctx, sql+" ORDER BY "+l.Order, args...)
	if err != nil {
		return fmt.Errorf("read ledger: %w", err)
	}
	defer rows.Close()
	names := make([]string, len(rows.FieldDescriptions()))
	for i, f := range rows.FieldDescriptions() {
		names[i] = f.Name
	}
	if err := head(names); err != nil {
		return err
	}
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return fmt.Errorf("read ledger: %w", err)
		}
		if err := row(values); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read ledger: %w", err)
	}
	return nil
}

// Count says how many rows hold to all conditions, as the actor sees them.
func (l Ledger) Count(ctx context.Context, tx *Tx, where []Condition) (n int, err error) {
	sql, args := l.chosen("count(*)", tx, where)
	if err := tx.QueryRow(ctx, sql, args...).Scan(&n); err != nil {
		return 0, fmt.Errorf("count ledger: %w", err)
	}
	return n, nil
}

// chosen reads something of the rows that hold to all conditions.
func (l Ledger) chosen(what string, tx *Tx, where []Condition) (sql string, args []any) {
	args = []any{tx.Actor.County, tx.Today()}
	sql = "SELECT " + what + " FROM (" + l.SQL + ") l WHERE $1::text IS NOT NULL AND $2::date IS NOT NULL"
	for _, c := range where {
		if !strings.Contains(c.SQL, "?") {
			sql += " AND " + c.SQL
			continue
		}
		args = append(args, c.Value)
		sql += " AND " + strings.ReplaceAll(c.SQL, "?", "$"+strconv.Itoa(len(args)))
	}
	return sql, args
}
