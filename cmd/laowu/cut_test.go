package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"laowu/matching"
	"laowu/matching/meili/private"
	"laowu/matching/pgsearch"
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
	s.start(t)
	s.o.Addr = strings.TrimPrefix(s.URL(), "http://")
	t.Cleanup(func() { s.Kill() })
	return s
}

func (s *cutServer) start(t *testing.T) {
	t.Helper()
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

// TestCutAndRestore is Meilisearch under load, killed, stopped, restarted with
// another key and without its data: every search is answered, by the other
// engine where need be, and in the end both engines hold the same.
func TestCutAndRestore(t *testing.T) {
	t.Parallel()
	s := newCutServer(t)
	o := newOffice(t)
	o.env["LAOWU_MEILI_URL"], o.env["LAOWU_MEILI_KEY"] = s.URL(), cutKey
	changes := newChanges(t, o)
	changes.make(t)
	service := o.start(t)
	load := newLoad(t, service)
	load.until(t, "meilisearch", "")
	load.begin(t, changes)

	s.Kill()
	load.until(t, "postgresql", "unreachable")
	s.start(t)
	load.until(t, "meilisearch", "")

	s.signal(t, syscall.SIGSTOP)
	load.until(t, "postgresql", "slow")
	s.signal(t, syscall.SIGCONT)
	load.until(t, "meilisearch", "")

	s.Kill()
	s.o.MasterKey = "another-key-than-before"
	s.start(t)
	load.until(t, "postgresql", "wrong_key")
	s.Kill()
	s.o.MasterKey = cutKey
	s.start(t)
	load.until(t, "meilisearch", "")

	s.Kill()
	if err := os.RemoveAll(filepath.Join(s.o.Dir, "data")); err != nil {
		t.Fatal(err)
	}
	s.start(t)
	load.until(t, "postgresql", "")
	load.until(t, "meilisearch", "")

	load.end(t)
	sameInBoth(t, o, changes)
	service.stop()
	if code := <-service.code; code != exitDone {
		t.Errorf("exit %d, said %s", code, service.out.String())
	}
}

// sameInBoth waits until Meilisearch holds what PostgreSQL does, to the last
// change.
func sameInBoth(t *testing.T, o office, c *changes) {
	t.Helper()
	cli := &cli{streams: streams{out: os.Stdout, err: os.Stderr, getenv: func(k string) string { return o.env[k] }}, flags: map[string]string{}}
	a, err := cli.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer a.close(t.Context())
	all := func(e matching.Engine) []string {
		var said []string
		answer, err := e.SearchOpenings(t.Context(), a.actor(), matching.Question{Limit: 100})
		if err != nil {
			return []string{err.Error()}
		}
		for i := range answer.Hits {
			h := answer.Hits[i]
			h.Score, h.Highlights = 0, nil
			said = append(said, fmt.Sprintf("%+v", h))
		}
		slices.Sort(said)
		return said
	}
	want := all(pgsearch.New(a.db, a.lexicon))
	if len(want) != c.openings || !strings.Contains(strings.Join(want, " "), fmt.Sprint("WageMin:", c.wage())) {
		t.Fatalf("%d openings, the last wage is %d: %v", len(want), c.wage(), want)
	}
	var got []string
	waitUntil(t, "both engines hold the same", func() bool { got = all(a.meili); return slices.Equal(got, want) },
		func() string { return fmt.Sprintf("meilisearch %v\npostgresql %v", got, want) })
}
