package access

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// EntryFilter narrows the audit trail; the zero filter finds all. Before is the
// last entry of the page before, newest first.
type EntryFilter struct {
	From, To     time.Time
	Actor        string
	Organisation string   // part of its name
	Actions      []Action // any of them; none: all
	Person       int64    // the record number of whom entries concern
	Login        int64    // the number of the login that they concern
	Before       int64
	Limit        int
}

// TrailEntry is an entry as the page shows it.
type TrailEntry struct {
	Entry
	OrganisationName string
	Position         int64 // in the chain, 0 while it waits
}

// mostCounted is how many entries are counted: what is more is many.
const mostCounted = 10000

// Trail is a page of the audit trail, with how its chain stands.
type Trail struct {
	Total   int  // at most 10,000
	More    bool // there are more than Total
	Entries []TrailEntry
	Next    int64 // Before of the next page, 0 where this is the last
	Linked  int64
	Pending int64
}

// FindEntries reads the trail as far as the actor sees it: admin and auditor all
// of the county, a worker what concerns himself.
func FindEntries(ctx context.Context, tx *db.Tx, f EntryFilter) (Trail, error) {
	var t Trail
	where, args, err := f.where(ctx, tx)
	if err != nil {
		return t, err
	}
	err = tx.QueryRow(ctx, fmt.Sprintf(`
		SELECT (SELECT count(*) FROM (SELECT %s LIMIT %d) n), (SELECT coalesce(max(position), 0) FROM audit_link WHERE county = $1),
		       (SELECT count(*) FROM audit_pending WHERE county = $1)`, where, mostCounted+1), args...).Scan(&t.Total, &t.Linked, &t.Pending)
	if err != nil {
		return t, fmt.Errorf("count audit entries: %w", err)
	}
	if t.More = t.Total > mostCounted; t.More {
		t.Total = mostCounted
	}
	if t.Entries, err = f.page(ctx, tx, where, args); err != nil {
		return t, err
	}
	if len(t.Entries) > f.Limit {
		t.Entries = t.Entries[:f.Limit]
		t.Next = t.Entries[f.Limit-1].ID
	}
	return t, nil
}

// page reads one entry more than a page has.
func (f EntryFilter) page(ctx context.Context, tx *db.Tx, where string, args []any) ([]TrailEntry, error) {
	if f.Before > 0 {
		var at time.Time
		err := tx.QueryRow(ctx, "SELECT at FROM audit WHERE county = $1 AND id = $2", tx.Actor.County, f.Before).Scan(&at)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return nil, fmt.Errorf("find audit entry: %w", err)
		}
		args = append(args, at, f.Before)
		where += fmt.Sprintf(" AND (a.at, a.id) < ($%d, $%d)", len(args)-1, len(args))
	}
	args = append(args, f.Limit+1)
	// What an organisation is called is asked once for all of its entries.
	rows, err := tx.Query(ctx, "WITH a AS MATERIALIZED (SELECT a.* "+where+fmt.Sprintf(" ORDER BY a.at DESC, a.id DESC LIMIT $%d)", len(args))+`,
		named AS (SELECT n.role, n.organisation, access.organisation_name($1, n.role, n.organisation) AS name
			FROM (SELECT DISTINCT role, organisation FROM a WHERE organisation IS NOT NULL) n)
		SELECT `+entryColumns+`, coalesce(n.name, ''), coalesce(l.position, 0)
		FROM a LEFT JOIN named n ON n.role = a.role AND n.organisation = a.organisation LEFT JOIN audit_link l ON l.county = a.county AND l.entry = a.id
		ORDER BY a.at DESC, a.id DESC`, args...)
	if err != nil {
		return nil, fmt.Errorf("read audit entries: %w", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (e TrailEntry, err error) {
		err = row.Scan(append(e.fields(), &e.OrganisationName, &e.Position)...)
		return e, err
	})
	if err != nil {
		return nil, fmt.Errorf("read audit entries: %w", err)
	}
	return all, nil
}

func (f EntryFilter) where(ctx context.Context, tx *db.Tx) (string, []any, error) {
	sql, args := "FROM audit a WHERE a.county = $1", []any{tx.Actor.County}
	add := func(condition string, more ...any) {
		var places []any
		for _, arg := range more {
			args = append(args, arg)
			places = append(places, len(args))
		}
		sql += fmt.Sprintf(condition, places...)
	}
	if !f.From.IsZero() {
		add(" AND a.at >= $%d", f.From)
	}
	if !f.To.IsZero() {
		add(" AND a.at < $%d", f.To)
	}
	if f.Actor != "" {
		add(" AND a.actor = $%d", f.Actor)
	}
	switch len(f.Actions) { // one is equal to, so that its index gives the order too
	case 0:
	case 1:
		add(" AND a.action = $%d", f.Actions[0])
	default:
		add(" AND a.action = ANY ($%d)", f.Actions)
	}
	if f.Person != 0 {
		add(" AND a.noun = 'person' AND a.target = $%d", strconv.FormatInt(f.Person, 10))
	}
	if f.Login != 0 {
		add(" AND a.noun = 'login' AND a.target = $%d", strconv.FormatInt(f.Login, 10))
	}
	if f.Organisation != "" {
		roles, ids, err := organisationsNamed(ctx, tx, f.Organisation)
		if err != nil {
			return "", nil, err
		}
		add(" AND (a.role, a.organisation) IN (SELECT * FROM unnest($%d::text[], $%d::bigint[]))", roles, ids)
	}
	return sql, args, nil
}

// organisationsNamed are the organisations in whose names a text stands, each
// with the roles that act for it.
func organisationsNamed(ctx context.Context, tx *db.Tx, text string) (roles []string, ids []int64, err error) {
	rows, err := tx.Query(ctx, `
		SELECT 'association', id FROM association WHERE county = $1 AND strpos(name, $2) > 0
		UNION ALL SELECT 'enterprise', id FROM enterprise WHERE strpos(name, $2) > 0
		UNION ALL SELECT r, id FROM office o, unnest(CASE o.kind WHEN 'county' THEN ARRAY['county', 'auditor', 'admin'] ELSE ARRAY[o.kind] END) r
			WHERE o.county = $1 AND strpos(o.name, $2) > 0`, tx.Actor.County, value.Clean(text))
	if err != nil {
		return nil, nil, fmt.Errorf("find organisations: %w", err)
	}
	var role string
	var id int64
	_, err = pgx.ForEachRow(rows, []any{&role, &id}, func() error {
		roles, ids = append(roles, role), append(ids, id)
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("find organisations: %w", err)
	}
	return roles, ids, nil
}
