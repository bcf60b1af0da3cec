package main

import "testing"

// A command answers by what is on record, also where no service tells Meilisearch
// of what changed, and by Meilisearch where that knows all.
func TestSearchBesideOldCopy(t *testing.T) {
	t.Parallel()
	s := newCutServer(t)
	o := newOffice(t)
	o.env["LAOWU_MEILI_URL"], o.env["LAOWU_MEILI_KEY"] = s.URL(), cutKey
	c := newChanges(t, o)
	says := func(engine string) {
		t.Helper()
		found := o.ask(t, exitDone, "search", "openings", "护工", "--limit", "1")
		hits, _ := found["hits"].([]any)
		if len(hits) != 1 || found["engine"] != engine || hits[0].(map[string]any)["wage_min"] != float64(c.wage()) {
			t.Errorf("%v, the last wage is %d", found, c.wage())
		}
	}
	c.make(t)
	says("postgresql")
	o.ask(t, exitDone, "reindex")
	says("meilisearch")
	c.make(t)
	says("postgresql")
	if found := o.ask(t, exitDone, "search", "workers", "护工"); found["engine"] != "postgresql" {
		t.Errorf("%v", found)
	}
	o.ask(t, exitDone, "reindex")
	says("meilisearch")

	// Nobody used Meilisearch for so long that it was forgotten: what it holds is
	// of then.
	o.number(t, "WITH gone AS (DELETE FROM search.engine WHERE name = 'meilisearch' RETURNING 1) SELECT count(*) FROM gone")
	c.make(t)
	says("postgresql")
}
