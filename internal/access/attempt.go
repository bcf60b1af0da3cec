package access

import (
	"context"
	"fmt"
	"time"
)

// WaitError says that too many attempts failed, and for how long to wait.
type WaitError struct{ For time.Duration }

func (w *WaitError) Error() string {
	return fmt.Sprintf("试错的次数太多，请过 %d 分钟再试", w.Minutes())
}

// Minutes is the time to wait in whole minutes, at least one.
func (w *WaitError) Minutes() int { return max(1, int((w.For+time.Minute-1)/time.Minute)) }

// Guessing is slowed by what is guessed at, one name or one telephone, and not
// by where it comes from: a whole village shares one address. The first few
// mistakes cost nothing.
const (
	freeFailures = 5
	firstWait    = 30 * time.Second
	longestWait  = 15 * time.Minute
)

// waitAfter is how long to wait after so many failures in a row.
func waitAfter(failures int) time.Duration {
	if failures < freeFailures {
		return 0
	}
	wait := firstWait
	for range failures - freeFailures {
		if wait *= 2; wait >= longestWait {
			return longestWait
		}
	}
	return wait
}

// attempt counts a try before it is looked at, so that many at once count too;
// it is refused with a WaitError while its key has to wait. A clock that was set
// back makes nobody wait longer than the rule says.
func (g *Gate) attempt(ctx context.Context, of string) (key []byte, err error) {
	if key, err = g.Vault.Hash("attempt", of); err != nil {
		return nil, err
	}
	now := g.DB.Now()
	var failures int
	var last time.Time
	err = g.DB.Pool().QueryRow(ctx, "SELECT coalesce(max(failures), 0), coalesce(max(last_at), 'epoch') FROM access.failures($1)", key).Scan(&failures, &last)
	if err != nil {
		return nil, fmt.Errorf("count attempts: %w", err)
	}
	wait := waitAfter(failures)
	if left := min(wait, last.Add(wait).Sub(now)); left > 0 {
		return nil, &WaitError{left}
	}
	if _, err = g.DB.Pool().Exec(ctx, "SELECT access.failed($1, $2)", key, now); err != nil {
		return nil, fmt.Errorf("count attempt: %w", err)
	}
	return key, nil
}

// forgive forgets the failures of a key that was answered rightly.
func (g *Gate) forgive(ctx context.Context, key []byte) error {
	if _, err := g.DB.Pool().Exec(ctx, "SELECT access.succeeded($1)", key); err != nil {
		return fmt.Errorf("forget attempts: %w", err)
	}
	return nil
}
