package imports

import (
	"context"
	"errors"
	"runtime/debug"
)

// panicError stands for a panic, whose own words may be a row's. It knows where
// that happened.
type panicError struct{ stack string }

func (*panicError) Error() string { return "panic" }

// guarded makes a panic an error: in a goroutine of its own it would end the
// service, and in a job its words would stand in the job's record.
func guarded(work func() error) func() error {
	return func() (err error) {
		defer func() {
			if recover() != nil {
				err = &panicError{string(debug.Stack())}
			}
		}()
		return work()
	}
}

// tell logs why an import failed that nobody foresaw: its sender is told to ask
// for the log.
func (s *Service) tell(ctx context.Context, id int64, why error) {
	if s.Log == nil || Failure(why).Code != "failed" {
		return
	}
	var p *panicError
	if errors.As(why, &p) {
		s.Log.ErrorContext(ctx, "import failed", "import", id, "error", why, "stack", p.stack)
		return
	}
	s.Log.ErrorContext(ctx, "import failed", "import", id, "error", why)
}
