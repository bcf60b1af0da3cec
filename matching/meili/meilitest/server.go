// Package meilitest gives each test indexes of its own on a real Meilisearch
// that all tests of a process share. Without one the test is skipped, loudly.
package meilitest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"laowu/matching/meili/private"
)

// The address and key of the Meilisearch that tests use: somebody else's, or
// the one that Run starts and names here.
const (
	urlVariable = "LAOWU_TEST_MEILI_URL"
	keyVariable = "LAOWU_TEST_MEILI_KEY"
)

// masterKey is that of servers that tests start.
const masterKey = "a-key-of-the-tests-alone"

// Run runs a package's tests with one server for all of them; call it from
// TestMain, around testdb.Run where both are needed. Without it each test
// starts a server of its own.
func Run(m *testing.M, run func(*testing.M) int) int {
	path, err := private.Find()
	if os.Getenv(urlVariable) != "" || err != nil {
		return run(m) // Open says what is missing
	}
	server, dir, err := begin(context.Background(), path)
	if err == nil {
		err = errors.Join(os.Setenv(urlVariable, server.URL()), os.Setenv(keyVariable, masterKey))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	code := run(m)
	if err := end(server, dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return max(code, 1)
	}
	return code
}

// Open returns a server's address, its master key, and a prefix for the names
// of indexes, which are deleted when the test ends.
func Open(tb testing.TB) (url, key, prefix string) {
	tb.Helper()
	url, key = os.Getenv(urlVariable), os.Getenv(keyVariable)
	if url == "" {
		url, key = Own(tb).URL(), masterKey
	}
	prefix = "t" + strings.ToLower(rand.Text()) + "_"
	tb.Cleanup(func() {
		if err := remove(url, key, prefix); err != nil {
			tb.Logf("indexes %s* stay: %v", prefix, err) // the server of one test has ended by now
		}
	})
	return url, key, prefix
}

// Own starts a server for one test alone, which may kill it.
func Own(tb testing.TB) *private.Server {
	tb.Helper()
	path, err := private.Find()
	if err != nil {
		tb.Skipf("SKIPPED, NOT PASSED: %v, and %s is not set: nothing was asked of a real Meilisearch", err, urlVariable)
	}
	server, dir, err := begin(tb.Context(), path)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := end(server, dir); err != nil {
			tb.Error(err)
		}
	})
	return server
}

// MasterKey is the key of a server that Own has started.
func MasterKey() string { return masterKey }

func begin(ctx context.Context, path string) (*private.Server, string, error) {
	sweep()
	dir, err := os.MkdirTemp(place(), fmt.Sprintf("laowu-meili-%d-", os.Getpid()))
	if err != nil {
		return nil, "", fmt.Errorf("folder for meilisearch: %w", err)
	}
	server, err := private.Start(ctx, private.Options{Path: path, Dir: dir, MasterKey: masterKey})
	if err != nil {
		return nil, "", errors.Join(err, os.RemoveAll(dir))
	}
	return server, dir, nil
}

func end(server *private.Server, dir string) error {
	return errors.Join(server.Stop(context.Background()), os.RemoveAll(dir))
}

// place is Linux's disk in memory where there is one: what tests write is not
// kept, and need not be safe from a power cut.
func place() string {
	const memory = "/dev/shm"
	if info, err := os.Stat(memory); err == nil && info.IsDir() {
		return memory
	}
	return os.TempDir()
}

// sweep removes the folders of processes that were killed.
func sweep() {
	left, _ := filepath.Glob(filepath.Join(place(), "laowu-meili-*")) // the pattern is right
	for _, dir := range left {
		number, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(dir), "laowu-meili-"), "-")
		if pid, err := strconv.Atoi(number); err == nil && errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			_ = os.RemoveAll(dir) // somebody else's, or gone
		}
	}
}

// remove deletes the indexes of a test.
func remove(url, key, prefix string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	m := meilisearch.New(url, meilisearch.WithAPIKey(key), meilisearch.DisableRetries())
	defer m.Close()
	all, err := m.ListIndexes(ctx, &meilisearch.IndexesQuery{Limit: 1000})
	if err != nil {
		return err
	}
	for _, index := range all.Results {
		if strings.HasPrefix(index.UID, prefix) {
			if _, err := m.DeleteIndex(ctx, index.UID); err != nil {
				return err
			}
		}
	}
	return nil
}
