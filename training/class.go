package training

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// A class (期) is known by its programme, its number and who holds it.

// Class is one of those that the actor sees, with how many came.
type Class struct {
	ID          int64
	Programme   string
	Number      string // 第3期
	Institution string
	Trade       string
	Level       *int // 5 初级 to 1 高级技师
	Starts      *time.Time
	Ends        *time.Time
	Hours       *int
	Seats       *int
	Enrolled    int
	Completed   int
}

// Classes lists those that the actor sees, the latest first.
func Classes(ctx context.Context, tx *db.Tx) ([]Class, error) {
	rows, err := tx.Query(ctx, `
		SELECT c.id, p.name AS programme, c.number, c.institution, c.trade, c.level, c.starts, c.ends, c.hours, c.seats,
		       count(e.person) AS enrolled, count(e.person) FILTER (WHERE `+Completed("e", "c", "$2")+`) AS completed
		FROM class c JOIN programme p ON p.id = c.programme
		LEFT JOIN enrolment e ON e.county = c.county AND e.class = c.id
		WHERE c.county = $1 GROUP BY c.county, c.id, p.id ORDER BY c.starts DESC NULLS LAST, c.id DESC`, tx.Actor.County, tx.Today())
	if err != nil {
		return nil, fmt.Errorf("list classes: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Class])
	if err != nil {
		return nil, fmt.Errorf("list classes: %w", err)
	}
	return all, nil
}

// ClassNumber is the number of a class as it is kept: 第3期 for 3, 3期, ３ 期 and
// 三期; whatever else is written stays. Empty for nothing.
func ClassNumber(written string) string {
	key := value.Key(written)
	n := strings.TrimSuffix(strings.TrimPrefix(key, "第"), "期")
	if i := strings.Index("一二三四五六七八九", n); n != "" && i >= 0 && len(n) == len("一") {
		n = string(rune('1' + i/len("一")))
	}
	n = strings.TrimLeft(n, "0")
	if strings.Trim(n, "0123456789") != "" || n == "" {
		return key
	}
	return "第" + n + "期"
}
