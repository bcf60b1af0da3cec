package private

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// longest is the longest path of a unix socket, less the closing zero.
const longest = 107

// socketFolder is the cluster itself, which only its user enters, or, where
// that path is too long for a socket, a folder of that user's among the
// temporary files.
func (c cluster) socketFolder() (string, error) {
	if len(filepath.Join(c.data, ".s.PGSQL.5432")) <= longest {
		return c.data, nil
	}
	sum := sha256.Sum256([]byte(c.data))
	dir := filepath.Join(os.TempDir(), "laowu-"+hex.EncodeToString(sum[:8]))
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", unwritable(dir, err)
	} else if err == nil {
		return dir, c.user.own(dir)
	}
	// What is there already must be ours, and nobody else's to enter.
	info, err := os.Lstat(dir)
	if err != nil {
		return "", unwritable(dir, err)
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	mine := uint32(os.Geteuid())
	if c.user != nil {
		mine = c.user.uid
	}
	if !ok || owner.Uid != mine || info.Mode() != fs.ModeDir|0o700 {
		return "", &Error{"临时目录 " + dir + " 不属于数据库的用户：请删去它，或用 LAOWU_DATA 换一个短一些的目录", nil}
	}
	return dir, nil
}

func freeSpace(dir string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return s.Bavail * uint64(s.Bsize), nil //nolint:gosec // a block size is never negative
}

func unwritable(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return &Error{"不能写 " + path + "：它属于别的用户，请用它的主人运行，或用 LAOWU_DATA 换一个目录", err}
	case errors.Is(err, syscall.ENOSPC):
		return &Error{"磁盘满了，写不了 " + path + "：请腾出空间再试", err}
	}
	return &Error{"不能写 " + path + "，请用 LAOWU_DATA 换一个目录", err}
}

func (c cluster) logFile() string { return filepath.Join(c.dir, "postgres.log") }

// keepLog is how long the log grows before a start begins a new one.
const keepLog = 10 << 20

func (c cluster) openLog() (*os.File, error) {
	path := c.logFile()
	if info, err := os.Stat(path); err == nil && info.Size() > keepLog {
		if err := os.Rename(path, path+".old"); err != nil {
			return nil, unwritable(path, err)
		}
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600) //nolint:gosec // the operator's own folder
	if err != nil {
		return nil, unwritable(path, err)
	}
	return f, nil
}

// lastLog are the last lines that the server wrote.
func (c cluster) lastLog() string {
	text, err := os.ReadFile(c.logFile())
	if err != nil {
		return ""
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return strings.Join(lines[max(0, len(lines)-5):], "\n")
}

// explain puts the end of a program into words.
func (c cluster) explain(program, said string, err error) error {
	switch {
	case strings.Contains(said, "No space left on device"):
		return &Error{"磁盘满了，PostgreSQL 起不来：请给 " + c.dir + " 所在的盘腾出空间再试，数据没有动过", err}
	case strings.Contains(said, "Permission denied"):
		return &Error{"PostgreSQL 没有权限读写 " + c.data + "：请用数据目录的主人运行，或用 LAOWU_DATA 换一个目录", err}
	case strings.Contains(said, "could not map anonymous shared memory"), strings.Contains(said, "Cannot allocate memory"):
		return &Error{"内存不够，PostgreSQL 起不来：请先关掉别的程序", err}
	}
	return &Error{"PostgreSQL 起不来（" + program + "），它最后说：" + said, err}
}
