package main

import (
	"context"
	"time"

	"laowu/internal/db"
	"laowu/matching"
)

// mostAsleep is how many days back the first turn looks: a search index that
// nobody kept in step for a week is built anew anyway.
const mostAsleep = 8

// turnOfDay has search hear, once a day and as the service starts, of people for
// whom the new day changes something.
func (a *app) turnOfDay() func(context.Context) error {
	var done time.Time // the day of the last turn
	return func(ctx context.Context) error {
		today := db.Day(a.db.Now())
		if done.Equal(today) {
			return nil
		}
		since := done
		if since.IsZero() {
			since = today.AddDate(0, 0, -mostAsleep)
		}
		for _, actor := range a.eachCounty() {
			if err := a.db.Tx(ctx, actor, func(tx *db.Tx) error { return matching.TurnOfDay(ctx, tx, since) }); err != nil {
				return err
			}
		}
		done = today
		return nil
	}
}
