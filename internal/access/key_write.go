package access

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// makeKeys writes a new key file, mode 0600, whole or not at all; it never
// replaces one.
func makeKeys(path string) error {
	f, err := newKeyFile()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // the database's own user passes through this folder
		return fmt.Errorf("folder of the key file: %w", err)
	}
	tmp, err := f.write(path, nil)
	if err != nil {
		return err
	}
	defer os.Remove(tmp)
	// A link fails where the name is taken: of two first starts one wins.
	if err := os.Link(tmp, path); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("place key file: %w", err)
	}
	return syncFolder(path)
}

// replace puts f in the place of the key file at path, whole or not at all.
// Owner and mode stay: who rotates may be another user than who serves.
func (f keyFile) replace(path string) error {
	path, err := filepath.EvalSymlinks(path) // what a link points to is replaced, not the link
	if err != nil {
		return fmt.Errorf("find key file: %w", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("find key file: %w", err)
	}
	tmp, err := f.write(path, info)
	if err != nil {
		return err
	}
	defer os.Remove(tmp)
	if err := os.Rename(tmp, path); err != nil {
		return fmt.Errorf("place key file: %w", err)
	}
	return syncFolder(path)
}

// write writes a new file beside path, mode 0600 or with the owner and mode of
// the file that it is to replace, and returns its name. That begins as the key
// file's own, so that backups pass over one that a killed process left.
func (f keyFile) write(path string, replaced fs.FileInfo) (name string, err error) {
	data, err := json.MarshalIndent(f, "", " ")
	if err != nil {
		return "", fmt.Errorf("write key file: %w", err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return "", fmt.Errorf("make key file: %w", err)
	}
	_, err = tmp.Write(data)
	if err == nil && replaced != nil {
		err = resemble(tmp, replaced)
	}
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("write key file: %w", err), os.Remove(tmp.Name()))
	}
	return tmp.Name(), nil
}

// resemble gives f the owner and mode of another file.
func resemble(f *os.File, other fs.FileInfo) error {
	own, err := f.Stat()
	if err != nil {
		return err
	}
	now, ok := own.Sys().(*syscall.Stat_t)
	want, known := other.Sys().(*syscall.Stat_t)
	if ok && known && (now.Uid != want.Uid || now.Gid != want.Gid) {
		if err := f.Chown(int(want.Uid), int(want.Gid)); err != nil {
			return err
		}
	}
	return f.Chmod(other.Mode().Perm())
}

// syncFolder makes a file's name outlive a power cut.
func syncFolder(path string) error {
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("folder of the key file: %w", err)
	}
	defer dir.Close()
	if err := dir.Sync(); err != nil {
		return fmt.Errorf("folder of the key file: %w", err)
	}
	return nil
}
