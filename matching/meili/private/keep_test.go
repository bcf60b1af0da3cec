package private

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// quick is a rhythm for tests.
func quick() rhythm {
	return rhythm{pause: 10 * time.Millisecond, longest: 100 * time.Millisecond, steady: time.Hour, start: 10 * time.Second, look: 50 * time.Millisecond, deaf: 2}
}

// kept is a keeper over a data folder, which has answered.
type kept struct {
	*Keeper
	data string
}

func newData(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{dir, filepath.Dir(dir)} { // another user's server is to get in
		if err := os.Chmod(d, 0o755); err != nil { //nolint:gosec // as the comment says
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "data")
}

func newKept(t *testing.T, data string) kept {
	t.Helper()
	path, err := Find()
	if err != nil {
		t.Skip("SKIPPED, NOT PASSED: ", err)
	}
	k, err := keep(t.Context(), KeepOptions{Path: path, Data: data}, quick())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.Stop)
	if err := k.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	return kept{k, data}
}

// answers says whether the server of the keeper does.
func (k kept) answers(ctx context.Context) bool {
	s := Server{addr: strings.TrimPrefix(k.Endpoint().URL, "http://")}
	return s.healthy(ctx)
}

// until waits for something to become so.
func until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !so(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not after a minute", what)
		}
	}
}

// A server that is killed, or stopped so that it hears nobody, is there again
// at the same place; without a keeper there is none.
func TestKeep(t *testing.T) {
	t.Parallel()
	data := newData(t)
	if _, err := Look(data); !errors.Is(err, ErrNotRunning) {
		t.Errorf("before: %v", err)
	}
	k := newKept(t, data)
	at, err := Look(data)
	if err != nil || at != k.Endpoint() || !strings.HasPrefix(at.URL, "http://127.0.0.1:") || len(at.MasterKey) < 32 {
		t.Fatalf("%+v, %v", at, err)
	}
	for _, s := range []syscall.Signal{syscall.SIGKILL, syscall.SIGSTOP, syscall.SIGTERM} {
		pid := serverOf(t, data)
		if err := syscall.Kill(pid, s); err != nil {
			t.Fatal(err)
		}
		until(t, s.String(), func() bool { return serverOf(t, data) != pid && k.answers(t.Context()) })
		if k.Endpoint() != at {
			t.Errorf("after %v at %+v, before at %+v", s, k.Endpoint(), at)
		}
	}
	k.Stop()
	if _, err := Look(data); !errors.Is(err, ErrNotRunning) || k.answers(t.Context()) || serverOf(t, data) != 0 {
		t.Errorf("after: %v", err)
	}
}

// A second process of the folder uses the same server, and keeps one when the
// first ends.
func TestTakeOver(t *testing.T) {
	t.Parallel()
	data := newData(t)
	one := newKept(t, data)
	other := newKept(t, data)
	if one.Endpoint() != other.Endpoint() {
		t.Errorf("%+v and %+v", one.Endpoint(), other.Endpoint())
	}
	pid := serverOf(t, data)
	one.Stop()
	until(t, "taken over", func() bool { p := serverOf(t, data); return p != 0 && p != pid && other.answers(t.Context()) })
}

// Data that the server does not take are thrown away: another version's, and
// damaged ones.
func TestKeepWithoutUsableData(t *testing.T) {
	t.Parallel()
	data := newData(t)
	newKept(t, data).Stop()
	at := filepath.Join(data, folderName, dataName)
	for name, spoil := range map[string]func() error{
		"another version": func() error { return os.WriteFile(filepath.Join(at, "VERSION"), []byte("1.49.0"), 0o600) },
		"no version":      func() error { return os.Remove(filepath.Join(at, "VERSION")) },
		"damaged": func() error {
			return os.WriteFile(filepath.Join(at, "tasks/data.mdb"), []byte(strings.Repeat("x", 100000)), 0o600)
		},
	} {
		mark := filepath.Join(at, "mark")
		if err := errors.Join(spoil(), os.WriteFile(mark, nil, 0o600)); err != nil {
			t.Fatal(err)
		}
		k := newKept(t, data)
		if _, err := os.Stat(mark); !k.answers(t.Context()) || !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: answers %v, the old data: %v", name, k.answers(t.Context()), err)
		}
		k.Stop()
	}
}

// Where somebody else has the port by now, another one is taken, and who uses
// the server is told.
func TestKeepAtAnotherPort(t *testing.T) {
	t.Parallel()
	data := newData(t)
	k := newKept(t, data)
	before := k.Endpoint()
	k.Stop()
	l, err := net.Listen("tcp", strings.TrimPrefix(before.URL, "http://")) //nolint:noctx // at once
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var told atomic.Pointer[Endpoint]
	next, err := keep(t.Context(), KeepOptions{Path: k.o.Path, Data: data, Changed: func(at Endpoint) { told.Store(&at) }}, quick())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(next.Stop)
	if err := next.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	until(t, "told", func() bool { return told.Load() != nil })
	if at := next.Endpoint(); at.URL == before.URL || at.MasterKey != before.MasterKey || *told.Load() != at {
		t.Errorf("%+v, before %+v", at, before)
	}
}

// The key, the log and the data are for the server's user alone.
func TestKeepClosesItsFolder(t *testing.T) {
	t.Parallel()
	data := newData(t)
	k := newKept(t, data)
	for name, want := range map[string]os.FileMode{".": 0o700, keyName: 0o600, logName: 0o600, addressName: 0o600} {
		info, err := os.Stat(filepath.Join(data, folderName, name))
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if os.Geteuid() != 0 {
		t.Log("not root: nobody else to run as")
	} else if uid := userOf(t, serverOf(t, data)); uid == 0 {
		t.Error("the server runs as root")
	}
	for _, line := range environmentOf(t, serverOf(t, data)) {
		if name, _, _ := strings.Cut(line, "="); !strings.Contains("MEILI_MASTER_KEY PATH HOME TMPDIR NO_COLOR", name) {
			t.Errorf("the server is told %s", name)
		}
	}
	k.Stop()
}

func TestLogIsBounded(t *testing.T) {
	t.Parallel()
	h, err := openHome(t.Context(), newData(t), "/bin/true")
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	l, err := h.openLog()
	if err != nil {
		t.Fatal(err)
	}
	defer l.close()
	line := []byte(strings.Repeat("x", 1000) + "\n")
	for range 5 * longLog / len(line) {
		if _, err := l.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(h.dir)
	if err != nil {
		t.Fatal(err)
	}
	var total int64
	for _, e := range entries {
		if info, err := e.Info(); err == nil && strings.HasPrefix(e.Name(), logName) {
			total += info.Size()
		}
	}
	if total == 0 || total > 2*longLog+2*int64(len(line)) {
		t.Errorf("%d bytes of log", total)
	}
}
