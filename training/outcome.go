package training

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Outcome is what came of a programme or of one class, in persons, as of a day.
type Outcome struct {
	Programme string
	Class     int64  // 0: the whole programme
	Number    string // of the class
	Enrolled  int
	Completed int
	Certified int // of the completed: who got a certificate by the class, a completion certificate aside
	Placed    int // of the completed: whose work began on or after the class's last day
	Ripe      int // of the placed: whose work began 90 days before the day or earlier
	Stayed    int // of the ripe: who were in that work for 90 days
}

// OutcomesByProgramme and OutcomesByClass follow trainees of the enrolments
// that the actor sees into the work that he sees; a trainer sees no work. A
// person counts once in each line, with the first work after the first class of
// the line that was completed. Seasonal forestry work is no placement.
func OutcomesByProgramme(ctx context.Context, tx *db.Tx, asOf time.Time) ([]Outcome, error) {
	return outcomes(ctx, tx, asOf, "0::bigint", "''")
}

// OutcomesByClass is OutcomesByProgramme with a line for each class.
func OutcomesByClass(ctx context.Context, tx *db.Tx, asOf time.Time) ([]Outcome, error) {
	return outcomes(ctx, tx, asOf, "c.id", "c.number")
}

func outcomes(ctx context.Context, tx *db.Tx, asOf time.Time, class, number string) ([]Outcome, error) {
	rows, err := tx.Query(ctx, `
		WITH part AS (
			SELECT c.programme, `+class+` AS class, `+number+` AS number, e.person,
			       min(c.ends) FILTER (WHERE `+Completed("e", "c", "$2")+`) AS since,
			       bool_or(k.id IS NOT NULL AND `+Completed("e", "c", "$2")+`) AS certified
			FROM enrolment e JOIN class c ON c.county = e.county AND c.id = e.class
			LEFT JOIN certificate k ON k.county = e.county AND k.person = e.person AND k.class = e.class AND k.kind <> 'completion'
			  AND (k.issued IS NULL OR k.issued <= $2)
			WHERE e.county = $1 AND (c.starts IS NULL OR c.starts <= $2) GROUP BY 1, 2, 3, 4),
		followed AS (
			SELECT p.*, w.started, w.ended FROM part p
			LEFT JOIN LATERAL (
				SELECT w.started, w.ended FROM placement w
				WHERE w.county = $1 AND w.person = p.person AND w.started >= p.since AND w.started <= $2 AND w.channel <> 'forestry'
				ORDER BY w.started, w.id LIMIT 1) w ON p.since IS NOT NULL)
		SELECT g.name AS programme, f.class, f.number, count(*) AS enrolled, count(f.since) AS completed,
		       count(*) FILTER (WHERE f.certified) AS certified, count(f.started) AS placed,
		       count(*) FILTER (WHERE f.started + 90 <= $2) AS ripe,
		       count(*) FILTER (WHERE f.started + 90 <= $2 AND (f.ended IS NULL OR f.ended >= f.started + 90)) AS stayed
		FROM followed f JOIN programme g ON g.id = f.programme
		GROUP BY g.id, f.class, f.number ORDER BY g.id, f.class`, tx.Actor.County, asOf)
	if err != nil {
		return nil, fmt.Errorf("follow trainees: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Outcome])
	if err != nil {
		return nil, fmt.Errorf("follow trainees: %w", err)
	}
	return all, nil
}
