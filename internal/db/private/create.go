package private

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// superuser owns the cluster; only this package and an operator use it.
const superuser = "postgres"

// leastSpace is what a new cluster needs to be of use, in bytes: it takes 80
// MB itself, and the demonstration county 200 MB more.
const leastSpace = 300 << 20

// create makes the cluster. It grows under another name and is renamed when it
// is whole: what a kill or a full disk leaves is no cluster, and is removed by
// the next try.
func (h *home) create(ctx context.Context, p programs) error {
	if err := h.sweep(ctx); err != nil {
		return err
	}
	made := clusterName + ".new-" + rand.Text()
	defer func() { _ = h.root.RemoveAll(made) }() // gone already where all went well
	start := time.Now()
	if err := h.initdb(ctx, p, made); err != nil {
		return err
	}
	if err := h.root.Rename(made, clusterName); err != nil {
		return err
	}
	h.Log.InfoContext(ctx, "made private PostgreSQL", "folder", h.path(clusterName), "version", p.major, "took", time.Since(start))
	return h.syncFolder()
}

// initdb runs PostgreSQL's own program. Text is compared by its bytes, which
// is fastest, and its letters are Unicode's. Checksums find a failing disk.
func (h *home) initdb(ctx context.Context, p programs, name string) error {
	args := []string{
		"--pgdata=" + h.path(name), "--username=" + superuser, "--encoding=UTF8",
		"--locale=C.UTF-8", "--lc-collate=C", "--lc-messages=C",
		"--data-checksums", "--auth-local=peer", "--auth-host=reject", "--no-instructions",
	}
	if h.Settings["fsync"] == "off" {
		args = append(args, "--no-sync")
	}
	cmd := h.command(ctx, p, "initdb", args...)
	// initdb starts programs of its own; all of them are stopped together.
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	return said(cmd)
}

// said runs a program; its error tells the last thing that it said.
func said(cmd *exec.Cmd) error {
	var words strings.Builder
	cmd.Stderr = &words
	err := cmd.Run()
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", err, &outputError{words.String()})
}

// sweep removes what earlier tries left.
func (h *home) sweep(ctx context.Context) error {
	left, err := fs.Glob(h.root.FS(), clusterName+".new-*")
	if err != nil {
		return fmt.Errorf("look for unfinished clusters: %w", err)
	}
	for _, name := range left {
		h.Log.InfoContext(ctx, "remove unfinished cluster", "folder", h.path(name))
		if err := h.root.RemoveAll(name); err != nil {
			// An initdb whose starter was killed may still be at it.
			h.Log.WarnContext(ctx, "unfinished cluster stays", "folder", h.path(name), "error", err)
		}
	}
	return nil
}

// enoughSpace refuses a disk that a new cluster would fill.
func (h *home) enoughSpace() error {
	var s syscall.Statfs_t
	if err := syscall.Statfs(h.dir, &s); err != nil {
		return fmt.Errorf("free space: %w", err)
	}
	if free := s.Bavail * uint64(s.Bsize); free < leastSpace {
		return fail(DiskFull, nil, h.data, fmt.Sprintf("（只剩 %d MB，至少要 %d MB）", free>>20, leastSpace>>20))
	}
	return nil
}

// syncFolder makes the renaming outlast a power cut.
func (h *home) syncFolder() error {
	f, err := h.root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// tail is the last few lines that say why, without those that quote a client's
// statement or its values.
func tail(text string) string {
	var kept []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		quotes := strings.Contains(line, "STATEMENT:") || strings.Contains(line, "DETAIL:") ||
			strings.Contains(line, "CONTEXT:") || strings.Contains(line, "QUERY:")
		if line != "" && !quotes {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept[max(0, len(kept)-4):], "；")
}
