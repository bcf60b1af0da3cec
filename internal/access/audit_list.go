package access

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// EntryFilter narrows the audit trail; the zero filter finds all. Before is the
// last entry of the page before, newest first.
type EntryFilter struct {
	From, To time.Time
	Actor    string
	Action   Action
	Person   int64 // the record number of whom entries concern
	Before   int64
	Limit    int
}

// TrailEntry is an entry as the page shows it.
type TrailEntry struct {
	Entry
	OrganisationName string
	Position         int64 // in the chain, 0 while it waits
}

// Trail is a page of the audit trail, with how its chain stands.
type Trail struct {
	Total   int
	Entries []TrailEntry
	Next    int64 // Before of the next page, 0 where this is the last
	Actors  []string
	Linked  int64
	Pending int64
}

// FindEntries reads the trail as far as the actor sees it: admin and auditor all
// of the county, a worker what concerns himself.
func FindEntries(ctx context.Context, tx *db.Tx, f EntryFilter) (Trail, error) {
	var t Trail
	where, args := f.where(tx.Actor.County)
	err := tx.QueryRow(ctx, `
		SELECT (SELECT count(*) `+where+`), (SELECT coalesce(max(position), 0) FROM audit_link WHERE county = $1),
		       (SELECT count(*) FROM audit_pending WHERE county = $1),
		       (SELECT coalesce(array_agg(DISTINCT a.actor ORDER BY a.actor), '{}') FROM audit a WHERE a.county = $1)`, args...).
		Scan(&t.Total, &t.Linked, &t.Pending, &t.Actors)
	if err != nil {
		return t, fmt.Errorf("count audit entries: %w", err)
	}
	if f.Before > 0 {
		args = append(args, f.Before)
		where += fmt.Sprintf(" AND a.id < $%d", len(args))
	}
	args = append(args, f.Limit+1)
	rows, err := tx.Query(ctx, "SELECT "+entryColumns+`, coalesce(access.organisation_name(a.county, a.role, a.organisation), ''),
		coalesce((SELECT l.position FROM audit_link l WHERE l.county = a.county AND l.entry = a.id), 0) `+where+
		fmt.Sprintf(" ORDER BY a.id DESC LIMIT $%d", len(args)), args...)
	if err != nil {
		return t, fmt.Errorf("read audit entries: %w", err)
	}
	t.Entries, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (e TrailEntry, err error) {
		err = row.Scan(append(e.fields(), &e.OrganisationName, &e.Position)...)
		return e, err
	})
	if err != nil {
		return t, fmt.Errorf("read audit entries: %w", err)
	}
	if len(t.Entries) > f.Limit {
		t.Entries = t.Entries[:f.Limit]
		t.Next = t.Entries[f.Limit-1].ID
	}
	return t, nil
}

func (f EntryFilter) where(county string) (string, []any) {
	sql, args := "FROM audit a WHERE a.county = $1", []any{county}
	add := func(condition string, arg any) {
		args = append(args, arg)
		sql += fmt.Sprintf(condition, len(args))
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
	if f.Action != "" {
		add(" AND a.action = $%d", f.Action)
	}
	if f.Person != 0 {
		add(" AND a.noun = 'person' AND a.target = $%d", strconv.FormatInt(f.Person, 10))
	}
	return sql, args
}
