package private

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// The names below the server's folder.
const (
	folderName  = "meilisearch"
	dataName    = "data"
	keyName     = "master.key"
	addressName = "address"
	lockName    = "lock"
	logName     = "server.log"
)

// home is the folder "meilisearch" below the data folder. Files in it are
// reached by os.Root: where root works in another user's folder, no link laid
// there leads it elsewhere.
type home struct {
	dir  string
	root *os.Root
	lock *os.File
	as   *syscall.Credential // whom the server runs as; nil: this process's own user
}

// openHome opens the folder, and makes it where it is missing.
func openHome(ctx context.Context, data, program string) (*home, error) {
	data, err := filepath.Abs(data)
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	h := &home{dir: filepath.Join(data, folderName)}
	if err := makeFolders(data, h.dir); err != nil {
		return nil, fmt.Errorf("folder for meilisearch: %w", err)
	}
	if h.root, err = os.OpenRoot(h.dir); err != nil {
		return nil, fmt.Errorf("folder for meilisearch: %w", err)
	}
	h.as = chooseAccount(ctx, data, h.dir, program)
	if h.lock, err = h.root.OpenFile(lockName, os.O_RDWR|os.O_CREATE, 0o600); err == nil {
		err = errors.Join(h.own("."), h.own(lockName))
	}
	if err != nil {
		h.close()
		return nil, fmt.Errorf("folder for meilisearch: %w", err)
	}
	return h, nil
}

// makeFolders makes what is missing. Another user, whom root runs the server as,
// must be able to pass through the data folder, but not to list it.
func makeFolders(data, dir string) error {
	mode := fs.FileMode(0o700)
	if os.Geteuid() == 0 {
		mode = 0o711
	}
	return errors.Join(os.MkdirAll(data, mode), os.MkdirAll(dir, 0o700))
}

// close closes the files; the lock goes with them. Nothing was written to them.
func (h *home) close() {
	if h.lock != nil {
		_ = h.lock.Close()
	}
	_ = h.root.Close()
}

// own gives a file to the server's user.
func (h *home) own(name string) error {
	if h.as == nil {
		return nil
	}
	return h.root.Lchown(name, int(h.as.Uid), int(h.as.Gid))
}

// keep takes the lock of who keeps the server, where nobody holds it.
func (h *home) keep() (bool, error) {
	err := syscall.Flock(int(h.lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// masterKey reads the server's key, and makes it where there is none. Only who
// keeps the server makes it.
func (h *home) masterKey() (string, error) {
	text, err := h.root.ReadFile(keyName)
	if err == nil && len(text) >= 16 {
		return string(text), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("key of meilisearch: %w", err)
	}
	key := rand.Text() + rand.Text()
	return key, h.write(keyName, key)
}

// write replaces a file as a whole, for its user alone.
func (h *home) write(name, text string) error {
	next := name + ".next"
	if err := h.root.WriteFile(next, []byte(text), 0o600); err != nil {
		return err
	}
	return errors.Join(h.own(next), h.root.Rename(next, name))
}

// address is where the server listens, or did last; empty where it never did.
func (h *home) address() string {
	text, err := h.root.ReadFile(addressName)
	addr := strings.TrimSpace(string(text))
	if err != nil || !strings.HasPrefix(addr, "127.0.0.1:") {
		return ""
	}
	return addr
}

// discard throws the server's data away. There is nothing in it that is not
// in PostgreSQL.
func (h *home) discard() error { return h.root.RemoveAll(dataName) }

func (h *home) hasData() bool {
	_, err := h.root.Lstat(dataName)
	return err == nil
}
