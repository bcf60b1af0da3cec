package private

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// Options say what is run and where.
type Options struct {
	Path      string    // of the program
	Dir       string    // holds its data; made where it is missing
	Addr      string    // 127.0.0.1:7700; a free port where empty
	MasterKey string    // at least 16 bytes
	Log       io.Writer // what it writes; may be nil

	credential *syscall.Credential // whom it runs as; this process's own user where nil
}

// Server is a running Meilisearch.
type Server struct {
	addr  string
	cmd   *exec.Cmd
	words lastWords
	gone  chan struct{} // closed when the process has ended
}

// URL is where it listens.
func (s *Server) URL() string { return "http://" + s.addr }

// Gone is closed when the process has ended.
func (s *Server) Gone() <-chan struct{} { return s.gone }

// Pid is the number of its process.
func (s *Server) Pid() int { return s.cmd.Process.Pid }

// Start runs a server and returns when it answers. It ends with this process,
// on Linux also where that is killed.
func Start(ctx context.Context, o Options) (*Server, error) {
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("folder for meilisearch: %w", err)
	}
	if o.Addr == "" {
		var err error
		if o.Addr, err = freeAddr(ctx, "127.0.0.1:0"); err != nil {
			return nil, err
		}
	}
	s := &Server{addr: o.Addr, cmd: o.command(), gone: make(chan struct{})}
	var out io.Writer = &s.words
	if o.Log != nil {
		out = io.MultiWriter(out, o.Log)
	}
	s.cmd.Stdout, s.cmd.Stderr = out, out
	if err := s.launch(); err != nil {
		return nil, fmt.Errorf("start meilisearch: %w", err)
	}
	if err := s.ready(ctx); err != nil {
		return nil, errors.Join(err, s.Stop(ctx))
	}
	return s, nil
}

// indexingMemory is what the server may take to write documents. By itself it
// takes two thirds of the machine, and lays them out anew for each task: a
// changed opening then takes seconds instead of a tenth of one.
const indexingMemory = "256MiB"

// command is the program with its arguments. Of this process's environment,
// which holds passwords, it sees what finds programs and files alone.
func (o Options) command() *exec.Cmd {
	cmd := exec.Command(o.Path, "--db-path", filepath.Join(o.Dir, dataName), "--dump-dir", filepath.Join(o.Dir, "dumps"), //nolint:noctx,gosec // it outlives the call; the program is the machine's
		"--snapshot-dir", filepath.Join(o.Dir, "snapshots"), "--http-addr", o.Addr, "--no-analytics", "--env", "production",
		"--log-level", "WARN", "--max-indexing-memory", indexingMemory)
	cmd.Dir = o.Dir
	cmd.Env = []string{"MEILI_MASTER_KEY=" + o.MasterKey, "PATH=" + os.Getenv("PATH"), "HOME=" + o.Dir, "TMPDIR=" + os.TempDir(), "NO_COLOR=1"}
	cmd.SysProcAttr = attributes(o.credential)
	return cmd
}

// launch starts the process. The kernel ends it with the thread that started
// it, which is therefore kept as long as the process.
func (s *Server) launch() error {
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := s.cmd.Start()
		started <- err
		if err == nil {
			_ = s.cmd.Wait() // how it ended shows in what it wrote
			close(s.gone)
		}
	}()
	return <-started
}

// Kill ends the server at once, as a power cut would.
func (s *Server) Kill() {
	_ = s.cmd.Process.Kill() // it may have ended by itself
	<-s.gone
}

// stopTime is how long a server may take to end by itself.
const stopTime = 5 * time.Second

// Stop lets the server end, and ends it where it does not.
func (s *Server) Stop(context.Context) error {
	_ = s.cmd.Process.Signal(syscall.SIGTERM) // likewise
	select {
	case <-s.gone:
	case <-time.After(stopTime):
		s.Kill()
	}
	return nil
}

// ready waits until the server answers.
func (s *Server) ready(ctx context.Context) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for meilisearch: %w", ctx.Err())
		case <-s.gone:
			return s.ended()
		case <-tick.C:
		}
		if s.healthy(ctx) {
			return nil
		}
	}
}

func (s *Server) healthy(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL()+"/health", nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	return err == nil && res.Body.Close() == nil && res.StatusCode == http.StatusOK
}

// freeAddr is a free address of this machine; port 0 asks for any.
func freeAddr(ctx context.Context, want string) (string, error) {
	var cfg net.ListenConfig
	l, err := cfg.Listen(ctx, "tcp", want)
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	addr := l.Addr().String()
	return addr, l.Close()
}
