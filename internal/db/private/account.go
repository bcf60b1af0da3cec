package private

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the operating system's user that the server runs as.
type account struct {
	uid, gid int
	name     string // empty where the system knows none
	other    bool   // not this process's own user: this process is root
}

// chooseAccount says whom the server runs as: this user, or, as PostgreSQL
// does not run as root, the owner of what is there, or a system user.
func chooseAccount(data string) (account, error) {
	if uid := os.Geteuid(); uid != 0 {
		return ownAccount(uid), nil
	}
	dir := filepath.Join(data, "postgres")
	for _, path := range []string{filepath.Join(dir, clusterName), dir, data} {
		info, err := os.Stat(path)
		if err != nil {
			continue
		}
		if uid, gid, ok := owner(info); ok && uid != 0 {
			// A user without a name cannot run initdb: it keeps what it has
			// and is given nothing new.
			if a := ownerAccount(uid, gid); a.name != "" || path != data {
				return a, nil
			}
		}
	}
	return systemAccount()
}

func ownAccount(uid int) account {
	a := account{uid: uid, gid: os.Getegid()}
	if u, err := user.Current(); err == nil {
		a.name = u.Username
	}
	return a
}

func ownerAccount(uid, gid int) account {
	a := account{uid: uid, gid: gid, other: true}
	if u, err := user.LookupId(strconv.Itoa(uid)); err == nil {
		a.name = u.Username
		if g, err := strconv.Atoi(u.Gid); err == nil {
			a.gid = g
		}
	}
	return a
}

func systemAccount() (account, error) {
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.Atoi(u.Uid)
		gid, err2 := strconv.Atoi(u.Gid)
		if err1 == nil && err2 == nil && uid != 0 {
			return account{uid: uid, gid: gid, name: name, other: true}, nil
		}
	}
	return account{}, fail(NoSystemUser, nil)
}

func (a account) String() string {
	if a.name == "" {
		return strconv.Itoa(a.uid)
	}
	return a.name
}

// attributes let a program run as the account, in a session of its own: what
// stops a terminal's commands does not stop the server.
func (a account) attributes() *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setsid: true}
	if a.other {
		attr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	return attr
}

// reach tries whether the account gets into the folder, by running something
// harmless there.
func (h *home) reach(ctx context.Context, p programs, dir string) error {
	if !h.account.other {
		return nil
	}
	try := func(dir string) error {
		cmd := h.command(ctx, p, "postgres", "-V")
		cmd.Dir = dir
		return cmd.Run()
	}
	err := try(dir)
	if err == nil {
		return nil
	}
	if errors.Is(err, syscall.EACCES) && try("/") == nil {
		return fail(Unreachable, err, h.account, h.data)
	}
	// Programs that only root may run, or root without the right to change
	// its user.
	return fail(NoAccount, err, h.account, p.dir, err)
}

// refused says whose folder it is that this user may not enter.
func (h *home) refused(err error) error {
	info, statErr := os.Stat(h.dir)
	if !errors.Is(err, fs.ErrPermission) || statErr != nil {
		return err
	}
	if uid, gid, ok := owner(info); ok && uid != os.Geteuid() {
		return fail(OtherUser, err, h.data, ownerAccount(uid, gid), os.Geteuid())
	}
	return err
}

func owner(info fs.FileInfo) (uid, gid int, ok bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, false
	}
	return int(s.Uid), int(s.Gid), true
}
