package main

import (
	"bytes"

	"github.com/jackc/pgx/v5"
)

// dump keeps all tables of the database as a backup has them, and beside them
// what the server may have written of values elsewhere. Bits, which are no
// figures, are left out.
func (h *hunt) dump(when string) {
	h.Helper()
	conn := h.owner()
	rows, err := conn.Query(h.Context(), `
		SELECT n.nspname || '.' || c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)'
		  AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.atttypid <> 'bit'::regtype
		GROUP BY 1 ORDER BY 1`)
	if err != nil {
		h.Fatal(err)
	}
	type table struct{ Name, Columns string }
	tables, err := pgx.CollectRows(rows, pgx.RowToStructByPos[table])
	if err != nil || len(tables) < 30 {
		h.Fatalf("%d tables, %v", len(tables), err)
	}
	for _, t := range tables {
		var text bytes.Buffer
		if _, err := conn.PgConn().CopyTo(h.Context(), &text, "COPY "+t.Name+" ("+t.Columns+") TO STDOUT"); err != nil {
			h.Fatalf("%s: %v", t.Name, err)
		}
		h.traces = append(h.traces, trace{where: "table " + t.Name + " " + when, text: text.Bytes(), codes: t.Name == timesAndCounts})
	}
}

// timesAndCounts is the table whose whole numbers are as long as people's.
const timesAndCounts = "search.opening"
