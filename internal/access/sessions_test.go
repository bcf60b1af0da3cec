package access

import (
	"bytes"
	"testing"
	"time"
)

func TestSessions(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	s := Sessions{DB: c.db}
	get := func(id, want string) {
		t.Helper()
		if data, err := s.Get(id); err != nil || string(data) != want || (data == nil) != (want == "") {
			t.Errorf("%s holds %q, %v; want %q", id, data, err, want)
		}
	}
	set := func(id, data string, idle time.Duration) {
		t.Helper()
		if err := s.Set(id, []byte(data), idle); err != nil {
			t.Fatal(err)
		}
	}
	get("one", "")
	set("one", "a", time.Hour)
	set("other", "b", 2*time.Hour)
	get("one", "a")
	set("one", "c", time.Hour)
	get("one", "c")
	c.step(time.Hour)
	get("one", "")
	get("other", "b")
	if n := read[int](t, c, "SELECT count(*) FROM session"); n != 2 {
		t.Errorf("%d sessions are kept", n)
	}
	if err := s.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := read[int](t, c, "SELECT count(*) FROM session"); n != 1 {
		t.Errorf("%d sessions are kept after sweeping", n)
	}
	if err := s.Delete("other"); err != nil {
		t.Fatal(err)
	}
	get("other", "")
}

// Who logs out while another answer of his is under way is out: what that writes
// at its end brings nothing back.
func TestEndedSessionStaysEnded(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	s := Sessions{DB: c.db}
	write := func() {
		t.Helper()
		if err := s.Set("one", []byte("x"), time.Hour); err != nil {
			t.Fatal(err)
		}
	}
	write()
	if err := s.Delete("one"); err != nil {
		t.Fatal(err)
	}
	write()
	if data, err := s.Get("one"); err != nil || data != nil {
		t.Errorf("it holds %q, %v", data, err)
	}
	if n := read[int](t, c, "SELECT count(*) FROM session WHERE data <> ''"); n != 0 {
		t.Error("what an ended session held is kept")
	}
	c.step(time.Hour)
	if err := s.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := read[int](t, c, "SELECT count(*) FROM session"); n != 0 {
		t.Errorf("%d sessions are kept after sweeping", n)
	}
}

// A stolen backup opens no session: what the browser holds is not in it.
func TestSessionsAreKeptHashed(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	s := Sessions{DB: c.db}
	if err := s.Set("what the browser holds", []byte("x"), time.Hour); err != nil {
		t.Fatal(err)
	}
	key := read[[]byte](t, c, "SELECT key FROM session")
	if len(key) != 32 || bytes.Contains(key, []byte("browser")) {
		t.Errorf("kept under %q", key)
	}
	if data, err := s.Get(string(key)); err != nil || data != nil {
		t.Errorf("the kept key opens it: %q, %v", data, err)
	}
}

func TestSweepForgetsFailures(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.refused(t, "old", "nonsense", ErrWrong)
	c.step(23 * time.Hour)
	c.refused(t, "new", "nonsense", ErrWrong)
	c.step(2 * time.Hour)
	if err := (Sessions{DB: c.db}).Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := read[int](t, c, "SELECT count(*) FROM attempt"); n != 1 {
		t.Errorf("%d keys are kept", n)
	}
}
