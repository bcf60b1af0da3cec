package private

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// cluster is one PostgreSQL cluster and how its programs are run.
type cluster struct {
	dir      string // the data folder, absolute
	data     string // the cluster in it
	socket   string // the folder of the socket
	programs programs
	user     *account // nil: as who runs us
	log      *slog.Logger
	settings []string
}

func newCluster(o Options) (cluster, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return cluster{}, fmt.Errorf("data folder: %w", err)
	}
	c := cluster{dir: dir, data: filepath.Join(dir, "postgres"), log: o.Log, settings: o.Settings}
	if c.log == nil {
		c.log = slog.Default()
	}
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // the server's own user passes through it
		return cluster{}, unwritable(dir, err)
	}
	if c.programs, err = findPrograms(o.BinDir, c.version()); err != nil {
		return cluster{}, err
	}
	if c.user, err = serverUser(dir); err != nil {
		return cluster{}, err
	}
	c.socket, err = c.socketFolder()
	return c, err
}

// version is the major version of an existing cluster, or empty.
func (c cluster) version() string {
	text, err := os.ReadFile(filepath.Join(c.data, "PG_VERSION"))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

// need is the free space without which a new cluster is not begun.
const need = 200 << 20

// create makes the cluster in a folder beside its place and moves it there, so
// that a half-made one is never taken for a cluster.
func (c cluster) create(ctx context.Context) error {
	if free, err := freeSpace(c.dir); err == nil && free < need {
		return &Error{fmt.Sprintf("磁盘快满了：数据目录 %s 所在的盘至少要空出 200 MB，现在只有 %d MB", c.dir, free>>20), nil}
	}
	made := c.data + ".new"
	if err := os.RemoveAll(made); err != nil {
		return unwritable(made, err)
	}
	if err := os.Mkdir(made, 0o700); err != nil {
		return unwritable(made, err)
	}
	if err := c.user.own(made); err != nil {
		return unwritable(made, err)
	}
	cmd := c.command(ctx, "initdb", "--pgdata="+made, "--username="+role, "--encoding=UTF8", "--locale=C.UTF-8", "--auth=peer", "--data-checksums", "--no-instructions")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return errors.Join(c.explain("initdb", string(out), err), os.RemoveAll(made))
	}
	if err := c.admit(made); err != nil {
		return errors.Join(err, os.RemoveAll(made))
	}
	if err := os.Rename(made, c.data); err != nil {
		return unwritable(c.data, err)
	}
	return nil
}

// admit lets in, by socket and proven by the kernel, the server's user, root
// and who runs us: nobody else of the machine.
func (c cluster) admit(dir string) error {
	var ident strings.Builder
	for _, name := range c.user.admitted() {
		fmt.Fprintf(&ident, "laowu %q %s\n", name, role)
	}
	for file, text := range map[string]string{
		"pg_hba.conf":   "local all " + role + " peer map=laowu\n",
		"pg_ident.conf": ident.String(),
	} {
		path := filepath.Join(dir, file)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return unwritable(path, err)
		}
		if err := c.user.own(path); err != nil {
			return unwritable(path, err)
		}
	}
	return nil
}

// command is one of PostgreSQL's programs, run as the server's user.
func (c cluster) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, c.programs.path(name), args...) //nolint:gosec // PostgreSQL's own programs
	cmd.Dir = c.dir
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"}
	cmd.SysProcAttr = c.user.attributes()
	return cmd
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
