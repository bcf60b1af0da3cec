package private

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// refused fails the test where Join does not refuse with the problem and a
// sentence that holds the words.
func refused(t *testing.T, o Options, want Problem, words ...string) {
	t.Helper()
	s, err := Join(t.Context(), o)
	if err == nil {
		leave(t, s)
	}
	if problem(err) != want {
		t.Fatalf("got %q (%v), want %s", problem(err), err, want)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q does not say %q", err, w)
		}
	}
}

func TestNoPostgreSQL(t *testing.T) {
	t.Parallel()
	dir := place(t)
	refused(t, Options{Dir: dir + "/new/data", BinDir: t.TempDir()}, NoPostgreSQL, "apt install postgresql")
	if left, err := filepath.Glob(dir + "/*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	data := made(t)
	before := contents(t, data)
	refused(t, Options{Dir: data, BinDir: t.TempDir()}, NoPostgreSQL)
	same(t, before, contents(t, data))
}

// A PostgreSQL that is too old is none; of several the newest makes a cluster,
// and the cluster's own version opens it.
func TestVersions(t *testing.T) {
	for said, want := range map[string]int{
		"postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)": 15,
		"postgres (PostgreSQL) 18beta1":                        18,
		"postgres (PostgreSQL) 9.6.24":                         9,
		"something else":                                       0,
		"":                                                     0,
	} {
		if got := version(t.Context(), programsSaying(t, said)); got != want {
			t.Errorf("%q is version %d, want %d", said, got, want)
		}
	}
	data := made(t)
	old, newer := programsSaying(t, "postgres (PostgreSQL) 14.1"), programsSaying(t, "postgres (PostgreSQL) 99.1")
	if _, err := Newest(t.Context(), old); problem(err) != NoPostgreSQL {
		t.Errorf("14 is taken: %v", err)
	}
	t.Setenv("PATH", old+string(filepath.ListSeparator)+newer+string(filepath.ListSeparator)+os.Getenv("PATH"))
	if got, err := Newest(t.Context(), ""); got != 99 {
		t.Errorf("the newest is %d (%v), want 99", got, err)
	}
	query(t, join(t, data), "SELECT 'here'")
}

// programsSaying is a folder with an initdb and a postgres that tells a version.
func programsSaying(t *testing.T, version string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"initdb", "postgres"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\necho '"+version+"'\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestOtherVersion(t *testing.T) {
	t.Parallel()
	dir := made(t)
	file := dir + "/postgres/cluster/PG_VERSION"
	if err := os.WriteFile(file, []byte("12\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	major, err := Newest(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	refused(t, Options{Dir: dir}, OtherVersion, dir, "PostgreSQL 12", fmt.Sprint(major), "postgresql-12", "pg_upgrade")
	same(t, before, contents(t, dir))

	if err := os.Rename(file, dir+"/aside"); err != nil {
		t.Fatal(err)
	}
	refused(t, Options{Dir: dir}, Damaged, dir, "PG_VERSION")
	if err := os.Rename(dir+"/aside", file); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, fmt.Appendln(nil, major), 0o600); err != nil {
		t.Fatal(err)
	}
	query(t, join(t, dir), "SELECT 'here'")
}

// contents are the files below dir with what is in them.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		all[path] = info.Mode().String()
		if info.Mode().IsRegular() {
			text, err := os.ReadFile(path)
			sum := sha256.Sum256(text)
			all[path] += hex.EncodeToString(sum[:])
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func same(t *testing.T, before, after map[string]string) {
	t.Helper()
	for path, was := range before {
		if after[path] != was {
			t.Errorf("%s changed", path)
		}
	}
	if len(after) != len(before) {
		t.Errorf("%d files became %d", len(before), len(after))
	}
}
