package web

import "testing"

// A rule stands in the list once, and is called as no other is.
func TestRuleTablesOnce(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, table := range ruleTables() {
		if seen[table.Name] || seen[table.Title] {
			t.Errorf("%s (%s) is there twice", table.Name, table.Title)
		}
		seen[table.Name], seen[table.Title] = true, true
	}
}
