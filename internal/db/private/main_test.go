package private

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// helperDir, set in a process's environment, makes the test binary a laowu
// process of that data folder: see help.
const helperDir = "LAOWU_TEST_JOIN"

func TestMain(m *testing.M) {
	if dir := os.Getenv(helperDir); dir != "" {
		os.Exit(help(dir, os.Stdin, os.Stdout))
	}
	code := m.Run()
	shop, _ := workshop() // half of it, where it failed
	os.RemoveAll(shop.program)
	os.RemoveAll(shop.data)
	os.Exit(code)
}

// help joins, says so, and leaves when its input ends.
func help(dir string, in io.Reader, out io.Writer) int {
	ctx := context.Background()
	syscall.Umask(0o077) // as careful administrators have it
	s, err := Join(ctx, Options{Dir: dir, Settings: quick()})
	if err == nil {
		err = ask(ctx, s)
	}
	if err != nil {
		fmt.Fprintln(out, "no", problem(err), err)
		return 1
	}
	pid, _ := s.home.running()
	fmt.Fprintln(out, "joined", pid)
	_, _ = io.Copy(io.Discard, in)
	if err := s.Leave(ctx); err != nil {
		fmt.Fprintln(out, "no", problem(err), err)
		return 1
	}
	return 0
}

// quick are settings for data that is thrown away.
func quick() map[string]string { return map[string]string{"fsync": "off", "shared_buffers": "16MB"} }

func ask(ctx context.Context, s *Server) error {
	conn, err := s.home.connect(ctx, Role, Database)
	if err != nil {
		return err
	}
	return errors.Join(conn.Ping(ctx), conn.Close(ctx))
}

func problem(err error) Problem {
	var e *Error
	if errors.As(err, &e) {
		return e.Problem
	}
	return ""
}

// process is a laowu process of the test's own.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	in   io.WriteCloser
	said *bufio.Reader
}

// begin starts a process that joins; as is whom it runs as, nil for us.
func begin(t *testing.T, dir string, as *syscall.Credential) *process {
	t.Helper()
	shop, err := workshop()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), shop.program+"/laowu")
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), helperDir+"="+dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as, Setpgid: true}
	in, err1 := cmd.StdinPipe()
	out, err2 := cmd.StdoutPipe()
	if err := errors.Join(err1, err2, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	return &process{t, cmd, in, bufio.NewReader(out)}
}

// joined waits for the process's word and returns the server's process.
func (p *process) joined() (pid int) {
	p.t.Helper()
	line, _ := p.said.ReadString('\n')
	if n, err := fmt.Sscanf(line, "joined %d", &pid); n != 1 {
		p.t.Fatalf("a process said %q (%v)", line, err)
	}
	return pid
}

// refused waits for the process's refusal.
func (p *process) refused(want Problem) {
	p.t.Helper()
	line, _ := p.said.ReadString('\n')
	if !strings.HasPrefix(line, "no "+string(want)+" ") {
		p.t.Errorf("a process said %q, want %s", line, want)
	}
	_ = p.cmd.Wait()
}

// leave has the process leave in order and waits for its end.
func (p *process) leave() {
	p.t.Helper()
	rest, err := p.close()
	if err != nil {
		p.t.Errorf("a process left with %v: %s", err, rest)
	}
}

func (p *process) close() (string, error) {
	p.in.Close()
	rest, _ := io.ReadAll(p.said)
	return string(rest), p.cmd.Wait()
}

// kill is kill -9, of the process and all that a terminal would stop with it.
func (p *process) kill() {
	p.t.Helper()
	if err := syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL); err != nil {
		p.t.Fatal(err)
	}
	_ = p.cmd.Wait()
}

// shop is what tests share: folders that every user may enter, with the test
// binary as "laowu", and with a new cluster.
type shop struct{ program, data string }

var workshop = sync.OnceValues(func() (s shop, err error) {
	if s.program, err = folder("/tmp"); err != nil { // programs may not run in memory
		return s, err
	}
	if s.data, err = folder(memory()); err != nil {
		return s, err
	}
	self, err := os.Executable()
	if err != nil {
		return s, err
	}
	if err := exec.CommandContext(context.Background(), "cp", self, s.program+"/laowu").Run(); err != nil {
		return s, err
	}
	server, err := Join(context.Background(), Options{Dir: s.data, Settings: quick()})
	if err != nil {
		return s, err
	}
	return s, server.Leave(context.Background())
})

// memory is a disk in memory where it has room for the clusters of some tests
// at once, for speed.
func memory() string {
	var s syscall.Statfs_t
	if err := syscall.Statfs("/dev/shm", &s); err == nil && s.Bavail*uint64(s.Bsize) > 2<<30 {
		return "/dev/shm"
	}
	return "/tmp"
}

func folder(in string) (string, error) {
	dir, err := os.MkdirTemp(in, "laowu-private-")
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o711)
}

// place is an empty folder that every user may enter.
func place(tb testing.TB) string {
	tb.Helper()
	dir, err := folder(memory())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// made is a data folder with a cluster that has been used. When the test ends
// no server may be left in it.
func made(tb testing.TB) string {
	tb.Helper()
	return madeAt(tb, place(tb)+"/data")
}

func madeAt(tb testing.TB, dir string) string {
	tb.Helper()
	shop, err := workshop()
	if err != nil {
		tb.Fatal(err)
	}
	if out, err := exec.CommandContext(tb.Context(), "cp", "-a", shop.data, dir).CombinedOutput(); err != nil {
		tb.Fatalf("copy a cluster: %v: %s", err, out)
	}
	tb.Cleanup(func() { empty(tb, dir) })
	return dir
}

// empty fails the test where a server still runs in the data folder, and ends
// it.
func empty(tb testing.TB, dir string) {
	tb.Helper()
	h, err := open(context.Background(), Options{Dir: dir})
	if err != nil {
		return // the test was about a folder that does not open
	}
	defer h.close()
	for _, pid := range h.orphans() {
		tb.Errorf("process %d of PostgreSQL is left behind", pid)
		_ = syscall.Kill(pid, syscall.SIGQUIT)
	}
}

// join joins in this process; the test leaves when it ends, or before.
func join(tb testing.TB, dir string) *Server {
	tb.Helper()
	s, err := Join(tb.Context(), Options{Dir: dir, Settings: quick()})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { leave(tb, s) })
	return s
}

func leave(tb testing.TB, s *Server) {
	tb.Helper()
	if err := s.Leave(context.Background()); err != nil {
		tb.Error(err)
	}
}

// pid is the server's process; 0 where none runs.
func pid(tb testing.TB, dir string) int {
	tb.Helper()
	h, err := open(tb.Context(), Options{Dir: dir})
	if err != nil {
		tb.Fatal(err)
	}
	defer h.close()
	pid, err := h.running()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		tb.Fatal(err)
	}
	return pid
}

// query runs one statement and returns its only value as text.
func query(tb testing.TB, s *Server, sql string) string {
	tb.Helper()
	conn, err := s.home.connect(tb.Context(), Role, Database)
	if err != nil {
		tb.Fatal(err)
	}
	defer conn.Close(tb.Context())
	var text string
	if err := conn.QueryRow(tb.Context(), sql).Scan(&text); err != nil {
		tb.Fatal(err)
	}
	return text
}
