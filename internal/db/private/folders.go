package private

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// makeFolders makes the data folder and the server's own below it, once it is
// known that there is a PostgreSQL and that its user can get there.
func (h *home) makeFolders(ctx context.Context) error {
	p, err := h.newest(ctx)
	if err != nil {
		return err
	}
	missing, nearest := missingFolders(h.data)
	if err := h.reach(ctx, p, nearest); err != nil {
		return err
	}
	for _, dir := range missing {
		if err := h.makeFolder(dir); err != nil {
			return err
		}
	}
	if err := os.Mkdir(h.dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if !h.account.other {
		return nil
	}
	return os.Lchown(h.dir, h.account.uid, h.account.gid)
}

// makeFolder makes one of the folders that lead to the server's own. Another
// user must be able to pass through it, whatever the umask, but not to list it.
func (h *home) makeFolder(dir string) error {
	mode := fs.FileMode(0o700)
	if h.account.other {
		mode = 0o711
	}
	if err := os.Mkdir(dir, mode); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return nil
		}
		return err
	}
	return os.Chmod(dir, mode)
}

// missingFolders are those that dir lacks, from the top, and the folder that
// they are to be made in.
func missingFolders(dir string) (missing []string, nearest string) {
	for {
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			slices.Reverse(missing)
			return missing, dir
		}
		missing = append(missing, dir)
		dir = filepath.Dir(dir)
	}
}

// restoreOwner puts right what copying a cluster by hand leaves behind: files
// that belong to root, or a folder open to others. PostgreSQL refuses both.
func (h *home) restoreOwner() error {
	info, err := h.root.Lstat(clusterName)
	if err != nil {
		return err
	}
	if uid, _, ok := owner(info); ok && uid == 0 && h.account.other {
		err = fs.WalkDir(h.root.FS(), ".", func(name string, _ fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			return h.own(name)
		})
		if err != nil {
			return err
		}
	}
	return errors.Join(h.root.Chmod(".", 0o700), h.root.Chmod(clusterName, 0o700))
}
