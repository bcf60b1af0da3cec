package pgsearch_test

import (
	"strings"
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
)

// Whose office is gone sees nobody, and not everybody, however the database's
// answers are written (a pool between asks for text).
func TestScopeOfNobody(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	sep := "?"
	if strings.Contains(url, "?") {
		sep = "&"
	}
	for _, mode := range []string{"cache_statement", "simple_protocol"} {
		d := testdb.Open(t, url+sep+"default_query_exec_mode="+mode)
		for role, want := range map[db.Role]bool{db.Association: false, db.Township: false, db.Station: false, db.County: true, db.Auditor: true} {
			all, scope, err := matching.WorkerScope(t.Context(), d, db.Actor{County: "141123", Role: role, Organisation: 987654})
			if err != nil || all != want || len(scope) > 0 {
				t.Errorf("%s, %s: all %v, scope %v, %v", mode, role, all, scope, err)
			}
		}
		if _, _, err := matching.WorkerScope(t.Context(), d, db.Actor{County: "141123", Role: db.Enterprise, Organisation: 1}); err == nil {
			t.Errorf("%s: an enterprise may search people", mode)
		}
	}
}
