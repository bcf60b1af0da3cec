package private

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// The names below the server's folder.
const (
	clusterName = "cluster"
	usersName   = "users.lock"
	startName   = "start.lock"
	logName     = "server.log"
)

// home is the folder "postgres" below the data folder. It belongs to the user
// that the server runs as and is closed to others. Files in it are reached by
// os.Root: where root works in another user's folder, no link laid there leads
// it elsewhere.
type home struct {
	Options
	data    string // the data folder, absolute
	dir     string // data/postgres
	account account
	root    *os.Root
	start   *os.File // locked while somebody comes or goes
	users   *os.File // locked, shared, by everyone who works with the server
	socket  string   // folder of the running server's socket
}

// open opens the server's folder, and makes it where there is none. The home
// that it returns with an error still knows its own name.
func open(ctx context.Context, o Options) (*home, error) {
	h := &home{Options: o, data: o.Dir}
	var err error
	if h.data, err = filepath.Abs(o.Dir); err != nil {
		return h, fmt.Errorf("data folder: %w", err)
	}
	h.dir = filepath.Join(h.data, "postgres")
	if h.account, err = chooseAccount(h.data); err != nil {
		return h, err
	}
	if _, err := os.Lstat(h.dir); errors.Is(err, fs.ErrNotExist) {
		if err := h.makeFolders(ctx); err != nil {
			return h, err
		}
	}
	return h, h.openFiles()
}

func (h *home) openFiles() error {
	var err error
	if h.root, err = h.openRoot(); err != nil {
		return h.refused(err)
	}
	if h.start, err = h.lockFile(startName); err == nil {
		h.users, err = h.lockFile(usersName)
	}
	if err != nil {
		h.close()
		return h.refused(err)
	}
	return nil
}

// openRoot opens the server's folder. Root does not follow a link there; an
// ordinary user may have no right to list the data folder.
func (h *home) openRoot() (*os.Root, error) {
	if !h.account.other {
		return os.OpenRoot(h.dir)
	}
	data, err := os.OpenRoot(h.data)
	if err != nil {
		return nil, err
	}
	home, err := data.OpenRoot("postgres")
	return home, errors.Join(err, data.Close())
}

// lockFile opens a lock file that root and the server's user share.
func (h *home) lockFile(name string) (*os.File, error) {
	f, err := h.root.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := h.own(name); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// close closes the files; locks go with them. Nothing was written to them.
func (h *home) close() {
	for _, f := range []*os.File{h.users, h.start} {
		if f != nil {
			_ = f.Close()
		}
	}
	_ = h.root.Close()
}

// own gives a file of the home to the server's user.
func (h *home) own(name string) error {
	if !h.account.other {
		return nil
	}
	return h.root.Lchown(name, h.account.uid, h.account.gid)
}

// path is the absolute path of a file of the home.
func (h *home) path(name string) string { return filepath.Join(h.dir, name) }

// has says whether the home holds a file or folder of the name.
func (h *home) has(name string) (bool, error) {
	_, err := h.root.Lstat(name)
	if err == nil {
		return true, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return false, fmt.Errorf("look for %s: %w", name, err)
}

// write replaces a file of the home as a whole, owned by the server's user.
func (h *home) write(name, text string) error {
	next := name + ".next"
	if err := h.root.WriteFile(next, []byte(text), 0o600); err != nil {
		return err
	}
	if err := h.own(next); err != nil {
		return err
	}
	return h.root.Rename(next, name)
}
