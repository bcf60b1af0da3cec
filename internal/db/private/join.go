package private

import (
	"context"
	"errors"
	"io/fs"
	"syscall"
	"time"
)

// join takes a share and sees to it that the server runs.
func (h *home) join(ctx context.Context) error {
	if err := lock(ctx, h.start); err != nil {
		return err
	}
	defer unlock(h.start)
	if err := share(h.users); err != nil {
		return err
	}
	err := h.find(ctx)
	if errors.Is(err, errNotRunning) {
		err = h.launch(ctx)
	}
	if err != nil {
		// Whoever is alone takes a server along that is of no use.
		return errors.Join(err, h.stopIfAlone(context.WithoutCancel(ctx)))
	}
	return nil
}

// leave gives the share back.
func (h *home) leave(ctx context.Context) error {
	if err := lock(ctx, h.start); err != nil {
		return err
	}
	defer unlock(h.start)
	return h.stopIfAlone(ctx)
}

// stopIfAlone gives the share back and stops the server where nobody else has
// one. The caller holds the start lock: nobody joins meanwhile.
func (h *home) stopIfAlone(ctx context.Context) error {
	defer unlock(h.users)
	alone, err := tryLock(h.users)
	if alone {
		err = h.stop(ctx)
	}
	return err
}

// stop lets the server end its clients' transactions and write its pages, and
// waits for that.
func (h *home) stop(ctx context.Context) error {
	pid, err := h.running()
	if pid == 0 || err != nil {
		return err
	}
	start := time.Now()
	if err := syscall.Kill(pid, syscall.SIGINT); err != nil && !errors.Is(err, syscall.ESRCH) {
		return err
	}
	for h.works(pid) {
		if err := pause(ctx, 3*time.Millisecond); err != nil {
			return fail(NotStopped, err, pid)
		}
	}
	h.dropSocketFolder(ctx)
	h.Log.InfoContext(ctx, "stopped private PostgreSQL", "folder", h.dir, "took", time.Since(start))
	return nil
}

var errNotRunning = errors.New("no server runs")

// find joins a server that runs, and waits for one that is coming up or going
// down.
func (h *home) find(ctx context.Context) error {
	for start := time.Now(); ; {
		p, err := h.postmaster()
		if errors.Is(err, fs.ErrNotExist) {
			return errNotRunning
		}
		if err != nil {
			return err
		}
		limit := patience
		if p.ready && h.serves(p) {
			limit, h.socket = deafness, p.socket
			if err := h.greet(ctx); !errors.Is(err, errSilent) {
				return err
			}
		}
		if !h.works(p.pid) {
			return errNotRunning
		}
		if time.Since(start) > limit {
			return h.replaceDeaf(ctx, p.pid)
		}
		if err := pause(ctx, 3*time.Millisecond); err != nil {
			return err
		}
	}
}

// deafness is how long a server that says that it is ready may leave calls
// unanswered.
const deafness = time.Second

// replaceDeaf stops a server whose socket is gone, as cleaners of temporary
// folders may do, unless others still work with it.
func (h *home) replaceDeaf(ctx context.Context, pid int) error {
	alone, err := tryLock(h.users)
	if err == nil && alone {
		err = h.stop(ctx)
	}
	if err := errors.Join(err, share(h.users)); err != nil {
		return err
	}
	if !alone {
		return fail(Deaf, nil, pid)
	}
	return errNotRunning
}
