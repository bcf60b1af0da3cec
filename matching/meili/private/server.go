// Package private runs a Meilisearch of the platform's own from a program on
// the PATH. What it holds is derived from PostgreSQL and may be thrown away.
package private

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Program is what Find looks for.
const Program = "meilisearch"

// ErrNoProgram says that the PATH holds no Meilisearch.
var ErrNoProgram = errors.New("no meilisearch on the PATH")

// Find is the path of the program.
func Find() (string, error) {
	path, err := exec.LookPath(Program)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoProgram, err)
	}
	return path, nil
}

// Options say what is run and where.
type Options struct {
	Path      string // of the program
	Dir       string // holds its data; made where it is missing
	Addr      string // 127.0.0.1:7700; a free port where empty
	MasterKey string // at least 16 bytes
}

// Server is a running Meilisearch.
type Server struct {
	addr string
	cmd  *exec.Cmd
	log  bytes.Buffer
	gone chan struct{} // closed when the process has ended
}

// URL is where it listens.
func (s *Server) URL() string { return "http://" + s.addr }

// Gone is closed when the process has ended.
func (s *Server) Gone() <-chan struct{} { return s.gone }

// indexingMemory is what the server may take to write documents. By itself it
// takes two thirds of the machine, and lays them out anew for each task: a
// changed opening then takes seconds instead of a tenth of one.
const indexingMemory = "256MiB"

// Start runs a server and returns when it answers. It ends with this process.
func Start(ctx context.Context, o Options) (*Server, error) {
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("folder for meilisearch: %w", err)
	}
	if o.Addr == "" {
		var err error
		if o.Addr, err = freeAddr(ctx); err != nil {
			return nil, err
		}
	}
	s := &Server{addr: o.Addr, gone: make(chan struct{})}
	s.cmd = exec.Command(o.Path, "--db-path", filepath.Join(o.Dir, "data"), "--dump-dir", filepath.Join(o.Dir, "dumps"), //nolint:gosec,noctx // a program of the machine's; it outlives the call
		"--snapshot-dir", filepath.Join(o.Dir, "snapshots"), "--http-addr", o.Addr, "--no-analytics", "--env", "production", "--log-level", "WARN",
		"--max-indexing-memory", indexingMemory)
	s.cmd.Dir, s.cmd.Stdout, s.cmd.Stderr = o.Dir, &s.log, &s.log
	s.cmd.Env = append(os.Environ(), "MEILI_MASTER_KEY="+o.MasterKey)
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start meilisearch: %w", err)
	}
	go func() {
		_ = s.cmd.Wait() // how it ended shows in what it wrote
		close(s.gone)
	}()
	if err := s.ready(ctx); err != nil {
		return nil, errors.Join(err, s.Stop(ctx))
	}
	return s, nil
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
			return fmt.Errorf("meilisearch ended: %s", strings.TrimSpace(s.log.String())) //nolint:err113 // what it says itself
		case <-tick.C:
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL()+"/health", nil)
		if err != nil {
			return err
		}
		if res, err := http.DefaultClient.Do(req); err == nil {
			ok := res.StatusCode == http.StatusOK
			if err := res.Body.Close(); err == nil && ok {
				return nil
			}
		}
	}
}

func freeAddr(ctx context.Context) (string, error) {
	var cfg net.ListenConfig
	l, err := cfg.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	addr := l.Addr().String()
	return addr, l.Close()
}
