package private

import (
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }

func ownerOf(t *testing.T, path string) int {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	uid, _, _ := owner(info)
	return uid
}

// Folders have odd names, and some are too long for a socket's path.
func TestOddFolders(t *testing.T) {
	t.Parallel()
	for name, folder := range map[string]string{
		"odd":  `/it's "数据", 100% \n + more`,
		"long": strings.Repeat("/很长的目录名字", 12),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := place(t) + folder
			if name == "long" {
				if err := os.MkdirAll(filepath.Dir(dir), 0o711); err != nil {
					t.Fatal(err)
				}
				madeAt(t, dir)
			}
			t.Cleanup(func() { empty(t, dir) })
			other := begin(t, dir, nil)
			other.joined()
			s := join(t, dir)
			if out, err := exec.CommandContext(t.Context(), "psql", "-Atc", "SELECT 1", s.URL()).CombinedOutput(); err != nil {
				t.Errorf("psql: %v %s", err, out)
			}
			info, err := os.Stat(s.home.socket)
			if err != nil || info.Mode().Perm() != 0o700 || ownerOf(t, s.home.socket) != s.home.account.uid {
				t.Errorf("folder of the socket: %v %v", info, err)
			}
			leave(t, s)
			other.leave()
			if _, err := os.Stat(s.home.socket); name == "long" && err == nil {
				t.Errorf("%s is left behind", s.home.socket)
			}
		})
	}
}

// Somebody else made the folder that the socket would go to.
func TestSocketFolderTaken(t *testing.T) {
	t.Parallel()
	h := &home{dir: "/" + strings.Repeat("x", 200) + t.Name(), account: ownAccount(os.Geteuid())}
	if err := h.placeSocket(); err != nil {
		t.Fatal(err)
	}
	first := h.socket
	if err := os.Chmod(first, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := h.placeSocket(); err != nil || h.socket == first {
		t.Errorf("took a folder that others may enter: %s %v", h.socket, err)
	}
	for _, dir := range []string{first, h.socket} {
		if err := os.Remove(dir); err != nil {
			t.Error(err)
		}
	}
}

// Somebody was killed before role and database were made.
func TestUnfinished(t *testing.T) {
	t.Parallel()
	s := join(t, made(t))
	conn, err := s.home.connect(t.Context(), superuser, superuser)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	for _, sql := range []string{"DROP DATABASE laowu", "DROP ROLE laowu"} {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
		query(t, join(t, s.home.data), "SELECT 'here'")
		if sql == "DROP DATABASE laowu" {
			_, err = conn.Exec(t.Context(), "DROP DATABASE laowu")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// No value of a row reaches the log, whatever goes wrong with a statement.
func TestLogIsSilent(t *testing.T) {
	t.Parallel()
	const phone = "14012345678"
	dir := made(t)
	s := join(t, dir)
	conn, err := s.home.connect(t.Context(), Role, Database)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	for _, sql := range []string{
		"CREATE TEMP TABLE p (phone text PRIMARY KEY, n smallint CHECK (n > 0))",
		"INSERT INTO p VALUES ('" + phone + "', 1)",
		"INSERT INTO p VALUES ('" + phone + "', 1)",
		"INSERT INTO p VALUES ('" + phone + "', -1)",
		"SELECT '" + phone + "'::smallint",
		"DO $$ BEGIN RAISE EXCEPTION '" + phone + "'; END $$",
		"DO $$ BEGIN RAISE WARNING '" + phone + "'; END $$",
		"SELECT syntax " + phone + " error",
	} {
		_, _ = conn.Exec(t.Context(), sql) // most fail, that is the point
	}
	_, _ = conn.Exec(t.Context(), "INSERT INTO p VALUES ($1, $2)", phone, 1)
	_, _ = conn.CopyFrom(t.Context(), []string{"p"}, []string{"phone", "n"}, &rows{phone})
	// A server process that crashes takes its statement into the log.
	_, _ = conn.Exec(t.Context(), "SELECT pg_sleep(0), '"+phone+"' FROM p WHERE pg_terminate_backend(pg_backend_pid())")
	leave(t, s)
	text, err := os.ReadFile(dir + "/postgres/" + logName)
	if err != nil || !strings.Contains(string(text), "ready to accept connections") {
		t.Fatalf("log: %q %v", text, err)
	}
	if strings.Contains(string(text), phone) {
		t.Errorf("the log holds a telephone number:\n%s", text)
	}
}

// rows is one row for COPY, repeated.
type rows struct{ phone string }

func (r *rows) Next() bool             { return true }
func (r *rows) Values() ([]any, error) { return []any{r.phone, int16(1)}, fmt.Errorf("enough") }
func (r *rows) Err() error             { return nil }

func TestLogIsPutAside(t *testing.T) {
	t.Parallel()
	dir := made(t)
	log := dir + "/postgres/" + logName
	if err := os.Truncate(log, 2<<20); err != nil {
		t.Fatal(err)
	}
	join(t, dir)
	for path, want := range map[string]bool{log: false, log + ".1": true} {
		if info, err := os.Stat(path); err != nil || info.Size() > 1<<20 != want {
			t.Errorf("%s: %v %v", path, info, err)
		}
	}
}

// A server that cannot start says why.
func TestFailedStart(t *testing.T) {
	t.Parallel()
	dir := made(t)
	refused(t, Options{Dir: dir, Settings: map[string]string{"shared_buffers": "nonsense"}}, Failed, "nonsense", dir+"/postgres/server.log")
	query(t, join(t, dir), "SELECT 'here'")
}

func TestTail(t *testing.T) {
	t.Parallel()
	text := "one\n2026 LOG:  two\n\n2026 STATEMENT:  SELECT 1\n2026 DETAIL:  Key (a)=(b)\n2026 FATAL:  three\nfour\nfive\n"
	if got := tail(text); got != "2026 LOG:  two；2026 FATAL:  three；four；five" {
		t.Errorf("tail is %q", got)
	}
	if got := tail(""); got != "" {
		t.Errorf("tail of nothing is %q", got)
	}
}
