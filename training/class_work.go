package training

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Worked is a trainee's first work on or after the class's last day.
type Worked struct {
	Person   int64
	Name     string // masked for the auditor
	Employer string
	Place    string // its name as it is known, or as it was written
	Started  time.Time
	Ended    *time.Time
}

// ClassWork lists who of a class's completed trainees went to work, as far as the
// actor sees the work: a trainer sees none. Seasonal forestry work is no work.
func ClassWork(ctx context.Context, tx *db.Tx, class int64) ([]Worked, error) {
	rows, err := tx.Query(ctx, `
		SELECT e.person, p.name, w.employer, w.place, w.started, w.ended
		FROM enrolment e JOIN class c ON c.county = e.county AND c.id = e.class JOIN person p ON p.county = e.county AND p.id = e.person AND p.erased_on IS NULL
		CROSS JOIN LATERAL (
			SELECT w.employer, coalesce(a.name, '') AS place, w.started, w.ended FROM placement w LEFT JOIN area a ON a.code = w.place
			WHERE w.county = e.county AND w.person = e.person AND w.started >= c.ends AND w.started <= $3 AND w.channel <> 'forestry'
			ORDER BY w.started, w.id LIMIT 1) w
		WHERE e.county = $1 AND e.class = $2 AND `+Completed("e", "c", "$3")+` ORDER BY w.started, e.person`, tx.Actor.County, class, tx.Today())
	if err != nil {
		return nil, fmt.Errorf("list work after a class: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Worked])
	if err != nil {
		return nil, fmt.Errorf("list work after a class: %w", err)
	}
	for i := range all {
		all[i].Name = access.NameFor(tx, all[i].Name)
	}
	return all, nil
}

// Unawarded counts, by the class, who completed it by today and has no
// certificate of it yet, of the classes that the actor sees.
func Unawarded(ctx context.Context, tx *db.Tx) (map[int64]int, error) {
	rows, err := tx.Query(ctx, `
		SELECT e.class, count(*) FROM enrolment e JOIN class c ON c.county = e.county AND c.id = e.class
		WHERE e.county = $1 AND `+Completed("e", "c", "$2")+`
		  AND NOT EXISTS (SELECT FROM certificate k WHERE k.county = e.county AND k.person = e.person AND k.class = e.class) GROUP BY e.class`, tx.Actor.County, tx.Today())
	if err != nil {
		return nil, fmt.Errorf("count certificates to give: %w", err)
	}
	counts := map[int64]int{}
	var class int64
	var n int
	_, err = pgx.ForEachRow(rows, []any{&class, &n}, func() error {
		counts[class] = n
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count certificates to give: %w", err)
	}
	return counts, nil
}
