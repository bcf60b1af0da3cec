package access

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Sessions keeps sessions in the database, for the pages' session library.
// They stand under a hash of what the browser holds. Safe for several
// goroutines.
type Sessions struct{ DB *db.DB }

// sessionTime is how long the database may take over a session; the library
// passes no context.
const sessionTime = 5 * time.Second

func sessionKey(id string) []byte {
	sum := sha256.Sum256([]byte(id))
	return sum[:]
}

// Get returns a session that has not run out, or nil.
func (s Sessions) Get(id string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), sessionTime)
	defer cancel()
	var data []byte
	err := s.DB.Pool().QueryRow(ctx, "SELECT access.session_get($1, $2)", sessionKey(id), s.DB.Now()).Scan(&data)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return nil, fmt.Errorf("read session: %w", err)
	}
	return data, nil
}

// Set keeps a session until it has been idle for a while.
func (s Sessions) Set(id string, data []byte, idle time.Duration) error {
	return s.exec("keep session", "SELECT access.session_put($1, $2, $3)", sessionKey(id), data, s.DB.Now().Add(idle))
}

// Delete ends a session for good: it cannot be set again.
func (s Sessions) Delete(id string) error {
	return s.exec("end session", "SELECT access.session_drop($1, $2)", sessionKey(id), s.DB.Now())
}

// Reset is the library's word for ending all sessions, which nobody asks for.
func (s Sessions) Reset() error { return errors.ErrUnsupported }

// Close has nothing to close: the pool is others'.
func (s Sessions) Close() error { return nil }

// Sweep forgets sessions that ran out and failures of long ago.
func (s Sessions) Sweep(ctx context.Context) error {
	if _, err := s.DB.Pool().Exec(ctx, "SELECT access.sweep($1)", s.DB.Now()); err != nil {
		return fmt.Errorf("sweep sessions: %w", err)
	}
	return nil
}

func (s Sessions) exec(what, sql string, args ...any) error {
	ctx, cancel := context.WithTimeout(context.Background(), sessionTime)
	defer cancel()
	if _, err := s.DB.Pool().Exec(ctx, sql, args...); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
