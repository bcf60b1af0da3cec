package meilitest_test

import (
	"os"
	"testing"

	"github.com/meilisearch/meilisearch-go"

	"laowu/matching/meili/meilitest"
)

func TestMain(m *testing.M) {
	os.Exit(meilitest.Run(m, func(m *testing.M) int { return m.Run() }))
}

// Tests share a server and never a prefix.
func TestOpen(t *testing.T) {
	t.Parallel()
	url, key, prefix := meilitest.Open(t)
	again, _, other := meilitest.Open(t)
	if again != url || other == prefix {
		t.Errorf("%s %s, then %s %s", url, prefix, again, other)
	}
	m := meilisearch.New(url, meilisearch.WithAPIKey(key))
	if v, err := m.Version(t.Context()); err != nil || v.PkgVersion == "" {
		t.Errorf("%+v, %v", v, err)
	}
}
