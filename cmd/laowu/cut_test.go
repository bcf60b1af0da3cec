package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"laowu/matching/meili/private"
)

// cutServer is a Meilisearch that a test cuts and restores, always at one
// address.
type cutServer struct {
	*private.Server
	o private.Options
}

const cutKey = "the-key-of-the-cut-tests"

func newCutServer(t *testing.T) *cutServer {
	t.Helper()
	path, err := private.Find()
	if err != nil {
		t.Skip("SKIPPED, NOT PASSED: ", err)
	}
	s := &cutServer{o: private.Options{Path: path, Dir: t.TempDir(), MasterKey: cutKey}}
	s.start(t, cutKey)
	s.o.Addr = strings.TrimPrefix(s.URL(), "http://")
	t.Cleanup(func() { s.Kill() })
	return s
}

func (s *cutServer) start(t *testing.T, key string) {
	t.Helper()
	s.o.MasterKey = key
	var err error
	if s.Server, err = private.Start(t.Context(), s.o); err != nil {
		t.Fatal(err)
	}
}

func (s *cutServer) signal(t *testing.T, sig syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(s.Pid(), sig); err != nil {
		t.Fatal(err)
	}
}

// cut is a way in which Meilisearch ceases to answer, why /readyz says it does,
// and what brings it back.
type cut struct {
	called    string
	cut, mend func(*testing.T, *cutServer)
	reason    string
}

var cuts = []cut{
	{"killed", func(_ *testing.T, s *cutServer) { s.Kill() }, func(t *testing.T, s *cutServer) { s.start(t, cutKey) }, "unreachable"},
	{"stopped", func(t *testing.T, s *cutServer) { s.signal(t, syscall.SIGSTOP) }, func(t *testing.T, s *cutServer) { s.signal(t, syscall.SIGCONT) }, "slow"},
	{"another key", func(t *testing.T, s *cutServer) { s.Kill(); s.start(t, "another-key-than-before") },
		func(t *testing.T, s *cutServer) { s.Kill(); s.start(t, cutKey) }, "wrong_key"},
	{"emptied", func(t *testing.T, s *cutServer) {
		s.Kill()
		if err := os.RemoveAll(filepath.Join(s.o.Dir, "data")); err != nil {
			t.Fatal(err)
		}
	}, func(t *testing.T, s *cutServer) { s.start(t, cutKey) }, "unreachable"},
}

// TestCutAndRestore cuts Meilisearch off while people search and openings
// change: it answers before, PostgreSQL does meanwhile, and Meilisearch again
// afterwards; each search finds what it must; and in the end Meilisearch knows
// of each change. Each cut has an installation of its own: the copy that one
// makes anew would hide what another lost.
func TestCutAndRestore(t *testing.T) {
	t.Parallel()
	for _, c := range cuts {
		t.Run(c.called, func(t *testing.T) {
			t.Parallel()
			s := newCutServer(t)
			o := newOffice(t)
			o.env["LAOWU_MEILI_URL"], o.env["LAOWU_MEILI_KEY"] = s.URL(), cutKey
			o.stock(t)
			service := o.start(t)
			l := newLoad(t, service)
			l.until(t, "meilisearch", "")
			l.begin(t, o)
			l.more(t, "meilisearch")

			c.cut(t, s)
			l.until(t, "postgresql", c.reason)
			l.more(t, "postgresql")

			c.mend(t, s)
			l.until(t, "meilisearch", "")
			l.more(t, "meilisearch")

			l.end(t)
			o.sameInBoth(t, l.changes)
			service.stop()
			if code := <-service.code; code != exitDone {
				t.Errorf("exit %d, said %s", code, service.out.String())
			}
		})
	}
}
