//go:build !linux

package private

import "syscall"

// works says whether there is a process of the number: what it works at is
// known on Linux only.
func (h *home) works(pid int) bool { return pid > 0 && syscall.Kill(pid, 0) == nil }

// orphans are known on Linux only; elsewhere PostgreSQL itself refuses to
// start beside them.
func (h *home) orphans() []int { return nil }

// removeStale leaves to PostgreSQL what cannot be told here.
func (h *home) removeStale() error { return nil }
