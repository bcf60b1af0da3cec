package db

import (
	"context"
	"fmt"
	"strings"
)

// Keep begins to keep what this transaction's steps change, as it was before:
// so that the whole can be taken back later (026_import_written.sql).
func (t *Tx) Keep(ctx context.Context) error {
	if _, err := t.Exec(ctx, "SELECT access.keep_replaced()"); err != nil {
		return fmt.Errorf("begin to keep what is replaced: %w", err)
	}
	t.keeps = true
	return nil
}

// sql is the step's statement; where what it changes is kept, with a second one
// that writes the rows as they were before. All parts of one WITH see what was
// before any of them.
func (s Step) sql(keeps bool) string {
	table, alias, _ := strings.Cut(s.Changes, " ")
	switch {
	case strings.Contains(s.SQL, "{kept}"):
		return strings.Replace(s.SQL, "{kept}", kept(table, keeps), 1)
	case s.Changes == "" || !keeps:
		return s.SQL
	}
	changed, result := s.SQL, "SELECT seq FROM changed"
	if s.Touches {
		changed += ", "
	} else {
		changed, result = changed+" RETURNING ", "SELECT FROM changed"
	}
	return "WITH changed AS (" + changed + alias + ".county, " + alias + ".id)" + kept(table, true) + " " + result
}

// kept is the part of a WITH that keeps the rows of a table that the part before
// changed. One by one, by their key: of nothing changed it costs nothing.
func kept(table string, keeps bool) string {
	if !keeps {
		return ""
	}
	return `,
		kept AS (
			INSERT INTO pg_temp.replaced SELECT '` + table + `', c.id, o.before, o.image FROM (SELECT DISTINCT county, id FROM changed) c,
			LATERAL (SELECT b.xmin AS before, to_jsonb(b) AS image FROM ` + table + ` b WHERE b.county = c.county AND b.id = c.id OFFSET 0) o)`
}
