package testdb

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"laowu/internal/db/private"
)

// memory is Linux's disk in memory, and room the size from which on it holds
// the databases of a test run easily.
const (
	memory = "/dev/shm"
	room   = 4 << 30
)

// inMemory says whether the databases are kept in memory. It looks at the size
// and not at what is free, so that all test programs say the same.
func inMemory() bool {
	var s syscall.Statfs_t
	return syscall.Statfs(memory, &s) == nil && s.Blocks*uint64(s.Bsize) >= room
}

// folder is the server's data folder, one for each user and major version.
func folder(ctx context.Context) (string, error) {
	major, err := private.Newest(ctx, "")
	if err != nil {
		return "", err
	}
	place := os.TempDir()
	if inMemory() {
		place = memory
	}
	dir := filepath.Join(place, fmt.Sprintf("laowu-test-%d-%d", os.Geteuid(), major))
	return dir, own(dir)
}

// own makes the folder; one that somebody else made is not used. The server's
// user passes through it.
func own(dir string) error {
	const mode = 0o711
	if err := os.Mkdir(dir, mode); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("folder for test databases: %w", err)
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return fmt.Errorf("folder for test databases: %w", err)
	}
	if s, ok := info.Sys().(*syscall.Stat_t); !ok || !info.IsDir() || int(s.Uid) != os.Geteuid() {
		return fmt.Errorf("%s is not this user's folder", dir)
	}
	return os.Chmod(dir, mode) // whatever the umask
}
