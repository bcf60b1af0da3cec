package main

import (
	"context"
	"os"
	command "os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
)

// asProgram, set in a process's environment, makes the test binary laowu
// itself, with everything in its log.
const asProgram = "LAOWU_TEST_PROGRAM"

func program() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, os.Args[1:], streams{out: os.Stdout, err: os.Stderr, getenv: os.Getenv, debug: true})
}

// process is a laowu process of the test's own.
type process struct {
	cmd   *command.Cmd
	said  *service // what it says on both streams
	ended chan struct{}
}

// begin starts a process in an environment and folder of its own.
func begin(t *testing.T, env []string, dir string, args ...string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{cmd: command.CommandContext(t.Context(), self, args...), said: &service{up: make(chan bool)}, ended: make(chan struct{})}
	p.cmd.Env, p.cmd.Dir = append(env, asProgram+"=1"), dir
	p.cmd.Stdout, p.cmd.Stderr = p.said, p.said
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.cmd.Wait() // its exit code tells how it went
		close(p.ended)
	}()
	return p
}

// end waits for the process's end and returns its exit code, -1 where a signal
// ended it, and what it said.
func (p *process) end() (int, []byte) {
	<-p.ended
	return p.cmd.ProcessState.ExitCode(), p.said.out.Bytes()
}

func (p *process) signal(t *testing.T, s os.Signal) {
	t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
}

// site waits until a service is up and returns the address of its pages.
func (p *process) site(t *testing.T) string {
	t.Helper()
	select {
	case <-p.said.up:
	case <-p.ended:
		t.Fatalf("the service ended: %s", p.said.out.Bytes())
	}
	p.said.mu.Lock()
	defer p.said.mu.Unlock()
	_, rest, _ := strings.Cut(p.said.out.String(), "劳务平台已启动：")
	address, _, _ := strings.Cut(rest, "\n")
	return address
}
