package matching

import (
	"context"

	"laowu/internal/db"
	"laowu/internal/work"
	"laowu/training"
)

// dayWindow is for how many days a day's turn looks back, in case the service
// was not there.
const dayWindow = 7

// turned are the people whose documents a day changes though nobody touched
// their records: full-time work that begins, ends, or whose term does; a class
// that ended; a certificate that ended. $1 county, $2 the first day, $3 today.
var turned = `
	SELECT w.person FROM placement w WHERE w.county = $1 AND w.full_time
	  AND (coalesce(w.started, w.reported_on) BETWEEN $2 AND $3 OR w.ended BETWEEN $2 AND $3 OR w.term_ends BETWEEN $2 AND $3)
	UNION SELECT e.person FROM enrolment e JOIN class c ON c.county = e.county AND c.id = e.class
	WHERE e.county = $1 AND c.ends BETWEEN $2::date - 1 AND $3 AND ` + training.Completed("e", "c", "$3") + `
	UNION SELECT h.person FROM certificate h WHERE h.county = $1 AND h.expires BETWEEN $2::date - 1 AND $3::date - 1`

// TurnDay notes the people of the actor's county whose documents the last days
// changed, so that search follows. It is done each day.
func TurnDay(ctx context.Context, tx *db.Tx) error {
	today := tx.Today()
	return work.ChangedAmong(ctx, tx, work.Worker, turned, tx.Actor.County, today.AddDate(0, 0, -dayWindow), today)
}
