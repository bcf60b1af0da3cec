package notice

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Wish is what a person wants outside of the platform.
type Wish struct {
	SMS         bool       // short messages; true where he said nothing
	PausedUntil *time.Time // the last day on which nothing goes out
}

// The refusals of a wish; their texts go to people as they are.
var (
	ErrWishRole  = errors.New("短信的设置只有本人能改")
	ErrWishPause = errors.New("暂停最早到今天，最晚到一年以后")
)

// FindWish is the actor's own.
func FindWish(ctx context.Context, tx *db.Tx) (w Wish, err error) {
	err = tx.QueryRow(ctx, "SELECT sms, paused_until FROM notice_wish WHERE county = $1 AND person = $2", tx.Actor.County, tx.Actor.Person).Scan(&w.SMS, &w.PausedUntil)
	if errors.Is(err, pgx.ErrNoRows) {
		return Wish{SMS: true}, nil
	}
	if err != nil {
		return w, fmt.Errorf("read wish: %w", err)
	}
	return w, nil
}

// SetWish keeps the actor's own. ErrWishRole for all but workers; ErrWishPause.
func SetWish(ctx context.Context, tx *db.Tx, w Wish) error {
	if tx.Actor.Role != db.Worker || tx.Actor.Person == 0 {
		return ErrWishRole
	}
	if w.PausedUntil != nil && (w.PausedUntil.Before(tx.Today()) || w.PausedUntil.After(tx.Today().AddDate(1, 0, 0))) {
		return ErrWishPause
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO notice_wish (county, person, sms, paused_until, changed_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (county, person) DO UPDATE SET sms = excluded.sms, paused_until = excluded.paused_until, changed_at = excluded.changed_at`,
		tx.Actor.County, tx.Actor.Person, w.SMS, w.PausedUntil, tx.Now)
	if err != nil {
		return fmt.Errorf("keep wish: %w", err)
	}
	return nil
}
