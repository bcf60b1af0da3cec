package private

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// ErrNotRunning says that no process of the data folder keeps a server.
var ErrNotRunning = errors.New("no meilisearch runs for the data folder")

// Endpoint is where a server answers.
type Endpoint struct {
	URL       string
	MasterKey string
}

// Look finds the server that another process of the data folder keeps. It
// makes and starts nothing. ErrNotRunning where there is none.
func Look(data string) (Endpoint, error) {
	root, err := os.OpenRoot(filepath.Join(data, folderName))
	if errors.Is(err, fs.ErrNotExist) {
		return Endpoint{}, ErrNotRunning
	}
	if err != nil {
		return Endpoint{}, err
	}
	defer root.Close()
	h := &home{root: root}
	kept, err := h.kept()
	if err != nil {
		return Endpoint{}, err
	}
	if !kept || h.address() == "" {
		return Endpoint{}, ErrNotRunning
	}
	return h.endpoint()
}

// kept says whether somebody holds the lock of who keeps the server.
func (h *home) kept() (bool, error) {
	f, err := h.root.Open(lockName)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return true, nil
	}
	return false, err
}

func (h *home) endpoint() (Endpoint, error) {
	key, err := h.root.ReadFile(keyName)
	if err != nil {
		return Endpoint{}, err
	}
	return Endpoint{URL: "http://" + h.address(), MasterKey: string(key)}, nil
}
