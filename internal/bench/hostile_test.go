package bench

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// hostileFolder is the corpus of files that do harm, as the import's own tests
// read it.
const hostileFolder = "../../imports/testdata/hostile"

// BenchmarkHostile imports each hostile file by command, most of which are
// refused, and tells of the slowest and of the hungriest.
func BenchmarkHostile(b *testing.B) {
	in := install(b)
	files, err := filepath.Glob(filepath.Join(hostileFolder, "*.[xc][ls][svlm]*"))
	if err != nil || len(files) < 25 {
		b.Fatalf("%d hostile files, %v", len(files), err)
	}
	type tried struct {
		name string
		cost
	}
	var all []tried
	for _, path := range files {
		all = append(all, tried{filepath.Base(path), in.attempt(b, "import", "members", path)})
	}
	slow := slices.MaxFunc(all, func(x, y tried) int { return int(x.wall - y.wall) })
	hungry := slices.MaxFunc(all, func(x, y tried) int { return int(x.peak - y.peak) })
	b.ReportMetric(slow.wall.Seconds(), "s/slowest")
	line(fmt.Sprintf("slowest of %d hostile files, whole command", len(all)), fmt.Sprintf("%.2f s (%s)", slow.wall.Seconds(), slow.name), "5 s")
	line("most memory that one takes", fmt.Sprintf("%d MB (%s)", hungry.peak>>20, hungry.name), "300 MB")
}

// attempt is laowu for a command that may refuse or reject.
func (in *installation) attempt(b *testing.B, args ...string) cost {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), in.program, args...) //nolint:gosec // our own program
	var said bytes.Buffer
	cmd.Env, cmd.Stdout, cmd.Stderr = in.env, &said, &said
	began := time.Now()
	err := cmd.Run()
	took := time.Since(began)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) || cmd.ProcessState.ExitCode() < 0 || strings.Contains(said.String(), "goroutine ") {
		b.Fatalf("%v: %v\n%s", args, err, said.String())
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		b.Fatal("no resource usage")
	}
	return cost{wall: took, peak: usage.Maxrss << 10}
}
