package main

import "testing"

// Every engine's copy is built anew, and says what it holds.
func TestReindex(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.ask(t, exitDone, "import", "associations", samples+"associations.xlsx")
	o.ask(t, exitRejected, "import", "members", samples+"members-township.xlsx")
	o.ask(t, exitRejected, "import", "openings", samples+"openings.xlsx")
	people, open := o.number(t, "SELECT count(*) FROM person"), o.number(t, "SELECT count(*) FROM opening WHERE closed_at IS NULL")
	done := o.ask(t, exitDone, "reindex")
	indexes, _ := done["indexes"].([]any)
	if len(indexes) == 0 || people == 0 || open == 0 {
		t.Fatalf("%v of %d people and %d openings", done, people, open)
	}
	for i, one := range indexes {
		r := one.(map[string]any)
		if i == 0 && r["engine"] != "postgresql" || r["openings"] != float64(open) || r["seconds"].(float64) <= 0 || r["workers"] != indexes[0].(map[string]any)["workers"] {
			t.Errorf("%v, of %d people and %d openings", r, people, open)
		}
	}
	if n := o.number(t, "SELECT count(*) FROM search.worker"); float64(n) != indexes[0].(map[string]any)["workers"] || n == 0 {
		t.Errorf("%d documents of people", n)
	}
}
