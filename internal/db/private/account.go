package private

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// account is the user that the server runs as when root starts it: PostgreSQL
// refuses to be root. Nil stands for who runs us.
type account struct {
	name     string
	uid, gid uint32
}

// serverUser is postgres, or nobody where there is none, when we are root. It
// must be able to enter the data folder.
func serverUser(dir string) (*account, error) {
	if os.Geteuid() != 0 {
		return nil, nil //nolint:nilnil // nil is a user too: our own
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		a := &account{name, uint32(uid), uint32(gid)}
		return a, a.enter(dir)
	}
	return nil, &Error{"没有 postgres 这个用户，PostgreSQL 不能以 root 运行：请安装 postgresql，或换一个普通用户运行", nil}
}

// enter tries to go to dir as the user.
func (a *account) enter(dir string) error {
	cmd := exec.Command("/bin/true") //nolint:noctx // ends at once
	cmd.Dir = dir
	cmd.SysProcAttr = a.attributes()
	err := cmd.Run()
	if errors.Is(err, fs.ErrPermission) {
		return &Error{"数据库以用户 " + a.name + " 运行，它进不了 " + dir + "：请用 LAOWU_DATA 换一个它能进入的目录，例如 LAOWU_DATA=/var/lib/laowu", err}
	}
	return err
}

func (a *account) attributes() *syscall.SysProcAttr {
	if a == nil {
		return &syscall.SysProcAttr{}
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: a.uid, Gid: a.gid}}
}

// own gives a file to the user.
func (a *account) own(path string) error {
	if a == nil {
		return nil
	}
	return os.Chown(path, int(a.uid), int(a.gid))
}

// admitted are the users of the machine who may connect.
func (a *account) admitted() []string {
	names := []string{"root"}
	if a != nil {
		return append(names, a.name)
	}
	if u, err := user.Current(); err == nil && u.Username != "root" {
		names = append(names, u.Username)
	}
	return names
}
