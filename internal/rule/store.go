package rule

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// List reads a table's rows by key, the latest first.
func List(ctx context.Context, tx *db.Tx, t Table) ([]Row, error) {
	columns, keys := []string{"valid_from", "source"}, ""
	for _, f := range t.Fields {
		column := f.Column + "::text"
		switch f.Kind {
		case Counts:
			column = "array_to_string(" + f.Column + ", ',')"
		case Clock:
			column = "to_char(" + f.Column + ", 'HH24:MI')"
		case Count, Choice, Place:
		}
		columns = append(columns, column)
		if f.key() {
			keys += f.Column + ", "
		}
	}
	rows, err := tx.Query(ctx, "SELECT "+strings.Join(columns, ", ")+" FROM "+t.Name+" ORDER BY "+keys+"valid_from DESC")
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", t.Name, err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Row, error) {
		r := Row{Values: make([]string, len(t.Fields))}
		into := []any{&r.ValidFrom, &r.Source}
		for i := range r.Values {
			into = append(into, &r.Values[i])
		}
		return r, row.Scan(into...)
	})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", t.Name, err)
	}
	return all, nil
}

// Set writes what holds from a day on; of two of one day and key the later word
// stands. The county does, nobody else: access.ErrNotFound.
func Set(ctx context.Context, tx *db.Tx, t Table, r Row) error {
	columns, places, sets, keys := []string{"valid_from", "source"}, []string{"$1::date", "$2::text"}, []string{"source = excluded.source"}, []string{"valid_from"}
	args := []any{r.ValidFrom, r.Source}
	for i, f := range t.Fields {
		args = append(args, r.Values[i])
		at := "$" + strconv.Itoa(len(args)) + "::text"
		switch f.Kind {
		case Count:
			at += "::integer"
		case Counts:
			at = "string_to_array(" + at + ", ',')::integer[]"
		case Clock:
			at += "::time"
		case Choice, Place:
			keys = append(keys, f.Column)
		}
		columns, places = append(columns, f.Column), append(places, at)
		if !f.key() {
			sets = append(sets, f.Column+" = excluded."+f.Column)
		}
	}
	tag, err := tx.Exec(ctx, "INSERT INTO "+t.Name+" ("+strings.Join(columns, ", ")+") SELECT "+strings.Join(places, ", ")+
		" WHERE access.writes_county() ON CONFLICT ("+strings.Join(keys, ", ")+") DO UPDATE SET "+strings.Join(sets, ", "), args...)
	if err != nil {
		return fmt.Errorf("set %s: %w", t.Name, err)
	}
	if tag.RowsAffected() == 0 {
		return access.ErrNotFound
	}
	return access.Note(ctx, tx, access.RuleSet, t.Name, 0, map[string]any{"rule": t.Title, "valid_from": r.ValidFrom.Format(time.DateOnly), "set": t.Said(r)})
}

// Said is a row's values in words: 没写截止日期 30 天，写了的 90 天.
func (t Table) Said(r Row) string {
	parts := make([]string, len(t.Fields))
	for i, f := range t.Fields {
		parts[i] = strings.TrimSpace(f.Label + " " + f.Said(r.Values[i]))
	}
	return strings.Join(parts, "，")
}

// Said is one value in words; a place stays its code.
func (f Field) Said(value string) string {
	switch f.Kind {
	case Counts:
		value = strings.ReplaceAll(value, ",", "、")
	case Choice:
		for _, o := range f.Options {
			if o.Value == value {
				return o.Text
			}
		}
	case Count, Place, Clock:
	}
	if f.Unit != "" {
		value += " " + f.Unit
	}
	return value
}
