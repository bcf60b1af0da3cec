package private

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

const (
	// port is part of the socket's name; there is no TCP.
	port       = "5432"
	socketName = ".s.PGSQL." + port
	// longestPath is what the kernel takes as the path of a socket: 107 bytes on
	// Linux, 103 on macOS.
	longestPath = 103
)

// address is the connection string through the socket in the folder. A space
// is written %20: libpq does not read + as one.
func address(socket, role, database string) string {
	q := url.Values{"host": {socket}, "port": {port}}.Encode()
	u := url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database, RawQuery: strings.ReplaceAll(q, "+", "%20")}
	return u.String()
}

// placeSocket says where a server that is to be started opens its socket: in
// the home, or where that path will not do, in a folder of its own for
// temporary files. Those who join read the place from postmaster.pid.
func (h *home) placeSocket() error {
	h.socket = h.dir
	// A comma would part the hosts of an address.
	if len(filepath.Join(h.dir, socketName)) <= longestPath && !strings.Contains(h.dir, ",") {
		return nil
	}
	place := os.TempDir()
	if h.account.other || len(place) > longestPath/2 {
		place = "/tmp" // root's own may be closed to others
	}
	sum := sha256.Sum256([]byte(h.dir))
	h.socket = filepath.Join(place, "laowu-"+hex.EncodeToString(sum[:8]))
	err := h.makeSocketFolder()
	if errors.Is(err, errForeign) {
		// Somebody took the name before us; any other will do.
		if h.socket, err = os.MkdirTemp(place, "laowu-"); err == nil {
			err = h.makeSocketFolder()
		}
	}
	return err
}

var errForeign = errors.New("the folder for the socket belongs to somebody else")

// makeSocketFolder makes the folder for the socket, or takes it over where the
// server's user owns it and nobody else may enter.
func (h *home) makeSocketFolder() error {
	err := os.Mkdir(h.socket, 0o700)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("folder for the socket: %w", err)
	}
	info, err := os.Lstat(h.socket)
	if err != nil {
		return fmt.Errorf("folder for the socket: %w", err)
	}
	uid, _, _ := owner(info)
	if !info.IsDir() || info.Mode().Perm() != 0o700 || (uid != h.account.uid && uid != os.Geteuid()) {
		return errForeign
	}
	if h.account.other {
		return os.Lchown(h.socket, h.account.uid, h.account.gid)
	}
	return nil
}

// dropSocketFolder removes the folder of a stopped server's socket, where it
// is not the home.
func (h *home) dropSocketFolder(ctx context.Context) {
	if h.socket == h.dir || h.socket == "" {
		return
	}
	if err := os.Remove(h.socket); err != nil {
		h.Log.DebugContext(ctx, "folder of the socket stays", "folder", h.socket, "error", err)
	}
}
