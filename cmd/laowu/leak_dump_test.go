package main

import (
	"bytes"

	"github.com/jackc/pgx/v5"
)

// dump keeps all tables of the database as a backup has them, and beside them
// what the server may have written of values elsewhere.
func (h *hunt) dump(when string) {
	h.Helper()
	conn := h.owner()
	rows, err := conn.Query(h.Context(), `
		SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1`)
	if err != nil {
		h.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(tables) < 30 {
		h.Fatalf("%d tables, %v", len(tables), err)
	}
	for _, name := range tables {
		var text bytes.Buffer
		if _, err := conn.PgConn().CopyTo(h.Context(), &text, "COPY "+name+" TO STDOUT"); err != nil {
			h.Fatalf("%s: %v", name, err)
		}
		h.traces = append(h.traces, trace{where: "table " + name + " " + when, text: text.Bytes(), codes: name == timesAndCounts})
	}
}

// timesAndCounts is the table whose whole numbers are as long as people's.
const timesAndCounts = "search.opening"
