package training

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// Completed is the condition, over an enrolment and its class by the names
// given, that the class had been completed by a day: it had ended, the person
// had not left before its end and passed the examination. An enrolment without
// a result is none: nobody said so.
func Completed(enrolment, class, day string) string {
	return class + ".ends <= " + day + " AND NOT " + enrolment + ".dropped AND " + enrolment + ".result IN ('excellent', 'good', 'passed')"
}

// Enrolment is a person's part in a class.
type Enrolment struct {
	Class       int64
	Programme   string
	Number      string
	Institution string
	Trade       string
	Starts      *time.Time
	Ends        *time.Time
	Attended    *int // hours
	Result      value.Outcome
	Score       *float64
	Dropped     bool
}

// Enrolments lists those of a person that the actor sees, the latest first.
func Enrolments(ctx context.Context, tx *db.Tx, person int64) ([]Enrolment, error) {
	rows, err := tx.Query(ctx, `
		SELECT e.class, p.name AS programme, c.number, c.institution, c.trade, c.starts, c.ends, e.attended, e.result, e.score::float8 AS score, e.dropped
		FROM enrolment e JOIN class c ON c.county = e.county AND c.id = e.class JOIN programme p ON p.id = c.programme
		WHERE e.county = $1 AND e.person = $2 ORDER BY c.starts DESC NULLS LAST, c.id DESC`, tx.Actor.County, person)
	if err != nil {
		return nil, fmt.Errorf("list training: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Enrolment])
	if err != nil {
		return nil, fmt.Errorf("list training: %w", err)
	}
	return all, nil
}
