package journey

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// scale is the part of the full county that the journeys are gone through in:
// 1,149 members, seven associations, 100 openings.
const scale = 0.02

// house is the built program, serving the demonstration from a folder and a
// database of its own until the test ends; it answers with its address.
func house(tb testing.TB, scale float64) (site string) {
	tb.Helper()
	dir, err := os.MkdirTemp("", "laowu-journey-") //nolint:usetesting // the database's user cannot enter tb.TempDir
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			tb.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // likewise
		tb.Fatal(err)
	}
	program := filepath.Join(dir, "laowu")
	env := append(os.Environ(), "LAOWU_DATA="+filepath.Join(dir, "data"), "LAOWU_DATABASE_URL=", "LAOWU_ADDR=127.0.0.1:0", "LAOWU_METRICS_ADDR=127.0.0.1:0")
	run(tb, os.Environ(), "go", "build", "-o", program, "laowu/cmd/laowu")
	run(tb, env, program, "demo", "--scale", strconv.FormatFloat(scale, 'g', -1, 64))
	return serve(tb, env, program)
}

func run(tb testing.TB, env []string, program string, args ...string) {
	tb.Helper()
	began := time.Now()
	cmd := exec.CommandContext(tb.Context(), program, args...)
	cmd.Env = env
	if out, err := cmd.CombinedOutput(); err != nil {
		tb.Fatalf("%s %v: %v\n%s", program, args, err, out)
	}
	tb.Logf("%s %s took %.1f s", filepath.Base(program), args[0], time.Since(began).Seconds())
}

// serve starts the service, which says first where its pages are.
func serve(tb testing.TB, env []string, program string) string {
	tb.Helper()
	cmd := exec.Command(program, "serve", "--demo") //nolint:noctx // stopped below, as an office stops it
	var errs bytes.Buffer
	cmd.Env, cmd.Stderr = env, &errs
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			tb.Error(err)
		}
		if err := cmd.Wait(); err != nil {
			tb.Errorf("the service ended with %v: %s", err, errs.String())
		}
	})
	first, err := bufio.NewReader(out).ReadString('\n')
	_, address, ok := strings.Cut(strings.TrimSpace(first), "http://")
	if !ok {
		tb.Fatalf("serve said %q, %v: %s", first, err, errs.String())
	}
	return "http://" + address
}
