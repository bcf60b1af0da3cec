package imports

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"laowu/internal/db"
)

// sends imports files as the service does: the import is on record, and what it
// writes is kept. It returns its number.
func (d *testDesk) sends(t testing.TB, k Kind, files []File) (int64, Report, error) {
	t.Helper()
	var id int64
	var r Report
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		err := tx.QueryRow(t.Context(), `
			INSERT INTO import (county, kind, dry_run, actor, role, organisation) VALUES ($1, $2, false, '{}', $3, nullif($4::bigint, 0)) RETURNING id`,
			d.actor.County, k.Name, d.actor.Role, d.actor.Organisation).Scan(&id)
		if err != nil {
			return err
		}
		r, err = Run(t.Context(), tx, d.service.Vault, d.service.Desk, Request{Kind: k, Files: files, Import: id})
		if err != nil {
			return err
		}
		return finish(t.Context(), tx, id, "done", r)
	})
	return id, r, err
}

// undo takes an import back.
func (d *testDesk) undo(t testing.TB, id int64) (done Undone, err error) {
	t.Helper()
	err = d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		done, err = Undo(t.Context(), tx, d.service.Vault, d.service.Desk, id)
		return err
	})
	return done, err
}

// takenBack imports files, takes the import back, and wants every row of the
// database as it was before; whatever the import's merge says it writes.
func (d *testDesk) takenBack(t testing.TB, k Kind, files []File) {
	t.Helper()
	before, numbers := d.everything(t), d.numbers(t)
	id, r, err := d.sends(t, k, files)
	var refused *FileError
	if errors.As(err, &refused) {
		return // the caller sees it
	}
	if err != nil {
		t.Errorf("import of %s: %v", k.Name, err)
		return
	}
	d.search(t, "import of "+k.Name)
	done, err := d.undo(t, id)
	if err != nil {
		t.Errorf("undo of %s: %v", k.Name, err)
		return
	}
	d.search(t, "undo of "+k.Name)
	if r.Created+r.Updated > 0 && done.Removed+done.Restored == 0 {
		t.Errorf("undo of %s did nothing, though %s", k.Name, summary(r))
	}
	same(t, k.Name, before, d.everything(t))
	d.asOwner(t, func(c *owner) error { // so that the next rows have the numbers that they would have had
		_, err := c.Exec(t.Context(), "SELECT setval(n.name::regclass, greatest(n.last, 1), n.last > 0) FROM unnest($1::text[], $2::bigint[]) n (name, last)", numbers.names, numbers.last)
		return err
	})
}

// numbers are the last that sequences gave.
func (d *testDesk) numbers(t testing.TB) (n struct {
	names []string
	last  []int64
}) {
	t.Helper()
	d.asOwner(t, func(c *owner) error {
		return c.QueryRow(t.Context(), "SELECT array_agg(sequencename), array_agg(coalesce(last_value, 0)) FROM pg_sequences WHERE schemaname = 'public' AND sequencename !~ '^(import|audit)'").
			Scan(&n.names, &n.last)
	})
	return n
}

// asOwner reads and writes past row security.
func (d *testDesk) asOwner(t testing.TB, do func(c *owner) error) {
	t.Helper()
	err := d.service.DB.Pool().AcquireFunc(t.Context(), func(c *owner) error {
		if _, err := c.Exec(t.Context(), "RESET ROLE"); err != nil {
			return err
		}
		defer func() { _, _ = c.Exec(context.WithoutCancel(t.Context()), "SET ROLE "+db.ServiceRole) }()
		return do(c)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// everything is each row of each table but imports', the audit trail's and the
// job library's, read as their owner. The tables are small and many: one
// statement asks for all.
func (d *testDesk) everything(t testing.TB) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	d.asOwner(t, func(c *owner) error {
		var tables []string
		var sql string
		err := c.QueryRow(t.Context(), `
			SELECT array_agg(name), string_agg(format('SELECT %L, t::text FROM %s t', name, name), ' UNION ALL ')
			FROM (SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relname !~ '^(import|audit)'
			  AND (c.relnamespace = 'public'::regnamespace OR c.oid = 'search.opening'::regclass)) x`).Scan(&tables, &sql)
		if err != nil {
			return err
		}
		for _, table := range tables {
			all[table] = nil
		}
		rows, err := c.Query(t.Context(), sql)
		if err != nil {
			return err
		}
		var table, row string
		_, err = pgx.ForEachRow(rows, []any{&table, &row}, func() error {
			all[table] = append(all[table], row)
			return nil
		})
		return err
	})
	for _, rows := range all {
		slices.Sort(rows)
	}
	return all
}

// same compares what was with what is.
func same(t testing.TB, what string, was, is map[string][]string) {
	t.Helper()
	for table := range was {
		if slices.Equal(was[table], is[table]) {
			continue
		}
		var lines []string
		for _, row := range was[table] {
			if !slices.Contains(is[table], row) {
				lines = append(lines, "- "+row)
			}
		}
		for _, row := range is[table] {
			if !slices.Contains(was[table], row) {
				lines = append(lines, "+ "+row)
			}
		}
		t.Errorf("after the undo of %s, %s is not as before: %d rows, %d before\n%s", what, table, len(is[table]), len(was[table]),
			strings.Join(lines[:min(len(lines), 6)], "\n"))
	}
	if len(was) < 40 {
		t.Errorf("only %d tables were looked at", len(was))
	}
}

// owner is a connection that row security does not hold.
type owner = pgxpool.Conn
