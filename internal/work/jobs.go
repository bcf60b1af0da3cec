package work

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Job is one of a county's jobs, without what it is about: its kind and its own
// number say where to look.
type Job struct {
	ID        int64
	Kind      string
	Queue     string
	State     string // available, running, retryable, scheduled, completed, cancelled, discarded
	Attempt   int
	Most      int // attempts
	CreatedAt time.Time
	NextAt    time.Time  // when it is due, where it waits
	EndedAt   *time.Time // when it was done, cancelled or given up
	Failure   string     // what kind of error ended the last attempt, empty for none; no words of rows
}

// Waits says whether it will still be worked.
func (j Job) Waits() bool {
	return slices.Contains([]string{"available", "scheduled", "retryable", "pending"}, j.State)
}

// Failed says whether its last attempt went wrong and it was not done since.
func (j Job) Failed() bool { return j.State == "retryable" || j.State == "discarded" }

// JobQuery asks for a page of a county's jobs, the latest first.
type JobQuery struct {
	States []string // none: all
	From   int
	Limit  int
}

// jobsOf are a county's jobs j, $1, in some states, $2.
const jobsOf = "FROM river.river_job j WHERE j.args->>'county' = $1 AND (cardinality($2::text[]) = 0 OR j.state::text = ANY ($2))"

// Jobs lists those of the actor's county, and how many there are in all.
func Jobs(ctx context.Context, tx *db.Tx, q JobQuery) (page []Job, all int, err error) {
	if q.States == nil {
		q.States = []string{}
	}
	if err := tx.QueryRow(ctx, "SELECT count(*) "+jobsOf, tx.Actor.County, q.States).Scan(&all); err != nil {
		return nil, 0, fmt.Errorf("count jobs: %w", err)
	}
	rows, err := tx.Query(ctx, `
		SELECT j.id, j.kind, j.queue, j.state::text, j.attempt, j.max_attempts, j.created_at, j.scheduled_at, j.finalized_at,
		       coalesce(j.errors[array_upper(j.errors, 1)]->>'error', '') `+jobsOf+" ORDER BY j.id DESC OFFSET $3 LIMIT $4", tx.Actor.County, q.States, q.From, q.Limit)
	if err != nil {
		return nil, 0, fmt.Errorf("list jobs: %w", err)
	}
	page, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Job])
	if err != nil {
		return nil, 0, fmt.Errorf("list jobs: %w", err)
	}
	for i := range page {
		page[i].Failure = failureClass(page[i].Failure)
	}
	return page, all, nil
}

var plainWords = regexp.MustCompile(`^[a-z][a-z ]{2,59}(: |$)`)

// failureClass is the first words of an error where they are ours: lower-case
// English before a colon. What follows may quote a row, and so may anything else.
func failureClass(text string) string {
	switch class := plainWords.FindString(text); {
	case text == "":
		return ""
	case class == "":
		return "unknown"
	default:
		return strings.TrimSuffix(class, ": ")
	}
}

// JobCount is how many jobs of a queue are in a state.
type JobCount struct {
	Queue string
	State string
	Count int
}

// CountJobs counts those of the actor's county by queue and state.
func CountJobs(ctx context.Context, tx *db.Tx) ([]JobCount, error) {
	rows, err := tx.Query(ctx, "SELECT j.queue, j.state::text, count(*) "+jobsOf+" GROUP BY 1, 2 ORDER BY 1, 2", tx.Actor.County, []string{})
	if err != nil {
		return nil, fmt.Errorf("count jobs: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[JobCount])
	if err != nil {
		return nil, fmt.Errorf("count jobs: %w", err)
	}
	return all, nil
}

// LastTurns is, by kind, the latest job of the actor's county: of what is done
// each day, today's turn. Turns that went well are forgotten after a day.
func LastTurns(ctx context.Context, tx *db.Tx) (map[string]Job, error) {
	rows, err := tx.Query(ctx, `
		SELECT DISTINCT ON (j.kind) j.id, j.kind, j.queue, j.state::text, j.attempt, j.max_attempts, j.created_at, j.scheduled_at, j.finalized_at,
		       coalesce(j.errors[array_upper(j.errors, 1)]->>'error', '') `+jobsOf+" ORDER BY j.kind, j.id DESC", tx.Actor.County, []string{})
	if err != nil {
		return nil, fmt.Errorf("list last jobs: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Job])
	if err != nil {
		return nil, fmt.Errorf("list last jobs: %w", err)
	}
	turns := map[string]Job{}
	for _, j := range all {
		j.Failure = failureClass(j.Failure)
		turns[j.Kind] = j
	}
	return turns, nil
}

// The refusals of who would change a job; their texts go to people as they are.
var (
	ErrNoJob      = errors.New("没有这个任务，可能已经做完清掉了")
	ErrNotStopped = errors.New("这个任务没有停下，不用重做")
	ErrNotWaiting = errors.New("这个任务没有在等，不用取消")
)

// FindJob finds one of the actor's county: ErrNoJob.
func FindJob(ctx context.Context, tx *db.Tx, id int64) (j Job, err error) {
	err = tx.QueryRow(ctx, `
		SELECT j.id, j.kind, j.queue, j.state::text, j.attempt, j.max_attempts, j.created_at, coalesce(j.errors[array_upper(j.errors, 1)]->>'error', '') `+jobsOf+" AND j.id = $3",
		tx.Actor.County, []string{}, id).Scan(&j.ID, &j.Kind, &j.Queue, &j.State, &j.Attempt, &j.Most, &j.CreatedAt, &j.Failure)
	if errors.Is(err, pgx.ErrNoRows) {
		return j, ErrNoJob
	}
	if err != nil {
		return j, fmt.Errorf("find job: %w", err)
	}
	j.Failure = failureClass(j.Failure)
	return j, nil
}

// RetryJob has a job that failed or was cancelled worked again at once: ErrNoJob,
// ErrNotStopped.
func RetryJob(ctx context.Context, tx *db.Tx, c *Client, id int64) (Job, error) {
	j, err := FindJob(ctx, tx, id)
	if err != nil {
		return j, err
	}
	if !j.Failed() && j.State != "cancelled" {
		return j, ErrNotStopped
	}
	if _, err := c.JobRetryTx(ctx, tx.Tx, id); err != nil {
		return j, fmt.Errorf("retry job: %w", err)
	}
	return j, nil
}

// CancelJob gives up a job that waits: ErrNoJob, ErrNotWaiting.
func CancelJob(ctx context.Context, tx *db.Tx, c *Client, id int64) (Job, error) {
	j, err := FindJob(ctx, tx, id)
	if err != nil {
		return j, err
	}
	if !j.Waits() {
		return j, ErrNotWaiting
	}
	if _, err := c.JobCancelTx(ctx, tx.Tx, id); err != nil {
		return j, fmt.Errorf("cancel job: %w", err)
	}
	return j, nil
}
