package bench

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// service is a running `laowu serve`.
type service struct {
	cmd   *exec.Cmd
	errs  bytes.Buffer
	url   string
	ready time.Duration // from start to /readyz saying so
}

// serve starts the service and waits until it is ready.
func (in *installation) serve(b testing.TB) *service {
	b.Helper()
	s := &service{cmd: exec.Command(in.program, "serve")} //nolint:gosec,noctx // our own program, stopped by stop
	s.cmd.Env, s.cmd.Stderr = in.env, &s.errs
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		b.Fatal(err)
	}
	first, err := bufio.NewReader(out).ReadString('\n')
	if _, rest, ok := strings.Cut(strings.TrimSpace(first), "http://"); ok {
		s.url = "http://" + rest
	} else {
		b.Fatalf("serve said %q, %v", first, err)
	}
	for !s.is(b.Context(), "/readyz") {
		if time.Since(began) > time.Minute {
			b.Fatal("not ready after a minute")
		}
	}
	s.ready = time.Since(began)
	return s
}

func (s *service) is(ctx context.Context, path string) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+path, nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req) //nolint:gosec // our own service
	if err != nil {
		return false
	}
	return res.Body.Close() == nil && res.StatusCode == http.StatusOK
}

func (s *service) stop(b testing.TB) {
	b.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		b.Fatal(err)
	}
	if err := s.cmd.Wait(); err != nil {
		b.Errorf("serve ended: %v\n%s", err, s.errs.String())
	}
}

// BenchmarkReady starts the service on the full demonstration county, its
// PostgreSQL running and stopped.
func BenchmarkReady(b *testing.B) {
	in := install(b)
	in.laowu(b, "demo")
	var joined, cold []cost
	for range runs {
		s := in.serve(b)
		s.stop(b)
		joined = append(joined, cost{wall: s.ready})
	}
	if err := in.server.Leave(b.Context()); err != nil {
		b.Fatal(err)
	}
	for range runs {
		s := in.serve(b)
		s.stop(b)
		cold = append(cold, cost{wall: s.ready})
	}
	in.rejoin(b)
	b.ReportMetric(median(cold).wall.Seconds(), "s/ready")
	line("serve ready, database stopped before", fmt.Sprintf("%.2f s", median(cold).wall.Seconds()), "3 s")
	line("serve ready, database running", fmt.Sprintf("%.2f s", median(joined).wall.Seconds()), "3 s")
}
