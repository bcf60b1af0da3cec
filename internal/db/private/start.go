package private

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// patience is how long a server may take to come up, after a power cut by way
// of its journal, or to go down.
const patience = 5 * time.Minute

// launch starts the server, and makes its cluster first where there is none.
func (h *home) launch(ctx context.Context) error {
	p, err := h.ready(ctx)
	if err != nil {
		return err
	}
	if err := h.clear(ctx); err != nil {
		return err
	}
	if err := h.placeSocket(); err != nil {
		return err
	}
	if err := h.writeSettings(clusterName); err != nil {
		return err
	}
	start := time.Now()
	if err := h.run(ctx, p); err != nil {
		return err
	}
	h.Log.InfoContext(ctx, "started private PostgreSQL", "folder", h.dir, "version", p.major, "took", time.Since(start))
	return h.greet(ctx)
}

// ready finds the programs that fit the cluster, and makes it where there is
// none. Nothing is touched before it is known that they fit.
func (h *home) ready(ctx context.Context) (programs, error) {
	there, err := h.has(clusterName)
	if err != nil {
		return programs{}, err
	}
	find := h.newest
	if there {
		find = h.matching
	}
	p, err := find(ctx)
	if err != nil {
		return p, err
	}
	if err := h.reach(ctx, p, h.data); err != nil {
		return p, err
	}
	if there {
		return p, h.restoreOwner()
	}
	if err := h.enoughSpace(); err != nil {
		return p, err
	}
	return p, h.create(ctx, p)
}

// run starts the server and waits until it is ready.
func (h *home) run(ctx context.Context, p programs) error {
	log, from, err := h.openLog()
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }() // the server has its own
	// The server outlives ctx.
	cmd := h.command(context.WithoutCancel(ctx), p, "postgres", "-D", h.path(clusterName))
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // whether it is ready tells how it went
		close(ended)
	}()
	return h.await(ctx, cmd, ended, from)
}

// await looks for the server's word that it is ready.
func (h *home) await(ctx context.Context, cmd *exec.Cmd, ended <-chan struct{}, from int64) error {
	deadline := time.Now().Add(patience)
	for {
		if p, err := h.postmaster(); err == nil && p.ready && p.pid == cmd.Process.Pid {
			return nil
		}
		select {
		case <-ended:
			return fmt.Errorf("postgres: %w", h.lastWords(from))
		default:
		}
		err := pause(ctx, 3*time.Millisecond)
		if err == nil && time.Now().After(deadline) {
			err = fmt.Errorf("not ready after %v: %w", patience, h.lastWords(from))
		}
		if err != nil {
			// Not ours to keep: it stops as soon as it can.
			return errors.Join(err, cmd.Process.Signal(syscall.SIGINT))
		}
	}
}

// openLog opens the server's log and says where it ends now. What has grown
// too long is put aside, one file of it.
func (h *home) openLog() (f *os.File, end int64, err error) {
	const longLog = 1 << 20
	if info, err := h.root.Stat(logName); err == nil && info.Size() > longLog {
		if err := h.root.Rename(logName, logName+".1"); err != nil {
			return nil, 0, err
		}
	}
	f, err = h.root.OpenFile(logName, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return nil, 0, err
	}
	if err = h.own(logName); err == nil {
		end, err = f.Seek(0, io.SeekEnd)
	}
	if err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	return f, end, nil
}

// lastWords reads what the server wrote to its log since it was started.
func (h *home) lastWords(from int64) *outputError {
	f, err := h.root.Open(logName)
	if err != nil {
		return &outputError{"no log"}
	}
	text, err := io.ReadAll(io.NewSectionReader(f, from, 64<<10))
	if err := errors.Join(err, f.Close()); err != nil {
		return &outputError{"no log"}
	}
	return &outputError{string(text)}
}

// clear makes room for a server: no process of an earlier one is left, and
// none of the files that would keep PostgreSQL from starting where their
// process number is by now another program's.
func (h *home) clear(ctx context.Context) error {
	deadline := time.Now().Add(10 * time.Second)
	for left := h.orphans(); len(left) > 0; left = h.orphans() {
		for _, pid := range left {
			// What a crashed server tells its processes: end at once. The
			// journal holds all that was committed.
			_ = syscall.Kill(pid, syscall.SIGQUIT)
		}
		if time.Now().After(deadline) {
			return fail(Orphans, nil, strings.Trim(fmt.Sprint(left), "[]"))
		}
		if err := pause(ctx, 10*time.Millisecond); err != nil {
			return err
		}
	}
	return h.removeStale()
}
