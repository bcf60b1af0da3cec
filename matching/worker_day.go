package matching

import (
	"context"
	"fmt"
	"time"

	"laowu/internal/db"
	"laowu/internal/work"
)

// TurnOfDay notes the people of the actor's county whose documents say something
// else today than on an earlier day, though nobody wrote anything: work that
// begins or has ended, a term that is over, a class that is over. A certificate that ends is asked for
// by its day and needs no note.
func TurnOfDay(ctx context.Context, tx *db.Tx, since time.Time) error {
	err := work.ChangedAmong(ctx, tx, work.Worker, `
		SELECT w.person FROM placement w WHERE w.county = $1 AND w.full_time
		  AND (coalesce(w.started, w.reported_on) > $2 AND coalesce(w.started, w.reported_on) <= $3 OR w.ended > $2 AND w.ended <= $3
		    OR w.term_ends > $2 AND w.term_ends <= $3)
		UNION SELECT e.person FROM class k JOIN enrolment e ON e.county = k.county AND e.class = k.id
		WHERE k.county = $1 AND k.ends > $2 AND k.ends <= $3`, tx.Actor.County, since, tx.Today())
	if err != nil {
		return fmt.Errorf("note the turn of the day: %w", err)
	}
	return nil
}
