package private

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// pause between two looks at something another process will change.
const pause = 5 * time.Millisecond

func openLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // beside the operator's own data
	if err != nil {
		return nil, unwritable(path, err)
	}
	return f, nil
}

// lock waits for the exclusive lock of f, share for a shared one.
func lock(ctx context.Context, f *os.File) error  { return flock(ctx, f, unix.LOCK_EX) }
func share(ctx context.Context, f *os.File) error { return flock(ctx, f, unix.LOCK_SH) }

// flock polls, because a waiting flock cannot be told to stop.
func flock(ctx context.Context, f *os.File, how int) error {
	for {
		err := unix.Flock(int(f.Fd()), how|unix.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			return err
		}
		if err := rest(ctx); err != nil {
			return &Error{"等别的 laowu 进程启动或停止数据库，等得太久了；请再试一次", err}
		}
	}
}

func rest(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(pause):
		return nil
	}
}

// unlock cannot fail on a file that was locked.
func unlock(f *os.File) { _ = unix.Flock(int(f.Fd()), unix.LOCK_UN) }

// alone says whether nobody else holds f's shared lock; then f holds it alone.
func alone(f *os.File) bool { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil }
