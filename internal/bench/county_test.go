package bench

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/db/private"
	"laowu/internal/demo"
	"laowu/matching/meili"
	meiliprivate "laowu/matching/meili/private"
)

// runs is how often each thing is measured; the median counts.
const runs = 5

// installation is the built program with a data folder of its own, whose
// PostgreSQL runs as long as the benchmark.
type installation struct {
	program, data string
	env           []string
	server        *private.Server
	meili         *meili.Endpoint // nil: PostgreSQL alone answers
}

func install(b testing.TB) *installation {
	b.Helper()
	dir, err := os.MkdirTemp("", "laowu-bench-") //nolint:usetesting // the database's user cannot enter b.TempDir
	if err != nil {
		b.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // likewise
		b.Fatal(err)
	}
	in := &installation{program: filepath.Join(dir, "laowu"), data: filepath.Join(dir, "data")}
	in.env = append(withoutMeili(os.Environ()), "LAOWU_DATA="+in.data, "LAOWU_DATABASE_URL=", "LAOWU_ADDR=127.0.0.1:0", "LAOWU_METRICS_ADDR=127.0.0.1:0")
	build := exec.CommandContext(b.Context(), "go", "build", "-o", in.program, "laowu/cmd/laowu") //nolint:gosec // our own program
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	in.rejoin(b)
	b.Cleanup(func() {
		if err := in.server.Leave(context.Background()); err != nil {
			b.Error(err)
		}
		if err := os.RemoveAll(dir); err != nil {
			b.Error(err)
		}
	})
	return in
}

// withoutMeili are the settings of a program that finds no Meilisearch on the
// PATH: what the benchmarks measure is asked of PostgreSQL, unless they start one.
func withoutMeili(env []string) []string {
	path, err := meiliprivate.Find()
	if err != nil {
		return env
	}
	dirs := slices.DeleteFunc(filepath.SplitList(os.Getenv("PATH")), func(dir string) bool {
		_, err := os.Stat(filepath.Join(dir, filepath.Base(path)))
		return err == nil
	})
	return append(env, "LAOWU_MEILI_URL=", "PATH="+strings.Join(dirs, string(filepath.ListSeparator)))
}

// rejoin comes back after leaving.
func (in *installation) rejoin(b testing.TB) {
	b.Helper()
	var err error
	if in.server, err = private.Join(b.Context(), private.Options{Dir: in.data}); err != nil {
		b.Fatal(err)
	}
}

// cost is what one run of a program took.
type cost struct {
	wall time.Duration
	work time.Duration // of processors; of laowu, the database's too
	peak int64         // bytes, the process's own
}

func (in *installation) laowu(b testing.TB, args ...string) cost {
	b.Helper()
	before := in.database(b)
	c := measure(b, in.env, in.program, args...)
	c.work += in.database(b) - before
	return c
}

func measure(b testing.TB, env []string, program string, args ...string) cost {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), program, args...) //nolint:gosec // our own program
	cmd.Env = env
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	began := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatalf("%s %v: %v\n%s", program, args, err, said.String())
	}
	took := time.Since(began)
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		b.Fatal("no resource usage")
	}
	return cost{took, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), usage.Maxrss << 10}
}

// median of costs by wall time.
func median(costs []cost) cost {
	slices.SortFunc(costs, func(x, y cost) int { return int(x.wall - y.wall) })
	return costs[len(costs)/2]
}

// workbooks writes the whole member list, the associations that must go in
// before it, and with them what offices would send of the demonstration.
func workbooks(b *testing.B, dir string) (members, associations string) {
	b.Helper()
	// In a process of its own: what this one grows to would count as the peak
	// of those that it starts.
	measure(b, append(os.Environ(), writeFolder+"="+dir), os.Args[0])
	return filepath.Join(dir, "members.xlsx"), filepath.Join(dir, "01-务工协会名册.xlsx")
}

func writeRoster(dir string) error {
	o := demo.Options{County: "141123", Scale: 1, Seed: 1, Today: db.Day(time.Now())}
	if _, err := demo.Write(context.Background(), dir, o); err != nil {
		return err
	}
	return demo.Roster(context.Background(), filepath.Join(dir, "members.xlsx"), 57450, o)
}

// line prints a line of the table.
func line(what, figure, bound string) { fmt.Printf("| %s | %s | %s |\n", what, figure, bound) }
