package private

import (
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// works says whether the process is one of PostgreSQL's in this cluster: after
// a power cut its number may be another program's by now. All of PostgreSQL's
// processes work in the folder of their cluster; one that has ended but is not
// yet buried has no folder any more.
func (h *home) works(pid int) bool {
	if pid <= 0 {
		return false
	}
	proc := "/proc/" + strconv.Itoa(pid)
	name, err := os.ReadFile(proc + "/comm")
	if err != nil || strings.TrimSpace(string(name)) != "postgres" {
		return false
	}
	at, err := os.Stat(proc + "/cwd")
	if err != nil {
		return false
	}
	cluster, err := h.root.Stat(clusterName)
	return err == nil && os.SameFile(at, cluster)
}

// orphans are the processes of a server that was killed. They end by
// themselves, but may be busy with a statement.
func (h *home) orphans() []int {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	var pids []int
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err == nil && h.belongs(e) && h.works(pid) {
			pids = append(pids, pid)
		}
	}
	return pids
}

// belongs says whether a process runs as the server's user. Orphans are sent
// signals, with root's power perhaps: nobody else's process may ever be one.
func (h *home) belongs(proc fs.DirEntry) bool {
	info, err := proc.Info()
	if err != nil {
		return false
	}
	uid, _, ok := owner(info)
	return ok && uid == h.account.uid && uid != 0
}

// removeStale removes the files that a killed server leaves. It comes after
// orphans, which has shown that nobody is behind them.
func (h *home) removeStale() error {
	for _, name := range []string{postmasterFile, socketName, socketName + ".lock"} {
		if err := h.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
