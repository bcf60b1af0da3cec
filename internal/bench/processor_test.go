package bench

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// database is the processor time that the private PostgreSQL took so far, all
// its processes together. It moves less than the clock with what else the
// machine does.
func (in *installation) database(b testing.TB) time.Duration {
	b.Helper()
	text, err := os.ReadFile(filepath.Join(in.data, "postgres", "cluster", "postmaster.pid"))
	if err != nil {
		b.Fatal(err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	total := time.Duration(0)
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		b.Fatal(err)
	}
	for _, path := range stats {
		text, err := os.ReadFile(path) //nolint:gosec // a process's own figures
		if err != nil {
			continue // it has ended
		}
		// pid (name) state ppid …: the name may hold anything but is the last in
		// brackets. proc(5) counts from 1, and so do these after the name from 3.
		fields := strings.Fields(string(text[strings.LastIndex(string(text), ")")+1:]))
		switch {
		case filepath.Base(filepath.Dir(path)) == first:
			total += ticks(fields[11:15]) // its own, and of children that ended
		case fields[1] == first:
			total += ticks(fields[11:13])
		}
	}
	return total
}

// ticks adds up times as Linux tells them, in hundredths of a second.
func ticks(fields []string) (total time.Duration) {
	for _, f := range fields {
		n, err := strconv.Atoi(f)
		if err == nil {
			total += time.Duration(n) * 10 * time.Millisecond
		}
	}
	return total
}

// own is the processor time that this process took so far.
func own(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
