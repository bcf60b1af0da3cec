package main

import (
	"os"
	"path/filepath"
	"testing"
)

// A command answers by what is on record, also where no service tells Meilisearch
// of what changed, and by Meilisearch where that knows all.
func TestSearchBesideOldCopy(t *testing.T) {
	t.Parallel()
	s := newCutServer(t)
	o := newOffice(t)
	o.env["LAOWU_MEILI_URL"], o.env["LAOWU_MEILI_KEY"] = s.URL(), cutKey
	wage := 3000
	raise := func() {
		t.Helper()
		wage++
		path := filepath.Join(t.TempDir(), "raised.csv")
		if err := os.WriteFile(path, []byte(openingHeads+openingRow("护工1组", wage)), 0o600); err != nil {
			t.Fatal(err)
		}
		o.ask(t, exitDone, "import", "openings", path)
	}
	says := func(engine string) {
		t.Helper()
		found := o.ask(t, exitDone, "search", "openings", "护工", "--limit", "1")
		hits, _ := found["hits"].([]any)
		if len(hits) != 1 || found["engine"] != engine || hits[0].(map[string]any)["wage_min"] != float64(wage) {
			t.Errorf("%v, the last wage is %d", found, wage)
		}
	}
	raise()
	says("postgresql")
	o.ask(t, exitDone, "reindex")
	says("meilisearch")
	raise()
	says("postgresql")
	if found := o.ask(t, exitDone, "search", "workers", "护工"); found["engine"] != "postgresql" {
		t.Errorf("%v", found)
	}
	o.ask(t, exitDone, "reindex")
	says("meilisearch")

	// Nobody used Meilisearch for so long that it was forgotten: what it holds is
	// of then.
	o.number(t, "WITH gone AS (DELETE FROM search.engine WHERE name = 'meilisearch' RETURNING 1) SELECT count(*) FROM gone")
	raise()
	says("postgresql")
}
