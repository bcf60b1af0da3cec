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
// mistakes cost nothing, and then each wait is twice the one before.
const (
	freeFailures = 5
	firstWait    = 30 * time.Second
	longestWait  = 15 * time.Minute
)

// attempt counts a try before it is looked at; it is refused with a WaitError
// while its key has to wait. The rule itself is access.attempt's, which holds the
// key's row meanwhile: many tries at once are one after the other.
func (g *Gate) attempt(ctx context.Context, of string) (key []byte, err error) {
	if key, err = g.Vault.Hash("attempt", of); err != nil {
		return nil, err
	}
	var wait time.Duration
	err = g.DB.Pool().QueryRow(ctx, "SELECT access.attempt($1, $2, $3, $4, $5)", key, g.DB.Now(), freeFailures, firstWait, longestWait).Scan(&wait)
	if err != nil {
		return nil, fmt.Errorf("count attempt: %w", err)
	}
	if wait > 0 {
		return nil, &WaitError{wait}
	}
	return key, nil
}

// forgive forgets the failures of a key that was answered rightly.
func (g *Gate) forgive(ctx context.Context, key []byte) error { return g.succeeded(ctx, key, true) }

// uncount takes the try back that was right, and leaves the failures: of a
// family's telephone one member's right PIN says nothing of guesses at another's.
func (g *Gate) uncount(ctx context.Context, key []byte) error { return g.succeeded(ctx, key, false) }

func (g *Gate) succeeded(ctx context.Context, key []byte, wholly bool) error {
	if _, err := g.DB.Pool().Exec(ctx, "SELECT access.succeeded($1, $2)", key, wholly); err != nil {
		return fmt.Errorf("forget attempts: %w", err)
	}
	return nil
}
