package roster

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// IsNumber says whether a text is a whole ID or telephone number and nothing
// else; a cell that has words beside its number is none.
func IsNumber(text string, today time.Time) bool {
	if strings.ContainsFunc(text, func(c rune) bool { return unicode.Is(unicode.Han, c) }) {
		return false
	}
	raw := value.Raw{Text: text}
	if id, code := value.ParseIDNumber(raw, value.DayOf(today)); code == "" && !id.IsZero() {
		return true
	}
	phone, code := value.ParsePhone(raw)
	return code == "" && !phone.IsZero()
}

// Named finds, in the order in which they came on record, whom the actor sees
// whose name holds a text, or whose whole ID or telephone number it is. The
// empty text finds nobody.
func Named(ctx context.Context, tx *db.Tx, v *access.Vault, text string) ([]int64, error) {
	if text == "" {
		return nil, nil
	}
	where, args, err := PersonFilter{Text: text}.where(tx, v)
	if err != nil {
		return nil, err
	}
	return people(ctx, tx, where, args)
}

// Called finds those whom the actor sees who have exactly this name.
func Called(ctx context.Context, tx *db.Tx, name string) ([]int64, error) {
	return people(ctx, tx, " WHERE p.county = $1 AND p.erased_on IS NULL AND p.name = $2", []any{tx.Actor.County, value.Name(name)})
}

func people(ctx context.Context, tx *db.Tx, where string, args []any) ([]int64, error) {
	rows, err := tx.Query(ctx, "SELECT p.id FROM person p"+where+" ORDER BY p.id", args...)
	if err != nil {
		return nil, fmt.Errorf("find people by name: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("find people by name: %w", err)
	}
	return ids, nil
}

// Lines are the lines of a list of those of the people whom the actor sees, in
// the order given. Who is erased has none.
func Lines(ctx context.Context, tx *db.Tx, v *access.Vault, ids []int64) ([]PersonLine, error) {
	lines, err := personLines(ctx, tx, "SELECT p.* FROM person p WHERE p.county = $1 AND p.erased_on IS NULL AND p.id = ANY ($2)", tx.Actor.County, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]PersonLine, len(lines))
	for _, l := range lines {
		byID[l.ID] = l
	}
	lines = lines[:0]
	for _, id := range ids {
		if l, ok := byID[id]; ok {
			lines = append(lines, l)
		}
	}
	return lines, maskLines(tx.Actor.County, v, lines)
}
