// Package work runs jobs kept in the database: queued in the same transaction
// as the change that asks for them, so that neither is without the other.
package work

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"laowu/internal/db"
)

// Client queues jobs and, once started, works them.
type Client = river.Client[pgx.Tx]

// fetchCooldown is the least time between two looks for jobs. A person waits
// for an import, so it is short.
const fetchCooldown = 20 * time.Millisecond

// NewClient makes a client for the queues named with their numbers of workers.
// Without queues it can only queue jobs.
func NewClient(d *db.DB, log *slog.Logger, workers *river.Workers, queues map[string]int) (*Client, error) {
	cfg := &river.Config{
		Schema: db.JobSchema, Workers: workers, Logger: log,
		FetchCooldown: fetchCooldown, JobTimeout: -1,
	}
	for name, n := range queues {
		if cfg.Queues == nil {
			cfg.Queues = map[string]river.QueueConfig{}
		}
		cfg.Queues[name] = river.QueueConfig{MaxWorkers: n}
	}
	c, err := river.NewClient(riverpgxv5.New(d.Pool()), cfg)
	if err != nil {
		return nil, fmt.Errorf("prepare jobs: %w", err)
	}
	return c, nil
}

// StopTimeout is how long a stopping process waits for jobs at work before it
// cancels them; a cancelled import is rolled back and done again later.
const StopTimeout = 10 * time.Second

// Stop lets jobs at work end, then cancels what still runs.
func Stop(ctx context.Context, c *Client) error {
	soft, cancel := context.WithTimeout(ctx, StopTimeout)
	defer cancel()
	err := c.Stop(soft)
	if errors.Is(err, context.DeadlineExceeded) {
		err = c.StopAndCancel(ctx)
	}
	if err != nil {
		return fmt.Errorf("stop jobs: %w", err)
	}
	return nil
}
