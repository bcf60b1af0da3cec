package training

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// A class (期) is known by its programme, its number and who holds it.

// Class is one of those that the actor sees, with how many came.
type Class struct {
	ID          int64
	ProgrammeID int64
	Programme   string
	Number      string // 第3期
	Institution string
	Trade       string
	Level       *int // 5 初级 to 1 高级技师
	Starts      *time.Time
	Ends        *time.Time
	Hours       *int
	Seats       *int
	Taken       int // seats, whosever people have them; who left has none
	Enrolled    int // of the people whom the actor sees
	Completed   int // of them, by today
	Unmarked    int // of them: who did not leave, and of whom nobody said how the examination went
}

// Left is how many seats are free; known is false where nobody said how many
// there are.
func (c Class) Left() (n int, known bool) {
	if c.Seats == nil {
		return 0, false
	}
	return max(0, *c.Seats-c.Taken), true
}

// Over says whether the class has ended by a day.
func (c Class) Over(day time.Time) bool { return c.Ends != nil && c.Ends.Before(day) }

// Classes lists those that the actor sees, the latest first; of a trainer its
// own alone.
func Classes(ctx context.Context, tx *db.Tx) ([]Class, error) {
	return findClasses(ctx, tx, "true")
}

// OpenClasses are those of Classes that have not ended.
func OpenClasses(ctx context.Context, tx *db.Tx) ([]Class, error) {
	return findClasses(ctx, tx, "(c.ends IS NULL OR c.ends >= $2)")
}

// FindClass finds one of those that the actor sees; access.ErrNotFound.
func FindClass(ctx context.Context, tx *db.Tx, id int64) (Class, error) {
	all, err := findClasses(ctx, tx, "c.id = $3", id)
	if err == nil && len(all) == 0 {
		err = access.ErrNotFound
	}
	if err != nil {
		return Class{}, err
	}
	return all[0], nil
}

func findClasses(ctx context.Context, tx *db.Tx, where string, more ...any) ([]Class, error) {
	rows, err := tx.Query(ctx, `
		WITH asked AS (SELECT c.id FROM class c WHERE c.county = $1 AND `+where+`),
		came AS (
			SELECT e.class, count(*)::integer AS enrolled, (count(*) FILTER (WHERE `+Completed("e", "k", "$2")+`))::integer AS completed,
			       (count(*) FILTER (WHERE e.result = '' AND NOT e.dropped))::integer AS unmarked
			FROM enrolment e JOIN class k ON k.county = e.county AND k.id = e.class WHERE e.county = $1 AND e.class IN (SELECT id FROM asked) GROUP BY e.class)
		SELECT c.id, c.programme AS programme_id, p.name AS programme, c.number, c.institution, c.trade, c.level, c.starts, c.ends, c.hours, c.seats,
		       coalesce(t.taken, 0) AS taken, coalesce(n.enrolled, 0) AS enrolled, coalesce(n.completed, 0) AS completed, coalesce(n.unmarked, 0) AS unmarked
		FROM class c JOIN programme p ON p.id = c.programme LEFT JOIN came n ON n.class = c.id LEFT JOIN access.seats_taken(ARRAY (SELECT id FROM asked)) t ON t.class = c.id
		WHERE c.county = $1 AND c.id IN (SELECT id FROM asked) ORDER BY c.starts DESC NULLS LAST, c.id DESC`, append([]any{tx.Actor.County, tx.Today()}, more...)...)
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
