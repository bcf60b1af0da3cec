package private

import "syscall"

// attributes put the server into a group of its own, so that what stops a
// terminal's commands does not stop it, and end it with this process. It is
// killed: its files stand that, and one that is stuck hears nothing else.
func attributes(as *syscall.Credential) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL, Credential: as}
}
