package private

import (
	"context"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// chooseAccount says whom the server runs as where this process is root: the
// owner of the folders, or a user of the system that may do little. Nil is
// this process's own user, also where no other gets into the folder.
func chooseAccount(ctx context.Context, data, dir, program string) *syscall.Credential {
	if os.Geteuid() != 0 {
		return nil
	}
	for _, path := range []string{dir, data} {
		if as := ownerOf(path); as != nil {
			return reaches(ctx, as, data, program)
		}
	}
	for _, name := range []string{"meilisearch", "laowu", "nobody"} {
		if as := named(name); as != nil {
			return reaches(ctx, as, data, program)
		}
	}
	return nil
}

// ownerOf is who a folder belongs to, nil where that is root.
func ownerOf(path string) *syscall.Credential {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok || s.Uid == 0 {
		return nil
	}
	return &syscall.Credential{Uid: s.Uid, Gid: s.Gid}
}

func named(name string) *syscall.Credential {
	u, err := user.Lookup(name)
	if err != nil {
		return nil
	}
	uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
	gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
	if err1 != nil || err2 != nil || uid == 0 {
		return nil
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

// reaches is the account where it can run the program within the data folder,
// nil where it cannot.
func reaches(ctx context.Context, as *syscall.Credential, data, program string) *syscall.Credential {
	cmd := exec.CommandContext(ctx, program, "--version")
	cmd.Dir, cmd.Env = data, []string{}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	if cmd.Run() != nil {
		return nil
	}
	return as
}
