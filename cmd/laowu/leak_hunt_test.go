package main

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// hunt is an installation of which all that is said, sent and written is kept,
// to be looked through for numbers.
type hunt struct {
	*testing.T
	office
	env     []string // of its processes
	work    string   // the folder that they are started in
	figures string   // address of /metrics
	secrets secrets
	traces  []trace
}

// trace is something that the program said, sent or wrote.
type trace struct {
	where string
	text  []byte
	may   []string // numbers that may stand in it
	codes bool     // long figures in it are codes, not numbers of people
}

func newHunt(t *testing.T) *hunt {
	t.Helper()
	h := &hunt{T: t, office: newOffice(t), secrets: secrets{}}
	home, tmp := t.TempDir(), t.TempDir()
	h.work = t.TempDir()
	h.env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "TMPDIR=" + tmp, "LAOWU_ADDR=127.0.0.1:0"}
	for name, text := range h.office.env {
		h.env = append(h.env, name+"="+text)
	}
	made := watch(t, home, tmp, h.work)
	t.Cleanup(func() {
		for _, name := range made() {
			t.Errorf("the program made %s, outside the data folder and where nobody told it to", name)
		}
	})
	return h
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func (h *hunt) keep(where string, text []byte, may ...string) {
	h.traces = append(h.traces, trace{where: where, text: text, may: may})
}

// either is an end that some rows may have been rejected at.
const either = -2

// sample is the path of an office's sample, from wherever.
func sample(file string) string {
	path, _ := filepath.Abs(samples + file) // fails where there is no folder to be in
	return path
}

// command runs a command to its end in a process of its own.
func (h *hunt) command(want int, args ...string) {
	h.Helper()
	code, said := begin(h.T, h.env, h.work, args...).end()
	if code != want && want != either || code < 0 {
		h.Errorf("laowu %s: exit %d, want %d, said %s", strings.Join(args, " "), code, want, said)
	}
	h.keep("what laowu "+strings.Join(args, " ")+" says", said)
}

// keepFiles keeps what stands in the data folder, but for the keys.
func (h *hunt) keepFiles(when string) {
	h.Helper()
	dir := h.office.env["LAOWU_DATA"]
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "keyset.json") {
			return gone(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		h.keep(name+" "+when, text)
		// Meilisearch writes codes of divisions one after the other.
		h.traces[len(h.traces)-1].codes = strings.HasPrefix(name, "meilisearch/data/")
		return gone(err)
	})
	if err != nil {
		h.Fatal(err)
	}
}

// gone lets pass that a file was replaced meanwhile.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// owner is a connection of the database's owner.
func (h *hunt) owner() *pgx.Conn {
	h.Helper()
	conn, err := pgx.Connect(h.Context(), h.office.env["LAOWU_DATABASE_URL"])
	if err != nil {
		h.Fatal(err)
	}
	h.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}
