package private

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

const postmasterFile = clusterName + "/postmaster.pid"

// postmaster is what a server says of itself in postmaster.pid. While it comes
// up the later fields are empty; after a kill -9 the file stays behind.
type postmaster struct {
	pid    int
	socket string // folder of its socket
	ready  bool
}

// postmaster reads the file; fs.ErrNotExist where no server was left behind.
// Its lines: process, folder, time of start, port, folder of the socket, TCP
// address, shared memory, status.
func (h *home) postmaster() (postmaster, error) {
	text, err := h.root.ReadFile(postmasterFile)
	if err != nil {
		return postmaster{}, fmt.Errorf("read server's process: %w", err)
	}
	lines := append(strings.Split(string(text), "\n"), make([]string, 8)...)
	pid, _ := strconv.Atoi(strings.TrimSpace(lines[0])) // 0 while it is being written
	return postmaster{pid, lines[4], strings.TrimSpace(lines[7]) == "ready"}, nil
}

// serves says whether the server is this cluster's: a data folder that was
// copied still names the server of the one that it was copied from. Its socket
// is looked at first; its process may be hidden in another container.
func (h *home) serves(p postmaster) bool {
	at, err1 := os.Stat(p.socket)
	own, err2 := h.root.Stat(".")
	return err1 == nil && err2 == nil && os.SameFile(at, own) || h.works(p.pid)
}

// running is the process of the server; 0 where none runs.
func (h *home) running() (int, error) {
	p, err := h.postmaster()
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil || !h.works(p.pid) {
		return 0, err
	}
	return p.pid, nil
}
