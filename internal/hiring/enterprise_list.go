package hiring

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// EnterpriseFilter narrows a list of enterprises; the zero filter finds all of
// the county. Among are record numbers: one that is not nil and
// empty finds nobody.
type EnterpriseFilter struct {
	Called string // part of the name, or the whole credit code
	Hiring bool   // with an opening today
	Among  []int64
	At     int // how many stand before the page
	Limit  int
}

// EnterpriseLine is one of them, with what it offers today.
type EnterpriseLine struct {
	ID        int64
	USCC      string
	Name      string
	Industry  string
	PlaceText string
	Openings  int
	Posts     int
}

// Enterprises lists a page of those that the county keeps, who offers most posts
// first, and how many there are in all.
func Enterprises(ctx context.Context, tx *db.Tx, f EnterpriseFilter) (lines []EnterpriseLine, total int, err error) {
	where, args := "e.county = $1", []any{tx.Actor.County, tx.Today()}
	add := func(condition string, arg any) {
		args = append(args, arg)
		where += fmt.Sprintf(condition, len(args))
	}
	if f.Called != "" {
		add(" AND position(lower($%d) IN lower(e.name || ' ' || e.uscc)) > 0", strings.TrimSpace(value.Clean(f.Called)))
	}
	if f.Among != nil {
		add(" AND e.id = ANY ($%d)", f.Among)
	}
	if f.Hiring {
		where += " AND o.openings > 0"
	}
	const from = ` FROM enterprise e LEFT JOIN (
		SELECT enterprise, count(*)::integer AS openings, sum(headcount)::integer AS posts FROM opening
		WHERE closed_at IS NULL AND (valid_until IS NULL OR valid_until >= $2) GROUP BY 1) o ON o.enterprise = e.id WHERE `
	if err := tx.QueryRow(ctx, "SELECT count(*)"+from+where, args...).Scan(&total); err != nil {
		return nil, 0, fmt.Errorf("count enterprises: %w", err)
	}
	args = append(args, f.At, f.Limit)
	rows, err := tx.Query(ctx, `SELECT e.id, e.uscc, e.name, e.industry, e.place_text, coalesce(o.openings, 0) AS openings, coalesce(o.posts, 0) AS posts`+from+where+
		fmt.Sprintf(" ORDER BY coalesce(o.posts, 0) DESC, e.name, e.id OFFSET $%d LIMIT $%d", len(args)-1, len(args)), args...)
	if err != nil {
		return nil, 0, fmt.Errorf("list enterprises: %w", err)
	}
	if lines, err = pgx.CollectRows(rows, pgx.RowToStructByName[EnterpriseLine]); err != nil {
		return nil, 0, fmt.Errorf("list enterprises: %w", err)
	}
	return lines, total, nil
}

// OpeningLine is one of an enterprise's openings.
type OpeningLine struct {
	ID         int64
	Title      string
	PlaceText  string
	Headcount  int
	Form       string
	Open       bool
	ValidUntil *string // 2019-12-31; nil: no last day
}

// OpeningsOf lists an enterprise's openings, those that stand today first, and at
// most so many.
func OpeningsOf(ctx context.Context, tx *db.Tx, enterprise int64, limit int) ([]OpeningLine, error) {
	rows, err := tx.Query(ctx, `
		SELECT id, title, place_text, headcount, form, closed_at IS NULL AND coalesce(valid_until >= $2, true) AS open, valid_until::text AS valid_until
		FROM opening WHERE enterprise = $1 ORDER BY open DESC, valid_until DESC NULLS FIRST, id DESC LIMIT $3`, enterprise, tx.Today(), limit)
	if err != nil {
		return nil, fmt.Errorf("list openings of an enterprise: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[OpeningLine])
	if err != nil {
		return nil, fmt.Errorf("list openings of an enterprise: %w", err)
	}
	return all, nil
}
