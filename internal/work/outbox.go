package work

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Kind is a kind of record that search keeps documents of.
type Kind string

// The kinds of the outbox.
const (
	Opening Kind = "opening"
	Worker  Kind = "worker"
)

// Changed notes, in the transaction that changes them, records whose search
// documents are to follow. Who calls it need not know whether a document would
// differ; a record noted twice is told once. One that is gone is noted too.
func Changed(ctx context.Context, tx pgx.Tx, kind Kind, ids ...int64) error {
	if len(ids) == 0 {
		return nil
	}
	if _, err := tx.Exec(ctx, "SELECT search.note_changed($1, $2)", string(kind), ids); err != nil {
		return fmt.Errorf("note changed %ss: %w", kind, err)
	}
	return nil
}

// Gone is Changed for people of whom some were erased, or are on record no more:
// they are found no more from that moment, whenever search hears of the others.
func Gone(ctx context.Context, tx pgx.Tx, people ...int64) error {
	if _, err := tx.Exec(ctx, "SELECT search.forget_workers($1)", people); err != nil {
		return fmt.Errorf("take people out of search: %w", err)
	}
	return Changed(ctx, tx, Worker, people...)
}

// ChangedAmong notes the records that a query returns: numbers, one a row.
func ChangedAmong(ctx context.Context, tx pgx.Tx, kind Kind, query string, args ...any) error {
	args = append(args[:len(args):len(args)], string(kind))
	sql := fmt.Sprintf("SELECT search.note_changed($%d, array_agg(q.id)) FROM (%s) q (id) HAVING count(*) > 0", len(args), query)
	if _, err := tx.Exec(ctx, sql, args...); err != nil {
		return fmt.Errorf("note changed %ss: %w", kind, err)
	}
	return nil
}

// ChangedPeople is the last step of a merge whose table who names people: it
// notes those of rows that made or changed a record, and so nobody of a file
// that is sent again.
func ChangedPeople() db.Step {
	return ChangedPeopleAmong("SELECT w.person FROM who w WHERE w.is_new OR w.seq IN (SELECT seq FROM touched)")
}

// ChangedPeopleAmong is a step that notes the people whom a query names.
func ChangedPeopleAmong(query string, args ...any) db.Step {
	return db.Step{
		Name: "notes for search", Args: args,
		SQL: "SELECT search.note_changed('worker', array_agg(q.person)) FROM (" + query + ") q (person) WHERE q.person IS NOT NULL HAVING count(*) > 0",
	}
}
