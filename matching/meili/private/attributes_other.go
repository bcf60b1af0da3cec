//go:build !linux

package private

import "syscall"

// attributes put the server into a group of its own, so that what stops a
// terminal's commands does not stop it. That it ends with a killed process is
// known to Linux only.
func attributes(as *syscall.Credential) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Credential: as}
}
