package meili

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/meilisearch/meilisearch-go"
)

// The pauses between looks at a task, growing: a change must be found within
// two seconds, and a rebuild must not be asked after all the time.
const shortestPause, longestPause = 2 * time.Millisecond, 200 * time.Millisecond

// taskError is a task that failed for what it was given.
type taskError struct {
	code meilisearch.APIErrCode
}

func (t *taskError) Error() string { return "meilisearch refuses it: " + string(t.code) }

// done follows a task to its end. ErrStuck where that does not come within the
// engine's patience or the context's time; *taskError where the task was refused.
func (e *Engine) done(ctx context.Context, what string, info *meilisearch.TaskInfo, err error) error {
	if err != nil {
		return e.fault(what, err)
	}
	ctx, cancel := context.WithTimeout(ctx, e.patience)
	defer cancel()
	for pause := shortestPause; ; pause = min(2*pause, longestPause) {
		task, err := e.server.GetTask(ctx, info.TaskUID)
		if err != nil {
			return e.lost(ctx, what, err)
		}
		if ended(task.Status) {
			return e.verdict(what, task)
		}
		select {
		case <-ctx.Done():
			return e.lost(ctx, what, ctx.Err())
		case <-time.After(pause):
		}
	}
}

// lost tells why a task could not be followed: time ran out, or the server does
// not answer any more.
func (e *Engine) lost(ctx context.Context, what string, err error) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("%s: %w: %w", what, ErrStuck, ctx.Err())
	}
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", what, ctx.Err())
	}
	var f *meilisearch.Error
	if errors.As(err, &f) && f.APIError.Code == meilisearch.APIErrCodeTaskNotFound {
		return fmt.Errorf("%s: %w: it has forgotten the task", what, ErrUnreachable)
	}
	return e.fault(what, err)
}

func ended(s meilisearch.TaskStatus) bool {
	return s == meilisearch.TaskStatusSucceeded || s == meilisearch.TaskStatusFailed || s == meilisearch.TaskStatusCanceled
}

// verdict is how an ended task counts.
func (e *Engine) verdict(what string, task *meilisearch.Task) error {
	switch said := task.Error; {
	case task.Status == meilisearch.TaskStatusSucceeded:
		return nil
	case task.Status == meilisearch.TaskStatusCanceled:
		return fmt.Errorf("%s: %w: somebody cancelled the task", what, ErrUnreachable)
	case said.Type == "invalid_request":
		if known, code := faultOf(0, said); known != nil {
			return fmt.Errorf("%s: %w (%s)", what, known, code)
		}
		return &taskError{said.Code}
	default:
		known, code := faultOf(500, said)
		return fmt.Errorf("%s: %w (%s)", what, known, code)
	}
}
